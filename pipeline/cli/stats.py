"""`babblr-vocab stats`."""

from pathlib import Path

import click

from pipeline.cli.console import Console
from pipeline.system.extras import require


@click.command("stats")
@click.argument("path", type=click.Path(path_type=Path, exists=True), default=Path("vocab_sources"))
@click.option(
    "-f", "--format", "format_", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@click.pass_context
def command(ctx: click.Context, path: Path, format_: str) -> None:
    """Count words, meanings, forms and examples, for each language and level, against the targets.

    PATH is a database or a folder of packs (default: vocab_sources).
    """
    require("build")
    from pipeline.builder.analyse import analyse
    from pipeline.builder.discover import NoPackError, packs_of
    from pipeline.curation import statistics  # pandas: so that `--help` does not wait for it
    from pipeline.stages.order import STAGES

    try:
        if path.is_file():
            counts = statistics.of_database(path)
        else:
            packs = packs_of([path])
            with Console().progress(len(packs) * (len(STAGES) - 1)) as step:  # no lemmatizer is asked
                lexicons = [analyse(pack, step, chosen=()).lexicon for pack in packs]
            for lexicon in lexicons:
                if not lexicon.complete:
                    Console().say(
                        f"{lexicon.language}: some entries could not be read; `babblr-vocab validate` says why"
                    )
            counts = statistics.of_lexicons(lexicons)
    except (NoPackError, statistics.NotAVocabularyError) as error:
        raise click.UsageError(str(error), ctx) from error
    click.echo(statistics.STATISTICS_FORMATS[format_](counts), nl=format_ != "csv")
