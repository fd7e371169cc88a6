"""Read a list as the intake does, all at once."""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pipeline.intake.readers.registry import Content, family_for
from pipeline.intake.rows import Row, Table

SAMPLES = Path(__file__).parent.parent / "samples"


class Read(NamedTuple):
    """A table and its rows."""

    table: Table
    rows: list[Row]

    @property
    def cells(self) -> list[tuple[str, ...]]:
        return [row.cells for row in self.rows]

    @property
    def numbers(self) -> list[int]:
        return [row.number for row in self.rows]


def read(content: Content, language: str = "", *, family: str | None = None) -> list[Read]:
    """Return the tables of a list."""
    with closing(family_for(content, family).tables(content, language)) as found:
        return [Read(table, list(table.rows)) for table in found]


def read_one(content: Content, language: str = "", *, family: str | None = None) -> Read:
    """Return the only table of a list."""
    (only,) = read(content, language, family=family)
    return only
