"""What became of everything in a workbook that is not as it was handed out."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.curation.round_trip.cells import column_of
from pipeline.intake.handed_out import Line
from pipeline.model.findings import Pointer

STAYS = "the word stays as it is in the pack"
NOT_ADDED = "the row is not added"


class NoteKind(StrEnum):
    """What became of it."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    LEFT = "kept"
    """A row that is gone, of a word that stays in the pack."""
    CONFLICT = "conflict"
    REFUSED = "not taken"
    IGNORED = "not read"


@dataclass(frozen=True, slots=True)
class Note:
    """What became of a cell, a row or a sheet."""

    kind: NoteKind
    where: str
    """`food!F12`, or the sheet's name; empty for a row that is gone."""
    word: str = ""
    column: str = ""
    ours: str = ""
    """What the pack has."""
    theirs: str = ""
    """What the workbook has."""
    why: str = ""
    outcome: str = ""
    """What becomes of the whole row, if anything."""

    @property
    def open(self) -> bool:
        """Whether a person has to do something, because the pack does not say what the workbook says."""
        return self.kind in (NoteKind.CONFLICT, NoteKind.REFUSED)


def refusal(word: str, line: Line, pointer: Pointer, why: str, outcome: str) -> Note:
    """Return a note on a value of an entry that is not taken over: on its cell, or on the row that has no such cell."""
    column = column_of(pointer)
    where = line.at.cell(column)
    if column == "base_form" and pointer != ("base_form",):
        return Note(NoteKind.REFUSED, where, word, why=why, outcome=outcome)
    return Note(NoteKind.REFUSED, where, word, column, theirs=line.cells.get(column, ""), why=why, outcome=outcome)
