"""The lines with which a text exported by Anki says how it is laid out: `#separator:tab`, `#deck column:2`.

Source: https://docs.ankiweb.net/importing/text-files.html#file-headers
"""

import csv
from dataclasses import dataclass
from itertools import islice, takewhile

_NAMED = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_OF_COLUMNS = {"notetype column": "note type", "deck column": "deck", "tags column": "tags", "guid column": "guid"}
_KNOWN = {"separator", "html", "tags", "columns", "notetype", "deck", "if matches", *_OF_COLUMNS}
_MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Header:
    """What a text of Anki says of itself."""

    lines: int
    """How many lines it takes."""
    rest: str
    """What of the text comes after it."""
    delimiter: str
    """Empty if it is not said."""
    name: str
    """Of the deck, if all notes are of one."""
    columns: tuple[str, ...]
    """Their names; those without one are empty."""


def header_of(text: str) -> Header | None:
    """Return the header at the beginning of a text, or None if it has none."""
    lines = text.splitlines(keepends=True)
    found = list(takewhile(lambda line: line.startswith("#") and _key(line) in _KNOWN, lines))
    if not found:
        return None
    stated = {_key(line): line.partition(":")[2].strip("\r\n") for line in found}
    separator = stated.get("separator", "")
    delimiter = _NAMED.get(separator.strip().lower(), separator[:1])
    rest = lines[len(found) :]
    return Header(
        len(found), "".join(rest), delimiter, stated.get("deck", "").strip(), _columns(stated, rest, delimiter or "\t")
    )


def _key(line: str) -> str:
    return line[1:].partition(":")[0].strip().lower()


def _columns(stated: dict[str, str], rest: list[str], delimiter: str) -> tuple[str, ...]:
    names = next(csv.reader([stated["columns"]], delimiter=delimiter), []) if "columns" in stated else []
    numbered = {name: int(stated[key]) for key, name in _OF_COLUMNS.items() if stated.get(key, "").strip().isdecimal()}
    if not names:
        widths = (len(cells) for cells in csv.reader(islice(rest, 100), delimiter=delimiter))
        names = [""] * min(max(widths, default=0), _MOST_COLUMNS)
    for name, number in numbered.items():
        if 0 < number <= len(names):
            names[number - 1] = name
    return tuple(names)
