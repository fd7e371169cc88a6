"""What a reader gets from a file: tables, whose rows are still as people wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.intake.statements import Statement

SEVERAL = "\n"
"""Joins the values of a cell where the format tells several apart, such as a list in JSON; so do people in sheets."""


class Row(NamedTuple):
    """One row of a table. Rows may have different numbers of cells.

    A blank line of a text, or of a sheet, is no row; a row of empty cells (`;;;`) is one.
    """

    number: int
    """Where it is in its table, as a person would count: the line of a file, the row of a sheet, from 1 on."""
    cells: tuple[str, ...]
    """Texts as they were found. A cell without a value is empty."""
    fault: str = ""
    """Why the row cannot be used, for the report: `not JSON`. Its only cell is then what can be shown of it."""
    doubts: tuple[str, ...] = ()
    """What a person should look at, since the reader could not tell: `a formula without a stored value in C5`."""
    statements: tuple[Statement, ...] = ()
    """What the row says, if its format says that better than cells can. It is then not read from the cells."""


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
    notes: tuple[str, ...] = ()
    """What was found out about the file, to be shown with its preview: `encoding: cp1252 (guessed)`."""
