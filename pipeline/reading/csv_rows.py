"""CSV as the same records that YAML gives: one row a meaning, the word repeated.

The columns are documented in docs/writing-packs.md.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pipeline.model.fields import EXAMPLE, FIELDS, MEANING, NAMES, NUMBER, Field, FieldKind, fields_of
from pipeline.model.findings import Finding, Pointer, Position
from pipeline.model.marks import Marks
from pipeline.model.suggestions import did_you_mean
from pipeline.reading.csv_table import Row, Table, cell_starts, read
from pipeline.rules.files import reading as rules

EXAMPLES = 9


_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_VALUES: dict[FieldKind, Callable[[str], Any]] = {
    NAMES: lambda text: [part.strip() for part in text.split("|")],
    NUMBER: lambda text: int(text) if _INTEGER.match(text) else text,
}
"""What becomes of the text of a cell; of other kinds, it is the value."""


class Column(NamedTuple):
    """A column: the field that its cells hold, and of which example, from 0."""

    field: Field
    example: int
    value: Callable[[str], Any]


def _columns() -> Iterator[tuple[str, Column]]:
    for field in FIELDS:
        if field.csv and field.record is not EXAMPLE:
            yield field.csv, Column(field, 0, _VALUES.get(field.kind, str))
    for number in range(EXAMPLES):
        for field in fields_of(EXAMPLE):
            if field.csv:
                name = f"{EXAMPLE.name}_{number + 1}" if number else EXAMPLE.name
                yield field.csv.replace(EXAMPLE.name, name, 1), Column(field, number, _VALUES.get(field.kind, str))


COLUMNS = dict(_columns())
"""The columns by name: `example`, `example_translation`, `example_2`, …"""
REQUIRED = tuple(field.csv for field in FIELDS if field.csv and field.required)


class _Cell(NamedTuple):
    """A filled cell: where it is in the file, and where its value goes in the record of its word."""

    row: Row
    column: int
    pointer: Pointer
    value: Any


def parse(text: str, file: str, level: str, topic: str) -> tuple[Any, list[Finding]]:
    """Return the record a CSV text holds, and what is wrong with it. The record is None without a usable header."""
    table = _read(text, file)
    if not table.columns:
        return None, table.findings
    columns = [COLUMNS[name] for name in table.columns]
    words = [_entry(rows, columns, table) for rows in _grouped(table)]
    return {"level": level, "topic": topic, "words": words}, table.findings


def positions(text: str) -> Marks:
    """Return where each value of a CSV text stands."""
    table = _read(text, "")
    marks: Marks = {(): (Position(), Position())}
    lines = table.lines()
    columns = [COLUMNS[name] for name in table.columns]
    for index, rows in enumerate(_grouped(table)):
        marks["words", index] = (Position(rows[0].line), Position(rows[0].line))
        starts = {row.line: cell_starts(lines, row.line, table) for row in rows}
        for cell in _cells(rows, columns):
            position = starts[cell.row.line][cell.column]
            pointer = ("words", index, *cell.pointer)
            marks.setdefault(pointer, (position, position))
            if isinstance(cell.value, list):
                marks.update({(*pointer, n): (position, position) for n in range(len(cell.value))})
    return marks


def _read(text: str, file: str) -> Table:
    return read(text, file, _hint, REQUIRED)


def _hint(name: str) -> str | None:
    if name in COLUMNS:
        return None
    first = [name for name, column in COLUMNS.items() if column.field.record is not EXAMPLE]
    return did_you_mean(name, COLUMNS) or f"The columns are: {', '.join(first)}, …"


def _grouped(table: Table) -> Iterator[list[Row]]:
    """Yield the rows of each word: neighbours with the same base form."""
    if not table.rows:
        return
    base_form = table.columns.index("base_form")
    group = [table.rows[0]]
    for row in table.rows[1:]:
        if row.cells[base_form] == group[0].cells[base_form]:
            group.append(row)
        else:
            yield group
            group = [row]
    yield group


def _cells(rows: list[Row], columns: list[Column]) -> Iterator[_Cell]:
    """Yield the filled cells of the rows of one word."""
    for number, row in enumerate(rows):
        filled = [column for column, text in zip(columns, row.cells, strict=True) if text]
        examples = sorted({example for field, example, _ in filled if field.record is EXAMPLE})
        for index, ((field, example, value), text) in enumerate(zip(columns, row.cells, strict=True)):
            if not text:
                continue
            pointer: Pointer = (field.name,)
            if field.record is MEANING:
                pointer = ("meanings", number, field.name)
            elif field.record is EXAMPLE:
                pointer = ("meanings", number, "examples", examples.index(example), field.name)
            yield _Cell(row, index, pointer, value(text))


def _entry(rows: list[Row], columns: list[Column], table: Table) -> dict[str, Any]:
    """Return the record of one word from its rows."""
    meanings: list[dict[str, Any]] = [{"examples": []} for _ in rows]
    entry: dict[str, Any] = {}
    for cell in _cells(rows, columns):
        match cell.pointer:
            case ("meanings", int(number), "examples", int(which), str(key)):
                examples = meanings[number]["examples"]
                while len(examples) <= which:  # a later example's column may come first
                    examples.append({})
                examples[which][key] = cell.value
            case ("meanings", int(number), str(key)):
                meanings[number][key] = cell.value
            case (str(name),):
                if cell.row is not rows[0] and entry.get(name) != cell.value:
                    message = f"the rows of “{entry.get('base_form')}” do not agree on {name}"
                    hint = "Give what belongs to the word in its first row; the next rows may leave it empty"
                    table.report(rules.CSV_ROW, message, cell.row.line, hint=hint)
                else:
                    entry[name] = cell.value
    entry["meanings"] = meanings
    return entry
