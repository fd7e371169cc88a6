"""Edit a text by position, so that everything else stays the same to the byte."""

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """A replacement for the characters from `start` up to, but not including, `end`."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits applied. They must not overlap."""
    pieces, done = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])


def line_break(text: str) -> str:
    """Return the line break that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def line_start(text: str, offset: int) -> int:
    """Return the offset at which the line of a character begins."""
    return text.rfind("\n", 0, offset) + 1


def next_line(text: str, offset: int) -> int:
    """Return the offset at which the line after a character begins, or the end of the text if there is none."""
    return text.find("\n", offset) + 1 or len(text)
