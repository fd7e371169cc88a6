"""Take steps in the text of a CSV word list, by edits of cells and rows: everything else stays."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.curation import csv_cells
from pipeline.curation.edits import Edit, applied, line_break
from pipeline.curation.fix import UnfaithfulError
from pipeline.curation.round_trip.cells import EntryCells, cells_of, columned, rows_of, text_of
from pipeline.curation.round_trip.steps import Add, Cut, Put, Step, ordered
from pipeline.model.fields import MEANING, WORD, Field
from pipeline.reading.csv_rows import COLUMNS, EXAMPLES, grouped
from pipeline.reading.csv_table import Row, Table, read

_Rows = list[dict[str, str]]
_FIELDS = {one: {field.name: field for field in columned(one)} for one in (WORD, MEANING)}


def taken(text: str, steps: Mapping[int, list[Step]], new: list[dict[str, Any]]) -> str:
    """Return the text of a word list with the steps of entries, by index, taken, and with new entries at its end.

    Raises:
        UnfaithfulError: the columns do not allow it.
    """
    table = read(text)
    groups = list(grouped(table))
    before = {index: _cells(groups[index], table) for index in steps}
    after = {index: _stepped([dict(row) for row in rows], steps[index]) for index, rows in before.items()}
    added = [row for entry in new for _, row in rows_of(cells_of(entry))]
    table = _with_columns(table, [row for rows in (*after.values(), added) for row in rows])
    groups = list(grouped(table))
    edits: list[Edit] = []
    for index, rows in after.items():
        edits += _of_entry(table, groups[index], before[index], rows)
    if added:
        last = table.located((table.rows or [table.header])[-1])[-1].end
        edits.append(Edit(last, last, "".join(map(table_row(table), added))))
    return applied(table.text, edits)


def table_row(table: Table) -> Any:
    """Return the function that returns a row as a line of a table, behind the line break that ends the one before."""
    end = line_break(table.text)

    def line(row: dict[str, str]) -> str:
        cells = (csv_cells.written(row.get(name, ""), table) for name in table.columns)
        return end + table.delimiter.join(cells)

    return line


def _cells(rows: list[Row], table: Table) -> _Rows:
    return [dict(zip(table.columns, row.cells, strict=True)) for row in rows]


def _stepped(rows: _Rows, steps: list[Step]) -> _Rows:
    for step in ordered(steps):
        match step:
            case Cut(()):
                return []
            case Put((str(name),), value):
                _put_word(rows, _FIELDS[WORD][name], value)
            case Cut((str(name),)):
                _put_word(rows, _FIELDS[WORD][name], None)
            case Add(("meanings",), value):
                only = cells_of({"meanings": [value]}).meanings
                rows += [row for _, row in rows_of(EntryCells({"base_form": rows[0]["base_form"]}, only))]
            case Cut(("meanings", int(number))):
                _cut_row(rows, number)
            case Put(("meanings", int(number), *rest)) | Cut(("meanings", int(number), *rest)):
                _put(rows[number], rest, step.value if isinstance(step, Put) else None)
            case Add(("meanings", int(number), "examples"), value):
                _add_example(rows[number], value)
    return rows


def _put(row: dict[str, str], pointer: list[str | int], value: Any) -> None:
    """Set or clear a field of a meaning or an example, or clear an example."""
    match pointer:
        case [str(name)]:
            row[str(_FIELDS[MEANING][name].csv)] = _text(_FIELDS[MEANING][name], value)
        case ["examples", int(place), *names]:
            slot = _slots(row)[place]
            row |= {_example(slot, str(name)): value or "" for name in names or ("text", "translation")}


def _add_example(row: dict[str, str], value: dict[str, str]) -> None:
    slot = max(_slots(row), default=-1) + 1
    if slot >= EXAMPLES:
        raise UnfaithfulError
    row |= {_example(slot, name): one for name, one in value.items()}


def _put_word(rows: _Rows, field: Field, value: Any) -> None:
    """Set what belongs to the word in its first row, and in others that have it, too."""
    name = str(field.csv)
    for number, row in enumerate(rows):
        if number == 0 or row.get(name):
            row[name] = _text(field, value)


def _text(field: Field, value: Any) -> str:
    text = text_of(field, value)
    if text is None:
        raise UnfaithfulError
    return text


def _cut_row(rows: _Rows, number: int) -> None:
    gone = rows.pop(number)
    if number == 0:
        rows[0] |= {str(one.csv): gone[str(one.csv)] for one in columned(WORD) if one.csv in gone}


def _example(slot: int, name: str) -> str:
    wanted = ((column, one) for column, one in COLUMNS.items() if one.example == slot and one.field.name == name)
    return next(column for column, one in wanted if one.field.record.name == "example")


def _slots(row: dict[str, str]) -> list[int]:
    """Return the numbers of the columns whose examples are filled: the reader leaves no gaps."""
    filled = (COLUMNS[name] for name, text in row.items() if text)
    return sorted({one.example for one in filled if one.field.record.name == "example"})


def _with_columns(table: Table, rows: _Rows) -> Table:
    """Return the table with the columns that rows need, in the order of all columns, behind those that it has."""
    needed = {name for row in rows for name, text in row.items() if text} - set(table.columns)
    names = [name for name in COLUMNS if name in needed]
    if not names:
        return table
    edits = []
    for row, new in [(table.header, names), *((row, [""] * len(names)) for row in table.rows)]:
        end = table.located(row)[-1].end
        edits.append(Edit(end, end, "".join(table.delimiter + name for name in new)))
    return read(applied(table.text, edits))


def _of_entry(table: Table, old: list[Row], before: _Rows, after: _Rows) -> Iterator[Edit]:
    """Yield the edits that turn the rows of an entry into others."""
    for row, was, now in zip(old, before, after, strict=False):
        for name, cell in zip(table.columns, table.located(row), strict=True):
            if now.get(name, "") != was.get(name, ""):
                yield csv_cells.replaced(table, cell, now.get(name, ""))
    if len(after) > len(old):
        end = table.located(old[-1])[-1].end
        yield Edit(end, end, "".join(map(table_row(table), after[len(old) :])))
    for row in old[len(after) :]:
        yield _line_of(table, row)


def _line_of(table: Table, row: Row) -> Edit:
    """Return the edit that removes the lines of a row."""
    end = table.located(row)[-1].end
    rest = re.compile(rf"{re.escape(table.delimiter)}*[ \t]*(?:\r\n|\r|\n|\Z)").match(table.text, end)
    return Edit(row.start, rest.end() if rest else end, "")
