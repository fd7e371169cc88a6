"""The table of homographs: a row for each word outside the pack that is spelled like a form of a word in it."""

from typing import Any

from pipeline.model.findings import Finding
from pipeline.model.nodes import Node, enclosing
from pipeline.reading.csv_table import Columns, read

COLUMNS = ("spelling", "lemma", "part_of_speech", "share")


def parse(text: str, file: str) -> tuple[Any, list[Finding]]:
    """Return `{"rows": [{"spelling": …, "lemma": …, …}]}`, and what is wrong with the text.

    Every value is the text of its cell, empty where the row has none.
    """

    table = read(text, file, Columns(COLUMNS, COLUMNS, f"The columns are {', '.join(COLUMNS)}"))
    if not table.columns:
        return None, table.findings
    rows = [dict.fromkeys(COLUMNS, "") | dict(zip(table.columns, row.cells, strict=True)) for row in table.rows]
    return {"rows": [{name: row[name] for name in COLUMNS} for row in rows]}, table.findings


def tree(text: str) -> Node:
    """Return where each value of the table stands, empty cells too."""
    table = read(text, expected=Columns(required=COLUMNS))
    rows = []
    for row in table.rows:
        located = table.located(row)
        cells: dict[str, Any] = dict(zip(table.columns, map(table.node, located), strict=True))
        rows.append(enclosing(cells, row.start, located[-1].end))
    return enclosing({"rows": rows}, 0, len(text))
