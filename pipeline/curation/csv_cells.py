"""The cells of a CSV text and where each one stands, for changing cells and nothing else of it.

The text is one that `pipeline.reading.csv_table` has read without fault: its quotes are closed, and its rows are as
long as its header.
"""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.curation.edits import Edit
from pipeline.reading.csv_table import read

_BREAK = re.compile(r"\r\n|\r|\n")


class Cell(NamedTuple):
    """A cell: where it stands, quotation marks and spaces included, and its value without them."""

    start: int
    end: int
    value: str


class Sheet:
    """A CSV text as rows of cells; empty rows are left out, as the reader does."""

    def __init__(self, text: str) -> None:
        self.text = text
        table = read(text, "", lambda _: None, ())
        self.delimiter = table.delimiter
        self.columns = table.columns
        first, *others = self._records() or [[]]
        self.header = first
        self.rows = [row for row in others if any(cell.value for cell in row)]
        assert [row.cells for row in table.rows] == [[cell.value for cell in row] for row in self.rows]  # noqa: S101

    def _records(self) -> list[list[Cell]]:
        cell = re.compile(rf'"(?:[^"]|"")*"|[^{self.delimiter}\r\n]*')
        records: list[list[Cell]] = [[]]
        offset = 0
        while found := cell.match(self.text, offset):
            raw = found[0]
            value = raw[1:-1].replace('""', '"') if raw.startswith('"') else raw
            records[-1].append(Cell(found.start(), found.end(), value.strip()))
            offset = found.end()
            if offset == len(self.text):
                break
            if line_end := _BREAK.match(self.text, offset):
                offset = line_end.end()
                records.append([])
            else:
                offset += 1
        return [record for record in records if record]

    def words(self) -> Iterator[list[list[Cell]]]:
        """Yield the rows of each word: neighbours with the same base form."""
        column = self.columns.index("base_form")
        for _, rows in itertools.groupby(self.rows, key=lambda row: row[column].value):
            yield list(rows)

    def replaced(self, cell: Cell, value: str) -> Edit:
        """Return the edit that gives a cell a value, in quotation marks if it had them or needs them."""
        return Edit(cell.start, cell.end, self.written(value, quoted=self.text.startswith('"', cell.start)))

    def written(self, value: str, *, quoted: bool = False) -> str:
        """Return a value as a cell."""
        if quoted or re.search(rf'["\r\n{self.delimiter}]', value):
            return '"' + value.replace('"', '""') + '"'
        return value
