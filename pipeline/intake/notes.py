"""What became of everything in a workbook that is not as it was handed out."""

from dataclasses import dataclass
from enum import StrEnum


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

    @property
    def open(self) -> bool:
        """Whether a person has to do something, because the pack does not say what the workbook says."""
        return self.kind in (NoteKind.CONFLICT, NoteKind.REFUSED)
