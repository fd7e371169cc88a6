"""`babblr-vocab import --update`: bring a workbook that was filled in back into its pack."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL
from pipeline.cli.rewriting import to_be_reviewed, write_each
from pipeline.model.suggestions import short
from pipeline.reporting.terminal import harmless

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.intake.notes import Note
    from pipeline.intake.updating import Update

_LEFT = "correct in the workbook or in the pack what was not taken, and bring the workbook in again"


def update(
    ctx: click.Context, file: Path, language: str, sources: Path, folder: Path, *, write: bool, remove: bool = False
) -> NoReturn:
    """Show what a workbook changes in the pack of a language, as a diff, or write it. End the command.

    `folder` is that of the candidates: what a workbook brought is remembered there. The exit code is 1 if a person has
    to decide about something: a value that is not taken over, or a file of the pack that cannot be read.

    Raises:
        click.UsageError: there is no such pack, or the file is not a workbook of it.
    """
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.cli.console import Console
    from pipeline.cli.fix import show_diff
    from pipeline.curation import fix
    from pipeline.intake.readers.family import NotReadableError
    from pipeline.intake.updating import plan_update
    from pipeline.system.files import reason

    try:
        (pack,) = packs_in(sources, [language])
        planned = plan_update(pack, file, folder, remove=remove)
    except (NoPackError, NotReadableError) as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    except OSError as error:
        raise click.UsageError(harmless(f"{file} cannot be read: {reason(error)}"), ctx) from error
    Console().report(planned.faults)
    for note in planned.notes:
        click.echo(harmless(line_of(note)), err=True)
    failed = 0
    if write:
        failed = len(planned.rewrites) - len(write_each(planned.rewrites, to_be_reviewed))
        if planned.memory and not failed:
            try:
                planned.memory.keep()
            except OSError as error:
                click.echo(harmless(f"{planned.memory.path} cannot be written: {reason(error)}"), err=True)
                failed = 1
    else:
        for one in planned.rewrites:
            show_diff(fix.diff(one.path.as_posix(), one.before or "", one.after))
    click.echo(_summary(planned, failed, write=write), err=True)
    if not planned.complete:
        click.echo(_LEFT, err=True)
    if failed:
        ctx.exit(INTERNAL)
    ctx.exit(CLEAN if planned.complete and not planned.faults else FINDINGS)


def line_of(note: "Note", file: str = "workbook") -> str:
    """Return a note on a line: `food!F12: conflict: pan: translation: the pack has “loaf”, the workbook “bread”`."""
    from pipeline.intake.notes import NoteKind

    about = [note.where, note.kind.value, note.word, note.column]
    if note.kind is NoteKind.CONFLICT and note.column:
        said = f"the pack has {_quoted(note.ours)}, the {file} {_quoted(note.theirs)}"
    elif note.kind in (NoteKind.CHANGED, NoteKind.REMOVED):
        said = f"{_quoted(note.ours)} → {_quoted(note.theirs)}"
    elif note.kind is NoteKind.REFUSED and note.ours and not note.theirs:
        said = "emptied"
    else:
        said = _quoted(note.theirs or note.ours) if note.theirs or note.ours else ""
    text = ": ".join(filter(None, (*about, said)))
    why = "; ".join(filter(None, (note.why, note.outcome)))
    return f"{text} ({why})" if why else text


def _quoted(text: str) -> str:
    return f"“{short(text)}”" if text else "nothing"


def _summary(planned: "Update", failed: int, *, write: bool) -> str:
    from pipeline.intake.notes import NoteKind

    kinds = Counter(note.kind for note in planned.notes)
    counted = [f"{kinds[kind]} {kind.value}" for kind in NoteKind if kinds[kind]]
    done = len(planned.rewrites) - failed
    files = f"{done} file{'s' * (done != 1)} {'written' if write else 'would change'}"
    return ", ".join([files, *counted])
