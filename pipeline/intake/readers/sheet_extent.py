"""How many cells a sheet spans, found in its XML before a library makes room for all of them.

A sheet with two cells, A1 and XFD1048576, spans 17 thousand million.
"""

import re
from array import array

from pipeline.intake.readers.family import NotReadableError

MOST_CELLS = 5_000_000
"""The most cells that a sheet may span, empty ones included: a million rows of five."""
MOST_TEXT = 2**28
"""The most bytes that the texts of a sheet may have: one text of a megabyte may stand in each of its cells."""
_LONGEST_TAG = 2**16
_TAG = re.compile(
    rb"""<(?:[\w.-]+:)?(table-row|covered-table-cell|table-cell|table|row|c|f|v|si)(?=[\s/>])
    ((?:[^>"']|"[^"]*"|'[^']*')*)>(?:\s*([0-9]{1,9}))?""",
    re.VERBOSE,
)
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']\s*([A-Za-z]*)([0-9]*)""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\s*([0-9]{1,9})""")
_TYPE = re.compile(rb"""(?:^|\s)t\s*=\s*["']([es])["']""")


class Extent:
    """What the XML of a part of a workbook shows, given piece by piece: of one sheet, or in ODS of all, in turn."""

    def __init__(self, shared: "array[int]") -> None:
        self._shared = shared
        """How long the texts are that cells of XLSX name by their number. The part that has them adds them."""
        self.unclear = False
        """Whether there are formulas or errors, whose values may not be stored."""
        self._rest = b""
        self._first = True
        self._row = self._column = self._last_row = self._last_column = 0
        self._repeated = self._times = 1
        """How often the row is repeated, and the cell in all."""
        self._text = 0
        self._is_shared = self._in_text = False

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
            self._pass(tag.start() - end)
            self._tag(tag)
            end = tag.end()
        rest = max(end, text.rfind(b"<", end))
        self._pass(rest - end)
        self._rest = text[rest:]
        if len(self._rest) > _LONGEST_TAG and text.find(b">", rest) < 0:
            raise NotReadableError("its XML is not as that of a spreadsheet: save it as CSV")

    def _pass(self, length: int) -> None:
        """Count what is between two tags as text of the cell that the first of them begins."""
        if self._in_text:
            self._shared[-1] += length
        self._text += length * self._times
        if self._text > MOST_TEXT:
            raise NotReadableError(f"a sheet has more than {MOST_TEXT // 2**20} MB of text: save it as CSV")

    def _tag(self, tag: re.Match[bytes]) -> None:
        name, attributes = tag[1], tag[2]
        empty = attributes.endswith(b"/")
        if name == b"c":
            self._cell(attributes, empty)
        elif name == b"row":
            place = _PLACE.search(attributes)
            self._row = int(place[2]) if place and place[2] else self._row + 1
            self._column = 0
        elif name == b"f":
            self.unclear = True
        elif name == b"v":
            if self._is_shared and tag[3] and int(tag[3]) < len(self._shared):
                self._pass(self._shared[int(tag[3])])
        elif name == b"si":
            self._in_text = True
            self._shared.append(0)
        else:
            self._of_ods(name, attributes, empty)

    def _cell(self, attributes: bytes, empty: bool) -> None:
        place = _PLACE.search(attributes)
        type_ = _TYPE.search(attributes)
        self._column = _number(place[1]) if place else self._column + 1
        self._is_shared = type_ is not None and type_[1] == b"s"
        self.unclear |= type_ is not None and type_[1] == b"e"
        if not empty:
            self._reach(int(place[2]) if place and place[2] else self._row, self._column)

    def _of_ods(self, name: bytes, attributes: bytes, empty: bool) -> None:
        found = _REPEATED.search(attributes)
        times = int(found[1]) if found else 1
        if name == b"table":
            self._row = self._last_row = self._last_column = 0
            self._repeated = 0
        elif name == b"table-row":
            self._row += self._repeated
            self._repeated = times
            self._column = 0
        else:
            self._column += times
            self._times = 1 if empty else times * self._repeated
            if not empty or b"value" in attributes:
                self._reach(self._row + self._repeated, self._column)

    def _reach(self, row: int, column: int) -> None:
        self._last_row = max(self._last_row, row)
        self._last_column = max(self._last_column, column)
        check_span(self._last_row, self._last_column)


def check_span(rows: int, columns: int) -> None:
    """Check that a sheet that reaches so far can be held in memory.

    Raises:
        NotReadableError: it cannot.
    """
    if rows * columns > MOST_CELLS:
        raise NotReadableError(
            f"a sheet spans {rows:,} rows and {columns:,} columns, more than {MOST_CELLS:,} cells: delete what is far "
            "from the list, or save it as CSV"
        )


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
