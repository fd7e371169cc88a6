"""JSON lines, of any number, one at a time."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.intake.readers.family import Content
from pipeline.intake.readers.opening import opened
from pipeline.intake.rows import SEVERAL

LONGEST = 2**24
"""The most bytes of a line. The longest entries of Wiktionary have a few million."""
_SHOWN = 80


class Line(NamedTuple):
    """A line that is not blank."""

    number: int
    value: Any = None
    """Its numbers are text, as they are written."""
    fault: str = ""
    """Why it has no value."""
    shown: str = ""
    """What can be shown of a faulty one."""


def merged(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a mapping in which a key that is given twice has both values: joined, if they are texts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        found = {}
        for key, value in pairs:
            texts = isinstance(value, str) and isinstance(found.get(key), str)
            both = f"{found[key]}{SEVERAL}{value}" if texts else [found.get(key), value]
            found[key] = both if key in found else value
    return found


DECODER = json.JSONDecoder(object_pairs_hook=merged, parse_int=str, parse_float=str, parse_constant=str)
"""Leaves numbers as they are written."""


def values_of(content: Content) -> Iterator[Line]:
    """Yield the lines of a text in UTF-8 that are not blank.

    Raises:
        NotReadableError, OSError: as `opened`.
    """
    number = 0
    decode = DECODER.decode
    with opened(content) as stream:
        while line := stream.readline(LONGEST):
            number += 1
            if len(line) >= LONGEST and not line.endswith(b"\n"):
                yield Line(
                    number,
                    None,
                    f"longer than {LONGEST // 2**20} MB",
                    _cut(line[: 4 * _SHOWN].decode(errors="replace")),
                )
                while line and not line.endswith(b"\n"):
                    line = stream.readline(LONGEST)
                continue
            try:
                yield Line(number, decode(line.decode("utf-8-sig" if number == 1 else "utf-8")))
            except (ValueError, RecursionError) as error:
                if text := line.decode("utf-8-sig", "replace").strip():
                    yield _faulty(number, text, error)


def _faulty(number: int, text: str, error: Exception) -> Line:
    shown = _cut(text)
    if isinstance(error, RecursionError):
        return Line(number, None, "nested too deeply", shown)
    if isinstance(error, UnicodeDecodeError):
        return Line(number, None, "not UTF-8", shown)
    return Line(number, None, "not JSON", shown)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
