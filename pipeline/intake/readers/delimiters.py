"""How the cells of a text are separated, decided by whether its lines then have equally many."""

import csv
import re
from collections import Counter
from contextlib import suppress
from itertools import islice

_STATED = re.compile(r"sep=([^\r\n])[^\r\n]*(?:\r\n|\r|\n)", re.IGNORECASE)
_SINGLE = ";|,"
_BETWEEN = (" – ", " — ", " - ", " = ", " : ", ": ")
"""What people put between a word and its translation."""
_ROWS = 500
_SHARE = 0.6
"""How many of the rows must have the usual number of cells."""


def stated(text: str) -> str:
    """Return the delimiter that the first line of a file of Excel states (`sep=;`), or an empty text."""
    found = _STATED.match(text)
    return found[1] if found else ""


def delimiter_of(text: str) -> str:
    """Return what separates the cells of a text, or an empty text if nothing does.

    Tabs are in no text of people, so many of them decide. Of the others, the one that gives the most rows the usual
    number of cells.
    """
    lines = [line for line in islice(text.splitlines(keepends=True), _ROWS) if line.strip()]
    if not lines:
        return ""
    if sum("\t" in line for line in lines) >= _SHARE * len(lines):
        return "\t"
    share, best = max(((_share(lines, mark), mark) for mark in _SINGLE), key=lambda one: one[0])
    if share >= _SHARE:
        return best
    share, best = max(((_halves(lines, mark), mark) for mark in _BETWEEN), key=lambda one: one[0])
    if share >= _SHARE:
        return best
    return " " if all(_counted(line) for line in lines) else ""


def _share(lines: list[str], delimiter: str) -> float:
    """Return how many of the rows have the usual number of cells, if that is more than one."""
    widths: list[int] = []
    with suppress(csv.Error):  # also at the end, which may be inside of a cell
        widths.extend(len(row) for row in csv.reader(lines, delimiter=delimiter, strict=True) if row)
    return max(_usual(widths), _usual([line.count(delimiter) + 1 for line in lines]))


def _usual(widths: list[int]) -> float:
    width, rows = max(Counter(widths).items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    return rows / len(widths) if width > 1 else 0.0


def _halves(lines: list[str], mark: str) -> float:
    return sum(len(list(filter(None, map(str.strip, line.split(mark))))) == 2 for line in lines) / len(lines)


def _counted(line: str) -> bool:
    """Whether a line is a word and how often it occurs, as in frequency lists."""
    cells = line.split()
    return len(cells) == 2 and any(cell.replace(".", "", 1).isdigit() for cell in cells)
