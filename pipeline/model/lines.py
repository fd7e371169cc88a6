"""The lines of a text: the position of each character, and the text of each line."""

import re
from array import array
from bisect import bisect_right

from pipeline.model.findings import Position

_YAML_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML 1.1 counts as a line break. Source: https://yaml.org/spec/1.1/#b-char"""
CSV_BREAK = re.compile("\r\n|[\n\r]")
_BREAKS = {"csv": CSV_BREAK, "toml": re.compile("\r?\n")}


class Lines:
    """A text in some format, and where its lines begin.

    Offsets count from 0, lines and columns from 1, all in characters. An unknown format has the line
    breaks of YAML.
    """

    def __init__(self, text: str, format_: str) -> None:
        self._text = text
        self._breaks = _BREAKS.get(format_, _YAML_BREAK)
        self._starts = array("l", [0])
        self._starts.extend(found.end() for found in self._breaks.finditer(text))

    def position(self, offset: int) -> Position:
        """Return the line and column of a character."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str | None:
        """Return a line without its line break, or None if there is no such line."""
        if not 0 < number <= len(self._starts):
            return None
        start = self._starts[number - 1]
        found = self._breaks.search(self._text, start)
        return self._text[start : found.start() if found else len(self._text)]
