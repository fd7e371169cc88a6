"""Write the cells of a CSV text, new or in place of old ones."""

import re

from pipeline.curation.edits import Edit
from pipeline.reading.csv_table import Cell, Table


def replaced(table: Table, cell: Cell, value: str) -> Edit:
    """Return the edit that sets a cell to a value, quoted if it was or needs to be."""
    return Edit(cell.start, cell.end, written(value, table, quoted=table.text.startswith('"', cell.start)))


def written(value: str, table: Table, *, quoted: bool = False) -> str:
    """Return a value as a cell of a table."""
    if quoted or re.search(rf'["\r\n{table.delimiter}]', value):
        return '"' + value.replace('"', '""') + '"'
    return value
