"""The line that a finding is about, with the value underlined."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from pipeline.model.findings import Place
from pipeline.model.lines import Lines
from pipeline.reporting.terminal import harmless

WIDTH = 100
"""Columns of a terminal; a longer line is cut around the value."""
_BEFORE = 40
"""Columns shown before the value in a line that is too long."""
_FAR = 10 * WIDTH
"""Characters considered on either side of the value: a line may have millions, and combining ones take no column."""
_TAB = "    "
_CUT = "…"


class Excerpt(NamedTuple):
    """A line as shown, and which of its columns (counted from 0) are underlined."""

    number: int
    line: str
    column: int
    width: int


class Sources:
    """The lines of the files, split only for files that are shown."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._lines: dict[str, Lines] = {}

    def excerpt(self, place: Place) -> Excerpt | None:
        """Return the line of a place, or None if there is nothing to show."""
        line = self._line(place)
        if place.position is None or line is None or not line.strip():
            return None
        start = min(place.position.column - 1, len(line))
        # A value of several lines is underlined up to the end of its first.
        end = (place.end_column or len(line) + 1) - 1 if place.end else start + 1
        shown, column, width = _window(line, start, max(end - start, 1))
        return Excerpt(place.position.line, shown, column, width)

    def _line(self, place: Place) -> str | None:
        if place.position is None or place.file not in self._texts:
            return None
        if place.file not in self._lines:
            self._lines[place.file] = Lines(self._texts[place.file], PurePath(place.file).suffix[1:])
        return self._lines[place.file].line(place.position.line)


def _window(line: str, start: int, length: int) -> tuple[str, int, int]:
    """Return the line, cut around the value if it is long, and the column and width of the value in it."""
    first, last = max(start - _FAR, 0), min(start + _FAR, len(line))
    cells = [_TAB if character == "\t" else harmless(character) for character in line[first:last]]
    left, right = _bounds([_columns(cell) for cell in cells], start - first)
    end = min(start - first + length, right)
    before = (_CUT if first + left else "") + "".join(cells[left : start - first])
    value = "".join(cells[start - first : end])
    after = "".join(cells[end:right]) + (_CUT if first + right < len(line) else "")
    return (before + value + after).rstrip(), _columns(before), max(_columns(value), 1)


def _bounds(widths: list[int], start: int) -> tuple[int, int]:
    """Return the range of cells to show: all, or as many around `start` as fit."""
    if sum(widths) <= WIDTH:
        return 0, len(widths)
    left = right = start
    room = _BEFORE
    while left and widths[left - 1] <= room:
        left -= 1
        room -= widths[left]
    room = WIDTH - sum(widths[left:start])
    while right < len(widths) and widths[right] <= room:
        room -= widths[right]
        right += 1
    while left and widths[left - 1] <= room:  # the line ends soon: show more before the value
        left -= 1
        room -= widths[left]
    while left < start and not widths[left]:  # a combining character without its letter
        left += 1
    return left, right


def _columns(text: str) -> int:
    """Return how many terminal columns a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # needed only for what is shown

    return cell_len(text)
