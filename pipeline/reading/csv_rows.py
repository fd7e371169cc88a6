"""CSV as the same records that YAML gives: one row a meaning, the word repeated.

The columns are documented in docs/writing-packs.md.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.model.findings import Finding, Place, Pointer, Position, Rule
from pipeline.model.lexicon import RELATION_FIELDS
from pipeline.model.suggestions import did_you_mean
from pipeline.reading.marks import Marks
from pipeline.rules import files as rules

DELIMITERS = ",;\t"
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


class _Row(NamedTuple):
    """A record of the file: the line it begins at, and its cells."""

    line: int
    cells: list[str]


class _Cell(NamedTuple):
    """A filled cell: where it is in the file, and where its value goes in the record of its word."""

    row: _Row
    column: int
    pointer: Pointer
    value: Any


@dataclass(slots=True)
class _Table:
    """The rows of a CSV text under its header. A faulty row is left out; the others are read."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    delimiter: str = ","

    def report(self, rule: Rule, message: str, line: int, column: int = 1, hint: str | None = None) -> None:
        place = Place(self.file, position=Position(line, column))
        self.findings.append(Finding(rule, message, place, suggestion=hint))


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
    lines = list(io.StringIO(text, newline=""))  # the line ends that csv counts by
    for index, rows in enumerate(_grouped(table)):
        marks["words", index] = (Position(rows[0].line), Position(rows[0].line))
        starts = {row.line: _cell_starts(lines, row.line, table) for row in rows}
        for cell in _cells(rows, table.columns):
            position = starts[cell.row.line][cell.column]
            pointer = ("words", index, *cell.pointer)
            marks.setdefault(pointer, (position, position))
            if isinstance(cell.value, list):
                marks.update({(*pointer, n): (position, position) for n in range(len(cell.value))})
    return marks


def _read(text: str, file: str) -> _Table:
    table = _Table(file)
    header = text[: text.find("\n")] if "\n" in text else text
    table.delimiter = max(DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=table.delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if not table.columns:
                _header(cells, table)
                if not table.columns:
                    return table
            elif any(cell.strip() for cell in cells):
                if len(cells) == len(table.columns):
                    table.rows.append(_Row(line, [cell.strip() for cell in cells]))
                else:
                    _wrong_count(cells, line, table)
            line = reader.line_num + 1
    except csv.Error as error:
        table.report(
            rules.CSV_ROW,
            f"this row cannot be read: {error}",
            line,
            hint='A quote inside a quoted cell is written twice (""), and every quoted cell is closed',
        )
    return table


def _header(cells: list[str], table: _Table) -> None:
    names = [cell.strip() for cell in cells]
    column = 1
    for position, name in enumerate(names):
        if name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS, f"The columns are: {', '.join(COLUMNS[:14])}, …")
            table.report(rules.CSV_HEADER, f"there is no column “{name}”", 1, column, hint)
        elif name in names[:position]:
            table.report(rules.CSV_HEADER, f"the column “{name}” is given twice", 1, column)
        column += len(cells[position]) + 1
    for name in REQUIRED:
        if name not in names:
            table.report(rules.CSV_HEADER, f"the column “{name}” is missing", 1)
    if not table.findings:
        table.columns = names


def _wrong_count(cells: list[str], line: int, table: _Table) -> None:
    hint = (
        f"Put a cell that contains “{table.delimiter}” in double quotes"
        if len(cells) > len(table.columns)
        else "Leave a cell empty rather than leave it out"
    )
    message = f"this row has {len(cells)} cells; the header has {len(table.columns)}"
    table.report(rules.CSV_ROW, message, line, hint=hint)


def _grouped(table: _Table) -> Iterator[list[_Row]]:
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


def _cells(rows: list[_Row], columns: list[str]) -> Iterator[_Cell]:
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


def _entry(rows: list[_Row], table: _Table) -> dict[str, Any]:
    """Return the record of one word from its rows."""
    meanings: list[dict[str, Any]] = [{"examples": []} for _ in rows]
    entry: dict[str, Any] = {}
    for cell in _cells(rows, table.columns):
        match cell.pointer:
            case ("meanings", int(number), "examples", int(which), str(key)):
                examples = meanings[number]["examples"]
                if which == len(examples):
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


def _cell_starts(lines: list[str], line: int, table: _Table) -> list[Position]:
    """Return where each cell of the record that begins at `line` stands."""
    quoted = r'"(?:[^"]|"")*"'
    cell = re.compile(rf"(?:{quoted}|[^{table.delimiter}\r\n]*)")
    text = "".join(lines[line - 1 : line + 49])  # no sensible record spans more than 50 lines
    starts: list[Position] = []
    offset = 0
    for _ in table.columns:
        before = text[:offset]
        starts.append(Position(line + before.count("\n"), offset - before.rfind("\n")))
        found = cell.match(text, offset)
        offset = (found.end() if found else offset) + 1
    return starts
