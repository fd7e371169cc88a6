"""`babblr-vocab concepts`."""

from pathlib import Path

import click

from pipeline.cli import completion
from pipeline.cli.console import Console, sources_option
from pipeline.model.cefr import LEVELS
from pipeline.system.extras import require


@click.command("concepts")
@click.argument("languages", nargs=-1, metavar="[LANG]...", shell_complete=completion.languages)
@click.option("--level", type=click.Choice(LEVELS, case_sensitive=False), help="Show only the concepts of this level.")
@click.option("--all", "all_", is_flag=True, help="Also show the concepts that every language has a word for.")
@click.option(
    "-f", "--format", "format_", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True
)
@sources_option
@click.pass_context
def command(
    ctx: click.Context, languages: tuple[str, ...], *, level: str | None, all_: bool, format_: str, sources: Path
) -> None:
    """Show the concepts that packs have no word for: a row for each concept, a column for each language.

    A dash stands for a gap; the reason for having no word is in brackets. LANG limits the table to some languages.
    """
    require("build")
    from pipeline.builder.analyse import read_pack
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.curation.concepts import CONCEPT_FORMATS, rows_of

    try:
        lexicons = [read_pack(pack) for pack in packs_in(sources, languages)]
    except NoPackError as error:
        raise click.UsageError(str(error), ctx) from error
    console = Console()
    for lexicon in lexicons:
        if not lexicon.complete:
            console.say(f"{lexicon.language}: some entries could not be read; `babblr-vocab validate` says why")
    rows = rows_of(lexicons, level=level, gaps=not all_)
    click.echo(CONCEPT_FORMATS[format_](rows), nl=False)
    gaps = {lexicon.language: 0 for lexicon in lexicons}
    for row in rows:
        for language, cell in row.cells.items():
            gaps[language] += cell.gap
    counted = ", ".join(f"{language} {number}" for language, number in gaps.items())
    console.say(f"concepts without a word or a reason: {counted}")
