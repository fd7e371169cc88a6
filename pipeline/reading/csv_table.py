"""A CSV text as a header and rows that know their line; what is malformed is left out and reported."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.model.findings import Finding, Place, Position, Rule
from pipeline.rules.files import reading as rules

DELIMITERS = ",;\t"


class Row(NamedTuple):
    """A record of the file: the line it begins at, and its cells without white space around them."""

    line: int
    cells: list[str]


@dataclass(slots=True)
class Table:
    """The rows of a CSV text under its header. Without a usable header there are no columns and no rows."""

    file: str
    text: str
    delimiter: str
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def report(self, rule: Rule, message: str, line: int, column: int = 1, hint: str | None = None) -> None:
        """Note what is wrong at a place of the file."""
        place = Place(self.file, position=Position(line, column))
        self.findings.append(Finding(rule, message, place, suggestion=hint))

    def lines(self) -> list[str]:
        """Return the lines of the text, as the rows count them."""
        return list(io.StringIO(self.text, newline=""))


Header = Callable[[str], str | None]
"""Says of a column's name whether it is known: None if so, or else what to do about it."""


def read(text: str, file: str, hint_for: Header, required: Sequence[str]) -> Table:
    """Read a CSV text: comma, semicolon or tab separated, quotes doubled inside quotes."""
    header = text[: text.find("\n")] if "\n" in text else text
    table = Table(file, text, max(DELIMITERS, key=header.count))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=table.delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if not table.columns:
                _header(cells, table, hint_for, required)
                if not table.columns:
                    return table
            elif len(cells) == len(table.columns):
                stripped = [cell.strip() for cell in cells]
                if any(stripped):
                    table.rows.append(Row(line, stripped))
            elif any(cell.strip() for cell in cells):
                _wrong_count(cells, line, table)
            line = reader.line_num + 1
    except csv.Error as error:
        hint = 'A quote inside a quoted cell is written twice (""), and every quoted cell is closed'
        table.report(rules.CSV_ROW, f"this row cannot be read: {error}", line, hint=hint)
    if not table.columns and not table.findings:
        _header([], table, hint_for, required)
    return table


def _header(cells: list[str], table: Table, hint_for: Header, required: Sequence[str]) -> None:
    names = [cell.strip() for cell in cells]
    column = 1
    for position, name in enumerate(names):
        hint = hint_for(name)
        if hint is not None:
            table.report(rules.CSV_HEADER, f"there is no column “{name}”", 1, column, hint)
        elif name in names[:position]:
            table.report(rules.CSV_HEADER, f"the column “{name}” is given twice", 1, column)
        column += len(cells[position]) + 1
    for name in required:
        if name not in names:
            table.report(rules.CSV_HEADER, f"the column “{name}” is missing", 1)
    if not table.findings:
        table.columns = names


def _wrong_count(cells: list[str], line: int, table: Table) -> None:
    hint = (
        f"Put a cell that contains “{table.delimiter}” in double quotes"
        if len(cells) > len(table.columns)
        else "Leave a cell empty rather than leave it out"
    )
    message = f"this row has {len(cells)} cells; the header has {len(table.columns)}"
    table.report(rules.CSV_ROW, message, line, hint=hint)


def cell_starts(lines: list[str], line: int, table: Table) -> list[Position]:
    """Return where each cell of the record that begins at `line` stands; `lines` are the table's."""
    cell = re.compile(rf'(?:"(?:[^"]|"")*"|[^{table.delimiter}\r\n]*)')
    text = "".join(lines[line - 1 : line + 49])  # no sensible record spans more than 50 lines
    starts: list[Position] = []
    offset = 0
    for _ in table.columns:
        before = text[:offset]
        starts.append(Position(line + before.count("\n"), offset - before.rfind("\n")))
        found = cell.match(text, offset)
        offset = (found.end() if found else offset) + 1
    return starts
