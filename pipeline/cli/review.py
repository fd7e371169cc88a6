"""`babblr-vocab review`."""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import completion
from pipeline.cli.console import Console, sources_option
from pipeline.cli.output import check_output, write_content
from pipeline.model.cefr import LEVELS
from pipeline.model.suggestions import short
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.builder.discover import PackFolder
    from pipeline.curation.reviews.levels import Levels
    from pipeline.curation.reviews.queue import Queue
    from pipeline.model.findings import Finding
    from pipeline.model.lexicon import Document

_FILE = click.Path(path_type=Path, dir_okay=False)


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return a day as it is kept.

    Raises:
        click.BadParameter: it is none.
    """
    if value is None:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        pass  # such as the 30th of February
    raise click.BadParameter(f"“{short(value)}” is not a day; write year, month and day, such as 2026-11-30")


@click.command("review")
@click.argument("language", required=False, metavar="[LANG]", shell_complete=completion.languages)
@sources_option
@click.option("--by", "reader", metavar="NAME", help="Who reads: entries that NAME wrote are left out.")
@click.option("--level", type=click.Choice(LEVELS, case_sensitive=False), help="Only the words of this level.")
@click.option("--topic", help="Only the words of this topic, as named in pack.yaml.")
@click.option("-n", "most", type=click.IntRange(min=1), metavar="N", help="At most N entries.")
@click.option("--html", type=_FILE, metavar="FILE", help="Write the entries as a page to read.")
@click.option("--sheet", type=_FILE, metavar="FILE", help="Write a sheet to fill in: a workbook (.xlsx), or .csv.")
@click.option("--apply", "filled", type=_FILE, metavar="SHEET", help="Merge a sheet that was filled in.")
@click.option(
    "--on", "day", callback=_day, metavar="DATE", help="With --apply: the day of the reading, such as 2026-11-30."
)
@click.option("--write", "write_", is_flag=True, help="With --apply: write the files. By default, print a diff.")
@click.option("--statistics", is_flag=True, help="Show how much each reader has read, and how many faults were found.")
@click.option(
    "--candidates",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder with what imported lists say of words.  [default: candidates, beside the folder of packs]",
)
@click.option("-q", "--quiet", is_flag=True, help="Print only results and errors.")
@click.pass_context
def command(ctx: click.Context, /, *, language: str | None, sources: Path, quiet: bool, **_: object) -> None:
    """Show which entries a second person has to read: drafts, and those that have changed since they were read.

    The most doubtful come first: by the findings about them, and by sources that disagree; then those that nobody has
    read for longest. With --sheet, a reader writes right, wrong or question beside each word, and corrects what is
    wrong. With --apply, a word that is right becomes reviewed, and a corrected one waits for another reader. What was
    said is kept in the pack, as readings/reviews.csv. Nobody reviews what they wrote.

    With --apply, the exit code is 1 if a person has to decide about something.
    """
    require("build")
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.cli.reviewing import apply, statistics
    from pipeline.curation.reviews.record import RecordError
    from pipeline.export.registry import NothingError
    from pipeline.intake.candidates.store import StoreError
    from pipeline.intake.readers.family import NotReadableError
    from pipeline.intake.sources import SourcesError

    _check_usage(ctx)
    console = Console(quiet=quiet)
    try:
        packs = packs_in(sources, [language] if language else [])
        if len(packs) > 1 and any(ctx.params[name] for name in ("html", "sheet", "filled")):
            raise click.UsageError("name the language of the words: LANG", ctx)
        if ctx.params["statistics"]:
            statistics(packs)
        elif ctx.params["filled"]:
            apply(ctx, packs[0])
        else:
            for pack in packs:
                _show(ctx, pack, console)
    except (NoPackError, RecordError, NothingError, StoreError, SourcesError, NotReadableError) as error:
        raise click.UsageError(harmless(str(error)), ctx) from error


def _check_usage(ctx: click.Context) -> None:
    given = ctx.params
    if given["filled"] and not (given["reader"] and given["day"]):
        raise click.UsageError("--apply needs --by NAME and --on DATE: who read the words, and on which day", ctx)
    if (given["write_"] or given["day"]) and not given["filled"]:
        raise click.UsageError("--write and --on belong to --apply", ctx)
    if given["reader"] is not None and not (given["reader"].strip() and given["reader"].isprintable()):
        raise click.UsageError("the name of a reader is one line of text that can be seen", ctx)
    if given["html"]:
        require("report")
    sheet: Path | None = given["sheet"]
    if any(path is not None and path.suffix.lower() == ".xlsx" for path in (sheet, given["filled"])):
        require("intake")
    if sheet is None:
        return
    if sheet.suffix.lower() not in (".xlsx", ".csv"):
        raise click.UsageError(f"{sheet} must end with .xlsx or .csv", ctx)
    if sheet.is_file():
        raise click.UsageError(f"{sheet} exists, and may be filled in; name another file", ctx)


def _show(ctx: click.Context, pack: "PackFolder", console: Console) -> None:
    """Show what of a pack is to be read, and write the page and the sheet if they are asked for."""
    from pipeline.cli.checking import findings_of
    from pipeline.cli.reviewing import documents_of, write_page
    from pipeline.curation.reviews import table

    html, sheet = ctx.params["html"], ctx.params["sheet"]
    for path in (html, sheet):
        check_output(path)
    documents = documents_of(pack, console)
    topic = ctx.params["topic"]
    if topic is not None and all(one.topic != topic for one in documents):
        raise click.UsageError(harmless(f"{pack.name} has no topic “{short(topic)}”"), ctx)
    findings = findings_of(pack, console)
    found = _queue(ctx, pack, documents, findings)
    if (html or sheet) and found.items:
        if sheet:
            _write_sheet(sheet, pack, documents, findings, found)
        if html:
            write_page(html, pack, found.items, sheet.name if sheet else "")
        names = " and ".join(str(path) for path in (sheet, html) if path)
        console.say(harmless(f"wrote {names}: {len(found.items)} to read{_rest(found)}"))
        return
    if found.items:
        for line in table.lines(table.rows(found.items)):
            click.echo(line)
    console.say(harmless(f"{pack.name}: {len(found.items)} to read{_rest(found)}"))


def _rest(found: "Queue") -> str:
    parts = [f"{found.left} more"] * bool(found.left) + [f"{found.unfinished} not filled in yet"] * bool(
        found.unfinished
    )
    return "".join(f", {part}" for part in parts)


def _queue(
    ctx: click.Context, pack: "PackFolder", documents: Sequence["Document"], findings: Sequence["Finding"]
) -> "Queue":
    from pipeline.builder.discover import packs_in
    from pipeline.curation.pronounce import pronouncer
    from pipeline.curation.reviews.levels import levels_in
    from pipeline.curation.reviews.queue import Asked, queue
    from pipeline.curation.reviews.record import readings_in
    from pipeline.curation.scaffold import written_entries
    from pipeline.intake.candidates.store import words_file
    from pipeline.intake.candidates.translated import candidates_in
    from pipeline.intake.present import read_pack
    from pipeline.intake.said import said_of
    from pipeline.intake.sources import SourcesError
    from pipeline.system.files import reason

    given = ctx.params
    names = {str(entry.get("base_form")) for *_, entry in written_entries(documents)}
    folder = given["candidates"] or given["sources"].parent / "candidates"
    try:
        claims: Any = said_of(candidates_in(folder, pack.language), names)
    except SourcesError as error:
        raise click.UsageError(str(error), ctx) from error
    except OSError as error:
        path = words_file(folder, pack.language)
        raise click.UsageError(harmless(f"{path} cannot be read: {reason(error)}"), ctx) from error
    asked = Asked(given["level"], given["topic"], given["reader"], given["most"])

    def elsewhere() -> "Levels":
        others = [one for one in packs_in(given["sources"]) if one.language != pack.language]
        return levels_in(documents, {one.language: read_pack(one).documents for one in others})

    said, pronounce = readings_in(pack.path)[0], pronouncer(pack.language)
    return queue(documents, findings, said, claims, asked, elsewhere=elsewhere, pronounce=pronounce)


def _write_sheet(
    sheet: Path, pack: "PackFolder", documents: Sequence["Document"], findings: Sequence["Finding"], found: "Queue"
) -> None:
    from pipeline.curation.reviews.sheet import beside
    from pipeline.export.content import Content
    from pipeline.export.review_sheet import as_csv, as_workbook

    about = {
        (item.document.file, item.index): beside(number, len(found.items), item)
        for number, item in enumerate(found.items, 1)
    }
    content = Content(pack, tuple(documents), tuple(findings), beside=about)
    if sheet.suffix.lower() == ".xlsx":
        write_content(sheet, as_workbook(content))
    else:
        write_content(sheet, as_csv(content).encode("utf-8-sig"))  # Excel expects the mark
