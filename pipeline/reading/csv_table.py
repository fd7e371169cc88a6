"""Read a CSV text into a header and rows with their offsets. Malformed rows are left out and reported."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pipeline.model.findings import Finding, Place, Rule
from pipeline.model.lines import CSV_BREAK, Lines
from pipeline.model.nodes import Node
from pipeline.model.suggestions import closest, count, short
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


MOST_COLUMNS = 500
"""More columns than any of our tables has."""
MOST_ROWS, MOST_CELLS = 20_000, 450_000
"""How many rows and cells a table may have: the forms of 20,000 nouns, or of 5,000 verbs, which have up to 80 each.

Each may be the subject of several findings, and a file of a few megabytes may consist of a million empty cells.
"""
_SEPARATOR = re.compile(r"sep=([,;\t])[,;\t]*(?:\r\n|\r|\n)", re.IGNORECASE)
"""The line with which Excel says how the cells of a file are separated."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns a table may have, and which it must."""

    known: Collection[str] | None = None
    """The allowed names; None allows any."""
    required: Sequence[str] = ()
    hint: str | None = None
    """What to do about an unknown column that resembles no known one."""


def read(text: str, file: str = "", expected: Columns = Columns()) -> Table:
    """Read a CSV text: separated by commas, semicolons or tabs, with quotation marks doubled inside quoted cells.

    Spreadsheets write more than there is: a first line `sep=;`, and empty columns and rows after the last filled ones.
    None of these matter. Nor do capitals and spaces in the names of columns: `Base Form` is `base_form`.
    """
    said = _SEPARATOR.match(text)
    delimiter = said[1] if said else max(DELIMITERS, key=CSV_BREAK.split(text, 1)[0].count)
    table = Table(file, text, delimiter)
    stream = io.StringIO(text, newline="")
    start = stream.seek(said.end() if said else 0)
    left = MOST_CELLS
    try:
        for written in csv.reader(stream, delimiter=table.delimiter, strict=True):
            cells = [cell.strip() for cell in written]
            row = Row(start, written, written if cells == written else cells)  # one list for both, as nearly always
            left -= len(cells)
            if left < 0 or len(table.rows) > MOST_ROWS:
                return _refused(table, start)
            start = stream.tell()
            if not table.columns:
                _header(row, table, expected)
                if not table.columns:
                    return table
            elif any(row.cells):
                _row(_cut(row, len(table.columns)), table)
    except csv.Error as error:
        hint = 'Double each quote inside a quoted cell (""), and close every quoted cell'
        table.report(rules.CSV_ROW, f"this row cannot be read: {error}", start, hint)
    if not table.columns and not table.findings:
        _header(_NO_HEADER, table, expected)
    return table


def _refused(table: Table, at: int) -> Table:
    """Report that a table is too large, and drop all its rows."""
    table.rows.clear()
    hint = "Split a word list into topics of 20 to 50 words"
    table.report(rules.TOO_LARGE, f"this table has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells", at, hint)
    return table


def _cut(row: Row, columns: int) -> Row:
    """Return a row without the empty cells after so many columns."""
    end = len(row.cells)
    while end > columns and not row.cells[end - 1]:
        end -= 1
    return row if end == len(row.cells) else Row(row.start, row.written[:end], row.cells[:end])


def _header(written: Row, table: Table, expected: Columns) -> None:
    row = _cut(written, 0)
    names = [_name(cell) for cell in row.cells]
    if len(names) > MOST_COLUMNS:
        message = f"this table has {len(names)} columns, more than {MOST_COLUMNS}"
        table.report(rules.CSV_HEADER, message, row.start, expected.hint)
    elif expected.known is not None and not set(names).intersection(expected.known):
        message = "the first row does not name the columns"
        table.report(rules.CSV_HEADER, message, row.start, f"It must have: {', '.join(expected.required)}")
    else:
        meant = set(_check_names(row, names, table, expected))
        for name in expected.required:
            if name not in names and name not in meant:
                table.report(rules.CSV_HEADER, f"the column “{name}” is missing", row.start)
    if not table.findings:
        table.header = Row(row.start, row.written, names)


def _check_names(row: Row, names: list[str], table: Table, expected: Columns) -> Iterator[str]:
    """Report names that are unknown or given twice; yield those that were probably meant."""
    seen: set[str] = set()
    for name, cell in zip(names, table.located(row), strict=True):
        if not name:
            if name not in seen:
                table.report(rules.CSV_HEADER, "there is a column without a name", cell.start, "Name it or delete it")
        elif name in seen:
            table.report(rules.CSV_HEADER, f"the column “{cell.value}” is given twice", cell.start)
        elif expected.known is not None and name not in expected.known:
            close = closest(name, expected.known)
            hint = f"did you mean “{close}”?" if close else expected.hint
            table.report(rules.CSV_HEADER, f"there is no column “{short(cell.value)}”", cell.start, hint)
            if close:
                yield close
        seen.add(name)


def _name(written: str) -> str:
    """Return the name of a column as ours are written; features of a cell of a paradigm have capitals of their own."""
    return written if "=" in written else "_".join(written.lower().split())


def _row(row: Row, table: Table) -> None:
    """Add a row to the table, or report that its cells cannot be those of the columns."""
    if len(row.cells) == len(table.columns):
        table.rows.append(row)
        return
    other = next((one for one in DELIMITERS if one in row.cells[0] and len(row.cells) == 1), None)
    if other:
        hint = f"The header is separated by “{_shown(table.delimiter)}”; separate the rows in the same way"
    elif len(row.cells) > len(table.columns):
        hint = f"Put a cell that contains “{_shown(table.delimiter)}” in double quotes"
    else:
        hint = "Do not omit a cell; leave it empty"
    message = f"this row has {count(len(row.cells), 'cell')}; the header has {len(table.columns)}"
    table.report(rules.CSV_ROW, message, row.start, hint)


def _shown(delimiter: str) -> str:
    return "tab" if delimiter == "\t" else delimiter
