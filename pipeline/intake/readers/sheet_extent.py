"""How many cells a sheet spans, found in its XML before a library makes room for all of them.

A sheet with two cells, A1 and XFD1048576, spans 17 thousand million.
"""

import re

from pipeline.intake.readers.family import NotReadableError

MOST_CELLS = 6_000_000
"""The most cells that a sheet may span, empty ones included: a million rows of six."""
_LONGEST_TAG = 2**16
_TAG = re.compile(
    rb"""<(?:[\w.-]+:)?(table-row|covered-table-cell|table-cell|table|row|c|f)(?=[\s/>])
                       ((?:[^>"']|"[^"]*"|'[^']*')*)>""",
    re.VERBOSE,
)
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']\s*([A-Za-z]*)([0-9]*)""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\s*([0-9]+)""")
_ERROR = re.compile(rb"""(?:^|\s)t\s*=\s*["']e""")


class Extent:
    """What the XML of sheets shows, given piece by piece."""

    def __init__(self) -> None:
        self._rest = b""
        self.unclear = False
        """Whether there are formulas or errors, whose values may not be stored."""
        self._row = self._column = self._rows = self._repeated = 0
        self._next_row = self._next_column = 0
        self._last_row = self._last_column = 0
        self._first = True

    def look(self, piece: bytes) -> None:
        """Look at the next piece.

        Raises:
            NotReadableError: the sheet spans too many cells, or its XML is not as that of spreadsheets.
        """
        text = self._rest + piece
        if (self._first and not text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")) or b"\0" in piece:
            raise NotReadableError("its sheets are not in UTF-8: save it again, or as CSV")
        self._first = False
        end = 0
        for tag in _TAG.finditer(text):
            self._tag(tag[1], tag[2])
            end = tag.end()
        self._rest = text[max(end, text.rfind(b"<", end)) :]
        if len(self._rest) > _LONGEST_TAG:
            raise NotReadableError("its XML is not as that of a spreadsheet: save it as CSV")

    def _tag(self, name: bytes, attributes: bytes) -> None:
        empty = attributes.endswith(b"/")
        if name == b"c":
            self._cell(attributes, empty)
        elif name == b"row":
            place = _PLACE.search(attributes)
            self._next_row = int(place[2]) if place and place[2] else self._next_row + 1
            self._next_column = 0
        elif name == b"f":
            self.unclear = True
        else:
            self._of_ods(name, attributes, empty)

    def _cell(self, attributes: bytes, empty: bool) -> None:
        place = _PLACE.search(attributes)
        self._next_column = _number(place[1]) if place else self._next_column + 1
        row = int(place[2]) if place and place[2] else self._next_row
        if not empty:
            self._reach(row, self._next_column)
        if _ERROR.search(attributes):
            self.unclear = True

    def _of_ods(self, name: bytes, attributes: bytes, empty: bool) -> None:
        found = _REPEATED.search(attributes)
        times = int(found[1][:9]) if found else 1
        if name == b"table":
            self._row = self._repeated = self._last_row = self._last_column = 0
        elif name == b"table-row":
            self._row += self._repeated
            self._repeated = times
            self._column = 0
        else:
            self._column += times
            if not empty or b"value" in attributes:
                self._reach(self._row + self._repeated, self._column)

    def _reach(self, row: int, column: int) -> None:
        self._last_row = max(self._last_row, row)
        self._last_column = max(self._last_column, column)
        if self._last_row * self._last_column > MOST_CELLS:
            raise NotReadableError(
                f"a sheet spans {self._last_row:,} rows and {self._last_column:,} columns, more than "
                f"{MOST_CELLS:,} cells: delete what is far from the list, or save it as CSV"
            )


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
