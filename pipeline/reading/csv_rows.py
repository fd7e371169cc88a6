"""CSV as the same records that YAML gives: one row a meaning, the word repeated.

The columns are documented in docs/writing-packs.md.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.model.findings import Finding, Pointer, Position
from pipeline.model.lexicon import RELATION_FIELDS
from pipeline.model.suggestions import did_you_mean
from pipeline.reading.csv_table import Row, Table, cell_starts, read
from pipeline.reading.marks import Marks
from pipeline.rules.files import reading as rules

EXAMPLES = 9

REQUIRED = ("base_form", "part_of_speech", "priority", "meaning", "translation", "example")
_WORD = ("base_form", "part_of_speech", "gender", "pronunciation", "priority", "notes", "source", "status")
_MEANING = {
    "meaning": "meaning",
    "translation": "translation",
    "explanation": "explanation",
    "meaning_part_of_speech": "part_of_speech",
}
_EXAMPLES = {"example": (0, "text"), "example_translation": (0, "translation")} | {
    f"example_{n}{suffix}": (n - 1, key)
    for n in range(2, EXAMPLES + 1)
    for suffix, key in (("", "text"), ("_translation", "translation"))
}
COLUMNS = (*_WORD, *RELATION_FIELDS, *_MEANING, *_EXAMPLES)

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")


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
    words = [_entry(rows, table) for rows in _grouped(table)]
    return {"level": level, "topic": topic, "words": words}, table.findings


def positions(text: str) -> Marks:
    """Return where each value of a CSV text stands."""
    table = _read(text, "")
    marks: Marks = {(): (Position(), Position())}
    lines = table.lines()
    for index, rows in enumerate(_grouped(table)):
        marks["words", index] = (Position(rows[0].line), Position(rows[0].line))
        starts = {row.line: cell_starts(lines, row.line, table) for row in rows}
        for cell in _cells(rows, table.columns):
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
    return did_you_mean(name, COLUMNS) or f"The columns are: {', '.join(COLUMNS[:14])}, …"


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


def _cells(rows: list[Row], columns: list[str]) -> Iterator[_Cell]:
    """Yield the filled cells of the rows of one word."""
    for number, row in enumerate(rows):
        filled = [name for name, text in zip(columns, row.cells, strict=True) if text]
        examples = sorted({_EXAMPLES[name][0] for name in filled if name in _EXAMPLES})
        for column, (name, text) in enumerate(zip(columns, row.cells, strict=True)):
            if not text:
                continue
            pointer: Pointer
            value: Any = text
            if name in _MEANING:
                pointer = ("meanings", number, _MEANING[name])
            elif name in _EXAMPLES:
                which, key = _EXAMPLES[name]
                pointer = ("meanings", number, "examples", examples.index(which), key)
            else:
                pointer = (name,)
                if name in RELATION_FIELDS:
                    value = [part.strip() for part in text.split("|")]
                elif name == "priority" and _INTEGER.match(text):
                    value = int(text)
            yield _Cell(row, column, pointer, value)


def _entry(rows: list[Row], table: Table) -> dict[str, Any]:
    """Return the record of one word from its rows."""
    meanings: list[dict[str, Any]] = [{"examples": []} for _ in rows]
    entry: dict[str, Any] = {}
    for cell in _cells(rows, table.columns):
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
