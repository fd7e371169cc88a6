"""Read paradigm tables: one row per word, one column per cell, variants of a form separated by a vertical bar.

The first column is `base_form`; the others are named by the Universal Dependencies features of the cell.
"""

from collections.abc import Collection
from typing import Any

from pipeline.model.findings import Finding
from pipeline.model.nodes import Node, enclosing
from pipeline.reading.csv_table import Columns, read

BASE_FORM = "base_form"
VARIANTS = "|"


def parse(text: str, file: str, cells: Collection[str]) -> tuple[Any, list[Finding]]:
    """Return `{"rows": [{"base_form": …, "cells": {cell: [variants]}}]}`, and what is wrong with the text.

    `cells` are the cells that the language's profile has for the part of speech.
    """

    hint = "The columns are base_form and the cells of the language's profile"
    table = read(text, file, Columns([BASE_FORM, *cells], [BASE_FORM], hint))
    if not table.columns:
        return None, table.findings
    return {"rows": [_row(table.columns, row.cells) for row in table.rows]}, table.findings


def _row(columns: list[str], cells: list[str]) -> dict[str, Any]:
    filled = {name: cell for name, cell in zip(columns, cells, strict=True) if cell}
    base_form = filled.pop(BASE_FORM, "")
    return {"base_form": base_form, "cells": {name: split(cell) for name, cell in filled.items()}}


def split(cell: str) -> list[str]:
    """Return the variants in a cell."""
    if VARIANTS not in cell:  # as nearly all
        return [one] if (one := cell.strip()) else []
    return [variant for one in cell.split(VARIANTS) if (variant := one.strip())]


def tree(text: str) -> Node:
    """Return where each value of a paradigm table stands, empty cells too, and the name of each column."""
    table = read(text, expected=Columns(required=[BASE_FORM]))
    names = dict(zip(table.columns, map(table.node, table.located(table.header)), strict=True))
    rows = []
    for row in table.rows:
        located = table.located(row)
        cells: dict[str, Any] = dict(zip(table.columns, map(table.node, located), strict=True))
        values = {"base_form": cells.pop(BASE_FORM), "cells": cells}
        rows.append(enclosing(values, row.start, located[-1].end))
    return enclosing({"columns": enclosing(names, 0, len(text)), "rows": rows}, 0, len(text))
