"""How far a value reaches from where it begins: for what is underlined, and for the end of a region."""

import re

from pipeline.model.findings import Place

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_BLOCK = re.compile(r"[\[{|>&*!%@`]|[-?:](?:[ \t]|$)")
"""What a YAML value begins with that is no plain text on this line alone."""
# White space is space and tab to YAML; any other, such as a no-break space, is part of the value.
_KEY = re.compile(r":(?:[ \t]|$)")
_PLAIN_END = re.compile(r"[ \t]+#|[ \t]*$|[ \t]*:(?:[ \t]|$)")
_PLAIN_END_IN_FLOW = re.compile(r"[ \t]+#|[ \t]*$|[ \t]*[,\]}\[{]|[ \t]*:(?:[ \t,\]}]|$)")
_OPENING = re.compile(r"(?<![^ \t,:\[{])[\[{]")
_CLOSING = re.compile(r"[\]}]")
_CSV_DELIMITERS = ",;\t"
_TOML_QUOTED = re.compile(r'(?!"""|\'\'\')(?:"(?:\\.|[^"\\])*"|\'[^\']*\')')
_TOML_KEY = re.compile(r"[\w-]+")
_TOML_PLAIN = re.compile(r"[\w+-][\w:.+-]*")
_FAR = 2000
"""Characters looked at, on either side: no value of an entry is as long, and a file may be made to waste our time."""


def extent(place: Place, line: str, header: str = "") -> int | None:
    """Return the number of characters of the value at a place, or None where no end on its line is known.

    `line` is the line of the place, `header` the first line of its file. Of a value that goes on over more lines
    (a list, a mapping, a folded text) no end is known, nor is it of a place that is no value.
    """
    if place.position is None or not place.pointer:
        return None
    start = place.position.column - 1
    before, rest = line[max(start - _FAR, 0) : start], line[start : start + _FAR]
    if place.file.endswith(".csv"):
        is_row = len(place.pointer) == 2 and isinstance(place.pointer[1], int)
        return None if is_row else _cell(rest, header)
    if place.file.endswith(".toml"):
        return _toml(rest, at_key=place.at_key)
    length = _scalar(before, rest)
    if length is None:
        return None
    is_key = _KEY.match(rest[length:].lstrip(" \t")) is not None
    return length if is_key == place.at_key else None


def _cell(rest: str, header: str) -> int | None:
    delimiter = max(_CSV_DELIMITERS, key=header.count)
    found = re.match(rf'"(?:[^"]|"")*"|[^{delimiter}"]+', rest)
    return len(found[0].rstrip()) if found else None


def _toml(rest: str, *, at_key: bool) -> int | None:
    """Return the length of a key, or of a value that ends on its line; of a table it is that of its name."""
    found = _TOML_QUOTED.match(rest) or (_TOML_KEY if at_key else _TOML_PLAIN).match(rest)
    return found.end() if found else None


def _scalar(before: str, rest: str) -> int | None:
    """Return the length of a YAML text that ends on its line, or None."""
    quoted = _QUOTED.match(rest)
    if quoted:
        return quoted.end()
    if _BLOCK.match(rest):
        return None
    end = (_PLAIN_END_IN_FLOW if _in_flow(before) else _PLAIN_END).search(rest)
    return end.start() or None if end else None


def _in_flow(before: str) -> bool:
    """Whether a list or mapping in brackets is open at the end of the beginning of a line."""
    bare = _QUOTED.sub("", before)
    return len(_OPENING.findall(bare)) > len(_CLOSING.findall(bare))
