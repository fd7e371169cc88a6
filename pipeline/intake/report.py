"""What became of each row of an import: every row of every table is in it once."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pipeline.intake.candidates.claims import as_line, encoded
from pipeline.intake.statements import Entry

SHOWN = 10
"""How many of the first candidates a summary keeps."""
DOUBTED = 20
"""Of the words that the pack has, of how many the doubts are kept."""
REASONS = 100
"""How many reasons are counted apart."""
LONGEST_GIVEN = 200
"""Of a row that is not used, how many characters are shown."""


class Outcome(StrEnum):
    """What becomes of a row."""

    CANDIDATE = "candidate"
    IN_PACK = "already in the pack"
    FOLDED = "folded"
    """Into a candidate that an earlier row gave."""
    SENTENCE = "sentence"
    ASIDE = "aside"
    HEADER = "header"
    """What is above the words: the names of the columns, a title."""


class RowReport(NamedTuple):
    """What became of a row. The fields are the keys of a line of the report."""

    file: str
    table: str
    row: int
    given: str
    outcome: Outcome
    base_forms: Sequence[str] = ()
    doubts: Sequence[str] = ()
    reason: str = ""

    def line(self) -> str:
        """Return the row as a line of JSON."""
        return as_line(encoded(self._asdict())) + "\n"


@dataclass(slots=True)
class Summary:
    """What became of the rows of an import, all together."""

    write: Callable[[str], object] | None = None
    """Takes each line of the report, if it is kept."""
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    in_pack: dict[str, None] = field(default_factory=dict)
    """The words that the pack has, in the order in which they were met."""
    doubted: dict[str, str] = field(default_factory=dict)
    """What is doubtful in rows of words that the pack has; the first ones."""
    asides: Counter[str] = field(default_factory=Counter)
    """How many rows were set aside, by reason."""
    examples: dict[str, str] = field(default_factory=dict)
    """The first row that was set aside, by reason."""
    first: list[Entry] = field(default_factory=list)
    """The first candidates that the pack does not have."""

    @property
    def rows(self) -> int:
        """The number of rows."""
        return self.outcomes.total()

    def add_in_pack(self, base_form: str, doubts: Sequence[str]) -> None:
        """Note a word that the pack has, and what is doubtful in its row."""
        self.in_pack[base_form] = None
        if doubts and len(self.doubted) < DOUBTED:
            self.doubted.setdefault(base_form, "; ".join(doubts))

    def add(self, row: RowReport) -> None:
        """Add a row.

        Raises:
            OSError: the report cannot be written.
        """
        self.outcomes[row.outcome] += 1
        if row.outcome is Outcome.ASIDE:
            reason = row.reason if row.reason in self.asides or len(self.asides) < REASONS else "other reasons"
            self.asides[reason] += 1
            self.examples.setdefault(reason, row.given)
        if self.write is not None:
            self.write(row.line())
