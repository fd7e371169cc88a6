"""Paradigm tables: a row a word, a column a cell, variants of a form separated by a vertical bar.

The first column is `base_form`; the others are named by the Universal Dependencies features of the cell.
"""

from collections.abc import Collection
from typing import Any

from pipeline.model.findings import Finding, Position
from pipeline.model.marks import Marks
from pipeline.model.suggestions import did_you_mean
from pipeline.reading.csv_table import Table, cell_starts, read

BASE_FORM = "base_form"
VARIANTS = "|"


def parse(text: str, file: str, cells: Collection[str]) -> tuple[Any, list[Finding]]:
    """Return `{"rows": [{"base_form": …, "cells": {cell: [variants]}}]}`, and what is wrong with the text.

    `cells` are the cells that the language's profile has for the part of speech.
    """

    def hint(name: str) -> str | None:
        if name == BASE_FORM or name in cells:
            return None
        return did_you_mean(name, cells, "The columns are base_form and the cells of the language's profile")

    table = read(text, file, hint, [BASE_FORM])
    if not table.columns:
        return None, table.findings
    return {"rows": [_row(table, row.cells) for row in table.rows]}, table.findings


def _row(table: Table, cells: list[str]) -> dict[str, Any]:
    filled = {name: cell for name, cell in zip(table.columns, cells, strict=True) if cell}
    base_form = filled.pop(BASE_FORM, "")
    return {"base_form": base_form, "cells": {name: split(cell) for name, cell in filled.items()}}


def split(cell: str) -> list[str]:
    """Return the variants in a cell."""
    variants = cell.split(VARIANTS) if VARIANTS in cell else (cell,)  # as nearly all
    return [variant for one in variants if (variant := one.strip())]


def positions(text: str) -> Marks:
    """Return where each value of a paradigm table stands."""
    table = read(text, "", lambda _: None, [BASE_FORM])
    lines = table.lines()
    marks: Marks = {(): (Position(), Position())}
    for number, row in enumerate(table.rows):
        for name, position in zip(table.columns, cell_starts(lines, row.line, table), strict=True):
            pointer = ("rows", number, BASE_FORM) if name == BASE_FORM else ("rows", number, "cells", name)
            marks[pointer] = (position, position)
        marks["rows", number] = (Position(row.line), Position(row.line))
    return marks
