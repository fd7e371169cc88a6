"""The mapping of a table: which column has which role, and what holds for all its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.intake.roles import Role


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its role."""

    role: Role
    position: int
    """From 1 on, as it is in the table at hand."""
    name: str = ""
    """What its header says. In another delivery of the list, the column with that name is the same one."""
    confidence: float = 1.0
    """From 0 to 1, for the preview: 1 if somebody said so."""
    reason: str = ""
    """Why it has its role, for the preview: `header “Wort”`, `IPA in 9 of 10 cells`."""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """The columns of a table, and what holds for all its rows."""

    columns: tuple[Column, ...]
    language: str
    translation_language: str = "en"
    table: str = ""
    """The name of the table that it is for, in which `*` stands for anything; empty: for any."""
    level: str = ""
    """The level of rows that state none."""
    source: str = ""
    """The id of the source, as candidates name it."""
    topics: Mapping[str, str] = field(default_factory=dict)
    """The topic of the pack that each category of the list is, as a curator says; of all tables."""

    def positions(self, role: Role) -> tuple[int, ...]:
        """Return the positions of the columns with a role, from 0 on, as they are in a row."""
        return tuple(column.position - 1 for column in self.columns if column.role is role)

    @property
    def of_sentences(self) -> bool:
        """Whether the table has sentences with their translations, and no words."""
        return bool(self.positions(Role.SENTENCE)) and not self.positions(Role.WORD)


def cell(cells: Sequence[str], positions: Sequence[int]) -> str:
    """Return the first cell that says something, of those at some positions; a row may be too short to have them."""
    for position in positions:
        if position < len(cells) and cells[position]:
            return cells[position]
    return ""
