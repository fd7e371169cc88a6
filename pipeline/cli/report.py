"""`babblr-vocab report`."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from pipeline.cli import completion
from pipeline.cli.console import Console, output_options, sources_option
from pipeline.cli.output import check_output, writing
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.model.findings import Place
    from pipeline.reports.overview import Overview

_DIALOGUES = Path("tests/data/dialogues")
_FILE = click.Path(path_type=Path, dir_okay=False)
_MOST_TEXT = 2**28
"""In bytes, of a file of a corpus."""
_MOST_CHANGES = 500_000
"""The most characters of changes in Markdown: a summary of a job has 1 MB at most."""


@click.command("report")
@click.argument("what", nargs=-1, metavar="[LANG…|DB]", shell_complete=completion.languages)
@click.option("-f", "--format", "format_", type=click.Choice(["html", "markdown"]), default="html", show_default=True)
@click.option("-o", "--output", type=_FILE, metavar="FILE", help="Write the report to this file.")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help=f"Texts for the coverage curve, in a folder for each language. [default: {_DIALOGUES}, if it is there]",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True),
    help="With --format markdown, also list what changed since this database or folder of packs.",
)
@click.option(
    "--link-to",
    metavar="URL",
    help="The address of the repository's files: https://…/blob/main. [default: on this disk]",
)
@sources_option
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    *,
    what: tuple[str, ...],
    format_: str,
    output: Path | None,
    corpus: Path | None,
    previous: Path | None,
    link_to: str | None,
    sources: Path,
    quiet: bool,
    verbose: bool,
) -> None:
    """Show the state of packs, or of a database, on one page.

    Words by level and part of speech against the targets, how much of everyday talk they cover, concepts without a
    word, drafts and readers, findings with links to their lines, what sentences are like, the lessons in order, grammar
    lessons and assessments, and the definitions. A database (plain or .gz) does not know concepts, readers, findings
    and what sentences are like.

    As HTML it is one file that needs no network; as Markdown, the summary of a job.
    """
    require("build")
    if format_ == "html":
        require("report")
    from pipeline.app.stored_words import NoVocabularyError
    from pipeline.builder.discover import NoPackError
    from pipeline.cli.reporting import of_database, of_packs
    from pipeline.curation.statistics import NotAVocabularyError
    from pipeline.database.untrusted import ContentError
    from pipeline.reporting.terminal import harmless

    if previous and format_ == "html":
        raise click.UsageError("--previous is for --format markdown; `diff --format html` makes a page", ctx)
    if link_to and not link_to.startswith(("https://", "http://")):
        raise click.UsageError("--link-to takes an address that begins with https://", ctx)
    check_output(output)
    console = Console(quiet=quiet, verbose=verbose)
    database = Path(what[0]) if len(what) == 1 and Path(what[0]).is_file() else None
    texts = corpus or (_DIALOGUES if _DIALOGUES.is_dir() else None)
    try:
        overview = of_database(database, texts) if database else of_packs(sources, what, texts, console)
        parts = list(_rendered(overview, format_, _linked(link_to, output)))
        if previous:
            parts.append(_changes(previous, database or sources, overview.languages, ctx))
    except (ContentError, NoPackError, NotAVocabularyError, NoVocabularyError) as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    if output:
        with writing(output) as file:
            file.writelines(parts)
    else:
        click.echo("".join(parts), nl=False)


def _rendered(overview: "Overview", format_: str, link: "Callable[[Place], str]") -> Iterator[str]:
    if format_ == "html":
        from pipeline.reports.report_page import report_page

        yield from report_page(overview, link)
    else:
        from pipeline.reports.summary import report_markdown

        yield report_markdown(overview)


def _linked(link_to: str | None, output: Path | None) -> "Callable[[Place], str]":
    """Return what gives the address of a place: in a repository, or on this disk as seen from the page."""
    start = output.parent if output else Path()

    def link(place: "Place") -> str:
        line = f"#L{place.position.line}" if place.position else ""
        if link_to:
            return f"{link_to.rstrip('/')}/{quote(place.file)}{line}"
        try:
            return quote(Path(os.path.relpath(place.file, start)).as_posix()) + line
        except ValueError:  # on Windows, a folder of another drive
            return Path(place.file).resolve().as_uri() + line

    return link


def _changes(previous: Path, now: Path, languages: Sequence[str], ctx: click.Context) -> str:
    from pipeline.database.untrusted import ContentError
    from pipeline.release.compare import differences, entries
    from pipeline.release.diff_formats import by_language, diff_markdown, diff_summary
    from pipeline.reporting.markdown import escaped
    from pipeline.reporting.terminal import harmless

    try:
        found = list(differences(entries(previous, languages), entries(now, languages)))
    except ContentError as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    text = diff_markdown(found)
    if len(text) > _MOST_CHANGES:
        text = "".join(f"- {escaped(language)}: {diff_summary(ones)}\n" for language, ones in by_language(found))
        text += "\n`babblr-vocab diff` shows all.\n"
    return f"# Changes\n\n{text or 'The words are the same as before.'}\n"
