"""`babblr-vocab export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from pipeline.cli import completion
from pipeline.cli.console import Console, database_option, sources_option
from pipeline.cli.exporting import Asked, from_database, from_pack
from pipeline.cli.output import check_output, write_content
from pipeline.export.registry import NothingError, PackFormat, format_named, format_of, names
from pipeline.model.cefr import LEVELS
from pipeline.model.suggestions import count
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.export.registry import Format


@click.command("export")
@click.argument("language", shell_complete=completion.languages)
@click.option(
    "-f", "--format", "format_", type=click.Choice(names()), help="The format. By default, the name of FILE says it."
)
@click.option("--level", type=click.Choice(LEVELS, case_sensitive=False), help="Only the words of this level.")
@click.option("--topic", help="Only the words of this topic, as named in pack.yaml.")
@click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="RELEASE",
    help="Only the words that were added or changed since this release: a database, plain or .gz. Not for xlsx.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE", help="The file."
)
@database_option("The database to export from, plain or .gz: one that was built or released. Not for xlsx.")
@sources_option
@click.option("-q", "--quiet", is_flag=True, help="Print only errors.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    language: str,
    format_: str | None,
    level: str | None,
    topic: str | None,
    since: Path | None,
    output: Path,
    database: Path,
    sources: Path,
    quiet: bool,
) -> None:
    """Export the vocabulary of LANGUAGE.

    \b
    anki    .apkg        flashcards: a deck for each level, lessons as tags
    csv     .csv.zip     tables with their schema (a Data Package)
    dmlex   .dmlex.json  a dictionary in the data model of OASIS
    jsonl   .jsonl.zip   an object for each word, with their schema
    sheet   .html        lesson sheets to print and fold
    xlsx    .xlsx        a workbook to fill in

    All are made from a database (--db) but the workbook, which is made from the pack (--sources): it has a sheet for
    each topic, for people who do not write YAML, with lists to choose from, and the findings of a check as comments.
    `import --update` brings their changes back into the pack. A workbook that exists is never replaced: it may be
    filled in.
    """
    name = format_ or format_of(output.name)
    if name is None:
        raise click.UsageError(f"use --format to say which format {output} is to have: {', '.join(names())}", ctx)
    form = format_named(name)
    _check_needs(form)
    console = Console(quiet=quiet)
    from pipeline.database.untrusted import ContentError

    if isinstance(form, PackFormat):
        if since is not None:
            raise click.UsageError(f"--since is not for {name}: a workbook is made from the pack", ctx)
        if form.filled_in and output.exists() and output.is_file():
            raise click.UsageError(f"{output} exists, and may be filled in; name another file with --output", ctx)
    check_output(output)
    asked = Asked(language, level, topic, since, database, sources)
    try:
        if isinstance(form, PackFormat):
            written, words = from_pack(form, asked, console)
        else:
            _check_built(ctx, database)
            written, words = from_database(form, asked, console)
    except (ContentError, NothingError) as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    write_content(output, written)
    console.say(harmless(f"wrote {output}: {count(words, 'word')}"))


def _check_built(ctx: click.Context, database: Path) -> None:
    if not database.exists() and ctx.get_parameter_source("database") is ParameterSource.DEFAULT:
        raise click.UsageError(f"there is no {database} yet; run `babblr-vocab build`, or name one with --db", ctx)


def _check_needs(form: "Format") -> None:
    if isinstance(form, PackFormat):
        require("build")
    if form.extra:
        require(form.extra)
