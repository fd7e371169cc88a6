"""Read CSV into the same records as YAML: one row per meaning, with the word repeated.

The columns are documented in docs/writing-packs.md.
"""

import re
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from pipeline.model.fields import EXAMPLE, FIELDS, IDS, MEANING, NAMES, NUMBER, Field, FieldKind, fields_of
from pipeline.model.findings import Finding
from pipeline.model.nodes import Node, enclosing
from pipeline.reading.csv_table import Columns, Row, Table, read
from pipeline.rules.files import reading as rules

EXAMPLES = 9


_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


_VALUES: dict[FieldKind, Callable[[str], Any]] = {
    NAMES: _parts,
    IDS: _parts,
    NUMBER: lambda text: int(text) if _INTEGER.match(text) else text,
}
"""How the text of a cell is converted, by kind of field. For other kinds, the text is the value."""


class Column(NamedTuple):
    """A column: the field that its cells hold, and the number of the example, from 0."""

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
_FIRST = [name for name, column in COLUMNS.items() if column.field.record is not EXAMPLE]
_EXPECTED = Columns(COLUMNS, REQUIRED, f"The columns are: {', '.join(_FIRST)}, …")


class _Cell(NamedTuple):
    """A filled cell: its row within the word, its column, and what it holds."""

    row: int
    column: int
    field: Field
    example: int
    """The number of the example within its row, if it belongs to one."""
    value: Any


def parse(text: str, file: str, level: str, topic: str) -> tuple[Any, list[Finding]]:
    """Return the record in a CSV text, and what is wrong with the text.

    The record is None without a usable header, and if no row could be read.
    """
    table = read(text, file, _EXPECTED)
    if not table.rows and table.findings:
        return None, table.findings
    columns = [COLUMNS[name] for name in table.columns]
    words = [_entry(rows, columns, table, attrgetter("value")) for rows in grouped(table)]
    return {"level": level, "topic": topic, "words": words}, table.findings


def tree(text: str) -> Node:
    """Return the position of each value of a CSV text. A value of more than one cell has the position of its row."""
    table = read(text, "", _EXPECTED)
    columns = [COLUMNS[name] for name in table.columns]
    return enclosing({"words": [_located(rows, columns, table) for rows in grouped(table)]}, 0, len(text))


def grouped(table: Table) -> Iterator[list[Row]]:
    """Yield the rows of each word: adjacent rows with the same base form."""
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
        filled = [(index, *columns[index], text) for index, text in enumerate(row.cells) if text]
        examples = sorted({example for _, field, example, _, _ in filled if field.record is EXAMPLE})
        for index, field, example, value, text in filled:
            which = examples.index(example) if field.record is EXAMPLE else 0
            yield _Cell(number, index, field, which, value(text))


def _entry(rows: list[Row], columns: list[Column], table: Table, leaf: Callable[[_Cell], Any]) -> dict[str, Any]:
    """Return the record of one word from its rows, with a leaf for each filled cell."""
    meanings: list[dict[str, Any]] = [{"examples": []} for _ in rows]
    entry: dict[str, Any] = {}
    first: dict[str, Any] = {}
    for cell in _cells(rows, columns):
        name = cell.field.name
        if cell.field.record is EXAMPLE:
            examples = meanings[cell.row]["examples"]
            while len(examples) <= cell.example:  # a later example's column may come first
                examples.append({})
            examples[cell.example][name] = leaf(cell)
        elif cell.field.record is MEANING:
            meanings[cell.row][name] = leaf(cell)
        elif cell.row == 0:
            first[name] = cell.value
            entry[name] = leaf(cell)
        elif first.get(name) != cell.value:
            message = f"the rows of “{first.get('base_form')}” do not agree on {name}"
            hint = "Fill in what belongs to the word in its first row; later rows may leave it empty"
            table.report(rules.CSV_ROW, message, rows[cell.row].start, hint)
    return entry | {"meanings": meanings}


def _located(rows: list[Row], columns: list[Column], table: Table) -> Node:
    """Return one word with the positions of its values."""
    places = [table.located(row) for row in rows]
    entry = _entry(rows, columns, table, lambda cell: table.node(places[cell.row][cell.column]))
    entry["meanings"] = [
        enclosing(meaning, cells[0].start, cells[-1].end)
        for meaning, cells in zip(entry["meanings"], places, strict=True)
    ]
    return enclosing(entry, places[0][0].start, places[-1][-1].end)
