"""`babblr-vocab report`."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from pipeline.cli import completion
from pipeline.cli.console import Console, output_options, sources_option
from pipeline.cli.output import check_output, writing
from pipeline.system.extras import require
from pipeline.system.files import read_bytes, reason

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    import pandas as pd

    from pipeline.builder.discover import PackFolder
    from pipeline.curation.learning_curve import Curve
    from pipeline.model.findings import Place
    from pipeline.model.lexicon import Lexicon
    from pipeline.recognition.index import Index
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
    word, drafts and readers, findings with links to their lines, what sentences are like, and the lessons in order. A
    database answers the first and the coverage alone.

    As HTML it is one file that needs no network; as Markdown, the summary of a job.
    """
    require("build")
    if format_ == "html":
        require("report")
    from pipeline.app.stored_words import NoVocabularyError
    from pipeline.builder.discover import NoPackError
    from pipeline.curation.statistics import NotAVocabularyError
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
        overview = _of_database(database, texts) if database else _of_packs(sources, what, texts, console)
        parts = list(_rendered(overview, format_, _linked(link_to, output)))
        if previous:
            parts.append(_changes(previous, database or sources, overview.languages, ctx))
    except (NoPackError, NotAVocabularyError, NoVocabularyError) as error:
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


def _of_packs(sources: Path, languages: Sequence[str], texts: Path | None, console: Console) -> "Overview":
    from pipeline.builder.discover import packs_in
    from pipeline.builder.workers import steps_of, workers_for
    from pipeline.cli.checking import check
    from pipeline.curation import review, statistics
    from pipeline.curation.concepts import rows_of
    from pipeline.curation.content_statistics import content_of
    from pipeline.languages.pack_profile import profile_with
    from pipeline.recognition.index import of_lexicon
    from pipeline.recognition.lemmatizer import simplemma_for
    from pipeline.reports.overview import Overview
    from pipeline.rules.catalogue import catalogue

    packs = packs_in(sources, languages)
    with console.progress(steps_of(len(packs), workers_for(len(packs)))) as step:
        checked = check(packs, [pack.path for pack in packs], frozenset(catalogue()), step, cached=True)
    lexicons = _lexicons(packs, console)
    return Overview(
        title=lexicons[0].pack.title if len(lexicons) == 1 and lexicons[0].pack else sources.resolve().name,
        counts=_rows(statistics.of_lexicons(lexicons)),
        parts=statistics.parts_of_speech(lexicons),
        curves=_curves(
            {one.language: partial(of_lexicon, one, lemmatizer=simplemma_for(one.language)) for one in lexicons}, texts
        ),
        concepts=rows_of(lexicons, gaps=False),
        reviews=[one for lexicon in lexicons for one in review.reviews(lexicon)],
        readers=review.readers(lexicons),
        findings=[entry.finding for entry in checked.entries if checked.concerns(entry.finding)],
        rules=tuple(catalogue().values()),
        content=[
            count for one in lexicons for count in content_of(one, profile_with(one.language, one.stated_profile))
        ],
        lessons={one.language: one.lessons for one in lexicons if one.lessons},
    )


def _lexicons(packs: "Sequence[PackFolder]", console: Console) -> "list[Lexicon]":
    from pipeline.builder.analyse import analyse
    from pipeline.stages.order import STAGES

    with console.progress(len(packs) * (len(STAGES) - 1)) as step:  # no lemmatizer is asked
        return [analyse(pack, step, chosen=()).lexicon for pack in packs]


def _of_database(database: Path, texts: Path | None) -> "Overview":
    from pipeline.app.vocabulary import index_of_file
    from pipeline.curation import statistics
    from pipeline.recognition.lemmatizer import simplemma_for
    from pipeline.reports.overview import Overview

    counts = _rows(statistics.of_database(database))
    languages = dict.fromkeys(str(row["language"]) for row in counts)
    indexes = {one: partial(index_of_file, database, one, simplemma_for(one)) for one in languages}
    return Overview(title=database.name, counts=counts, curves=_curves(indexes, texts))


def _rows(counts: "pd.DataFrame") -> list[dict[str, Any]]:
    """Return the rows of a table of counts; a target that is not stated is None."""
    import pandas as pd

    rows = counts.astype(object).to_dict("records")
    return [{str(name): None if value is pd.NA else value for name, value in row.items()} for row in rows]


def _curves(indexes: "Mapping[str, Callable[[], Index]]", texts: Path | None) -> "dict[str, Curve]":
    """Return the curve of each language that there are texts of; its index is made only then."""
    from pipeline.curation.learning_curve import learning_curve
    from pipeline.languages.profile import profile

    found = {}
    for language, index in indexes.items():
        files = sorted((texts / language).glob("*.txt")) if texts else []
        if files and profile(language).spaces:  # without, words cannot be counted
            found[language] = learning_curve(map(_text, files), index())
    return found


def _text(file: Path) -> str:
    try:
        return read_bytes(file, _MOST_TEXT).decode("utf-8-sig")
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8 text") from error


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
