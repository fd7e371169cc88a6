"""Read a CSV text into a header and rows with their offsets. Malformed rows are left out and reported."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pipeline.model.findings import Finding, Place, Rule
from pipeline.model.lines import CSV_BREAK, Lines
from pipeline.model.nodes import Node
from pipeline.rules.files import reading as rules

DELIMITERS = ",;\t"


class Row(NamedTuple):
    """A record of the file: its offset, its cells as written, and its cells without surrounding white space."""

    start: int
    written: list[str]
    cells: list[str]


_NO_HEADER = Row(0, [], [])


class Cell(NamedTuple):
    """A cell: its start and end, including quotation marks and spaces, and its value without them."""

    start: int
    end: int
    value: str


@dataclass
class Table:
    """A CSV text as a header and rows. Without a usable header there are no columns and no rows."""

    file: str
    text: str
    delimiter: str
    header: Row = _NO_HEADER
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        """The names in the header."""
        return self.header.cells

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text, "csv")

    def report(self, rule: Rule, message: str, at: int, hint: str | None = None) -> None:
        """Record a finding at an offset of the text."""
        place = Place(self.file, position=self._lines.position(at))
        self.findings.append(Finding(rule, message, place, suggestion=hint))

    def located(self, row: Row) -> list[Cell]:
        """Return the cells of a row with their offsets, worked out from the length of each parsed cell."""
        start = row.start
        cells = []
        for written, value in zip(row.written, row.cells, strict=True):
            end = start + len(written)
            if self.text.startswith('"', start):  # quotation marks inside are doubled
                end += written.count('"') + 2
            cells.append(Cell(start, end, value))
            start = end + len(self.delimiter)
        return cells

    def node(self, cell: Cell) -> Node:
        """Return a cell as a node of a tree."""
        return Node(cell.start, cell.start + len(self.text[cell.start : cell.end].rstrip()), cell.value)


Header = Callable[[str], str | None]
"""Takes the name of a column. Returns None if it is known, or a hint if it is not."""


def read(text: str, file: str = "", hint_for: Header = lambda _: None, required: Sequence[str] = ()) -> Table:
    """Read a CSV text: comma, semicolon or tab separated, quotes doubled inside quotes."""
    table = Table(file, text, max(DELIMITERS, key=CSV_BREAK.split(text, 1)[0].count))
    stream = io.StringIO(text, newline="")
    start = 0
    try:
        for written in csv.reader(stream, delimiter=table.delimiter, strict=True):
            cells = [cell.strip() for cell in written]
            row = Row(start, written, written if cells == written else cells)  # one list for both, as nearly always
            start = stream.tell()
            if not table.columns:
                _header(row, table, hint_for, required)
                if not table.columns:
                    return table
            elif not any(row.cells):
                continue
            elif len(row.cells) == len(table.columns):
                table.rows.append(row)
            else:
                _wrong_count(row, table)
    except csv.Error as error:
        hint = 'Double each quote inside a quoted cell (""), and close every quoted cell'
        table.report(rules.CSV_ROW, f"this row cannot be read: {error}", start, hint)
    if not table.columns and not table.findings:
        _header(_NO_HEADER, table, hint_for, required)
    return table


def _header(row: Row, table: Table, hint_for: Header, required: Sequence[str]) -> None:
    names: set[str] = set()
    for cell in table.located(row):
        if cell.value in names:
            table.report(rules.CSV_HEADER, f"the column “{cell.value}” is given twice", cell.start)
        elif (hint := hint_for(cell.value)) is not None:
            table.report(rules.CSV_HEADER, f"there is no column “{cell.value}”", cell.start, hint)
        names.add(cell.value)
    for name in required:
        if name not in names:
            table.report(rules.CSV_HEADER, f"the column “{name}” is missing", 0)
    if not table.findings:
        table.header = row


def _wrong_count(row: Row, table: Table) -> None:
    hint = (
        f"Put a cell that contains “{table.delimiter}” in double quotes"
        if len(row.cells) > len(table.columns)
        else "Do not omit a cell; leave it empty"
    )
    message = f"this row has {len(row.cells)} cells; the header has {len(table.columns)}"
    table.report(rules.CSV_ROW, message, row.start, hint)
