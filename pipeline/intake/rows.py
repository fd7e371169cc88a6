"""What a reader gets from a file: tables, whose rows are still as people wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Row(NamedTuple):
    """One row of a table. Rows may have different numbers of cells."""

    number: int
    """Where it is in its table, as a person would count: the line of a file, the row of a sheet, from 1 on."""
    cells: tuple[str, ...]
    """Texts as they were found. A cell without a value is empty."""
    fault: str = ""
    """Why the row cannot be used, for the report: `not JSON`. Its only cell is then what can be shown of it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file, read as its rows are asked for."""

    rows: Iterator[Row]
    unit: str = "line"
    """What a row's number counts: `line`, `row`, `note`, `record`."""
    name: str = ""
    """The name of the sheet, the deck or the list; empty if the file has only one."""
    columns: tuple[str, ...] = ()
    """The names of the columns, if the format states them. Empty: they may be in one of the first rows, or nowhere."""
    mapped: bool = False
    """Whether `columns` are the roles of the columns themselves (`pipeline.intake.roles`), known from the format."""
