"""`babblr-vocab stats`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import Console
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.model.lexicon import Lexicon


@click.command("stats")
@click.argument("path", type=click.Path(path_type=Path, exists=True), default=Path("vocab_sources"))
@click.option(
    "-f", "--format", "format_", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@click.option("--content", is_flag=True, help="Show instead what the sentences and translations are like.")
@click.option("--grammar", is_flag=True, help="Count instead grammar lessons and assessments.")
@click.pass_context
def command(ctx: click.Context, path: Path, format_: str, *, content: bool, grammar: bool) -> None:
    """Count words, meanings, forms and examples, for each language and level, against the targets.

    PATH is a database or a folder of packs (default: vocab_sources). If it has grammar lessons or assessments, a second
    table of the text counts these; --grammar shows only that, in any format. With --content, it is a folder of packs,
    a pack or a file in one; then the sentences of the packs are counted by length, kind, form of address, person and
    name, and near-duplicates, templates, words of later bands, translations that several words share, and meanings with
    one example are listed.
    """
    require("build")
    from pipeline.builder.discover import NoPackError
    from pipeline.curation import statistics  # pandas: so that `--help` does not wait for it

    if content and grammar:
        raise click.UsageError("--content and --grammar show different tables: use one of them", ctx)
    try:
        text = _content(path, format_) if content else _counts(path, format_, grammar=grammar)
    except (NoPackError, statistics.NotAVocabularyError) as error:
        raise click.UsageError(str(error), ctx) from error
    click.echo(text, nl=format_ != "csv")


def _counts(path: Path, format_: str, *, grammar: bool) -> str:
    from pipeline.curation import practice_statistics, statistics

    if path.is_file():
        words, practice = statistics.of_database(path), practice_statistics.practice_of_database(path)
    else:
        lexicons = _lexicons(path)
        words, practice = statistics.of_lexicons(lexicons), practice_statistics.practice_of_lexicons(lexicons)
    written = statistics.STATISTICS_FORMATS[format_]
    if grammar:
        return written(practice)
    below = f"\n\n{written(practice)}" if format_ == "text" and not practice.empty else ""
    return written(words) + below


def _content(path: Path, format_: str) -> str:
    from pipeline.curation.content_formats import CONTENT_FORMATS
    from pipeline.curation.content_statistics import content_of
    from pipeline.languages.pack_profile import profile_with

    return CONTENT_FORMATS[format_](
        [
            count
            for lexicon in _lexicons(path)
            for count in content_of(lexicon, profile_with(lexicon.language, lexicon.stated_profile))
        ]
    )


def _lexicons(path: Path) -> "list[Lexicon]":
    """Return the packs of a path with their forms, and say which of them could not be read completely."""
    from pipeline.builder.analyse import analyse
    from pipeline.builder.discover import packs_of
    from pipeline.stages.order import STAGES

    packs = packs_of([path])
    with Console().progress(len(packs) * (len(STAGES) - 1)) as step:  # no lemmatizer is asked
        lexicons = [analyse(pack, step, chosen=()).lexicon for pack in packs]
    for lexicon in lexicons:
        if not lexicon.complete:
            Console().say(f"{lexicon.language}: some entries could not be read; `babblr-vocab validate` says why")
    return lexicons
