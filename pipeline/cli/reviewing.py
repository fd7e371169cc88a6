"""The other halves of `babblr-vocab review`: a sheet that comes back, and what readers have done."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import Console
from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL
from pipeline.cli.output import writing
from pipeline.cli.rewriting import to_be_reviewed, write_each
from pipeline.model.suggestions import count
from pipeline.reporting.terminal import harmless

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.builder.discover import PackFolder
    from pipeline.curation.reviews.queue import Item
    from pipeline.intake.verdicts import Reviewed
    from pipeline.model.lexicon import Document


_DECIDED = ("status", "reviewed_by", "reviewed_on")
"""What a verdict changes in an entry."""


def documents_of(pack: "PackFolder", console: Console) -> Sequence["Document"]:
    """Return the files of a pack that can be read. Tell of others."""
    from pipeline.intake.present import read_pack

    now = read_pack(pack)
    console.report(now.faults)
    return now.documents


def write_page(path: Path, pack: "PackFolder", items: Sequence["Item"], sheet: str) -> None:
    """Write the page of the entries that are to be read."""
    from pipeline.builder.analyse import read_pack
    from pipeline.reports.review_page import review_page
    from pipeline.stages import Context, inflect

    its = pack.profile
    lexicon = inflect.run(read_pack(pack), Context(folder=pack.path, name=pack.name, profile=its))
    words = {(word.place.file, int(word.place.pointer[1])): word for word in lexicon.words}
    title = f"{its.name}: {count(len(items), 'word')} to read"
    with writing(path) as file:
        file.writelines(review_page(items, title, its, words, sheet))


def statistics(packs: Sequence["PackFolder"]) -> None:
    """Print what readers have done, a table for each pack."""
    from pipeline.curation.reviews import table
    from pipeline.curation.reviews.record import readings_in
    from pipeline.curation.reviews.statistics import counted, rows
    from pipeline.curation.scaffold import written_entries

    for pack in packs:
        entries = [entry for *_, entry in written_entries(documents_of(pack, Console()))]
        if len(packs) > 1:
            click.echo(harmless(f"{pack.name}:"))
        for line in table.lines(rows(counted(entries, readings_in(pack.path)[0]))):
            click.echo(line)


def apply(ctx: click.Context, pack: "PackFolder") -> None:
    """Show what a sheet makes of a pack, as a diff, or write it. End the command.

    What readers said is only written once all entries are, so that the command can be repeated.
    """
    from pipeline.cli.fix import show_diff
    from pipeline.cli.updating import line_of
    from pipeline.curation import fix
    from pipeline.curation.reviews.record import readings_in, rewrites
    from pipeline.intake.notes import NoteKind
    from pipeline.intake.verdicts import plan_review
    from pipeline.system.files import reason

    given = ctx.params
    kept = readings_in(pack.path)[0]
    name = " ".join(given["reader"].split())
    try:
        planned = plan_review(pack, given["filled"], name, given["day"], kept)
    except OSError as error:
        raise click.UsageError(harmless(f"{given['filled']} cannot be read: {reason(error)}"), ctx) from error
    update = planned.update
    Console().report(update.faults)
    for note in update.notes:
        if note.kind is NoteKind.CHANGED and note.column in _DECIDED:
            continue  # the diff shows it
        click.echo(harmless(line_of(note, "sheet")), err=True)
    for one in planned.readings:
        if one.comment:
            click.echo(harmless(f"{one.word}: {one.verdict}: {one.comment}"), err=True)
    record = rewrites(pack.path, planned.readings)
    failed = False
    if given["write_"]:
        for files in (update.rewrites, record):
            failed = failed or len(write_each(files, to_be_reviewed)) < len(files)
    else:
        for file in (*update.rewrites, *record):
            show_diff(fix.diff(file.path.as_posix(), file.before or "", file.after))
    click.echo(_summary(planned), err=True)
    if failed:
        ctx.exit(INTERNAL)
    ctx.exit(CLEAN if update.complete and not update.faults else FINDINGS)


def _summary(planned: "Reviewed") -> str:
    counts = Counter(one.verdict for one in planned.readings)
    refused = len({note.word or note.where for note in planned.update.notes if note.open})
    parts = [f"{number} {verdict}" for verdict, number in sorted(counts.items())] or ["no new verdicts"]
    parts += [f"{planned.known} known already"] * bool(planned.known)
    parts += [f"{refused} not taken"] * bool(refused)
    return ", ".join(parts)
