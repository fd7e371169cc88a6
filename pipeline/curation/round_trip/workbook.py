"""How entries are laid out in a workbook, and how a cell of one holds any text.

Each topic has a sheet; each row is a meaning. The first columns say which row of the pack it was and its level, the
others are those of CSV word lists. A hidden sheet keeps what was handed out, so that no other file is needed to see
what has changed since.
"""

import re
import unicodedata
from collections.abc import Iterable

ID = "id"
LEVEL = "level"
HELP = "How to fill in"
LISTS = "_lists"
EXPORTED = "_exported"
"""The hidden sheet: a row that says what the workbook is, a row with the names of columns, a row for each row."""

FIRST = ("babblr-vocab", "words", "1")
"""How the first row of the hidden sheet begins. The code of the language follows."""
KEPT = ("id", "file", "level", "topic")
"""The first columns of the hidden sheet. The others are those of the sheets."""

LONGEST_TITLE = 31
"""Characters of the name of a sheet. Source: as `LONGEST_CELL`."""

_ID = re.compile(r"w([1-9][0-9]{0,8})m([1-9][0-9]{0,8})")
_HARMFUL = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")
_XML = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes characters that XML does not allow. Source: ECMA-376, 22.9.2.19 (ST_Xstring)."""


def id_of(word: int, meaning: int) -> str:
    """Return the id of a row: the number of the word in the workbook, and that of the meaning, both from 0 on."""
    return f"w{word + 1}m{meaning + 1}"


def numbers_of(written: str) -> tuple[int, int] | None:
    """Return the numbers of the word and the meaning that an id stands for, or None if it is none."""
    found = _ID.fullmatch(written)
    return (int(found[1]) - 1, int(found[2]) - 1) if found else None


def cell_text(value: str) -> str:
    """Return a text as a cell shows it: what cannot be seen, and might deceive its reader, is escaped."""
    visible = "".join(map(_visible, _ESCAPED.sub(lambda found: f"\\u005c{found[0][1:]}", value)))
    return _XML.sub(lambda found: f"_x005F_{found[0][1:]}", visible)


def cell_value(written: str) -> str:
    """Return the text that a cell stands for: the inverse of `cell_text`."""
    plain = _XML.sub(lambda found: chr(int(found[1], 16)), written).replace("\r\n", "\n")
    return _ESCAPED.sub(_character, plain)


def _visible(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in _HARMFUL:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else found[0]


def titles_of(topics: Iterable[str]) -> dict[str, str]:
    """Return the name of the sheet of each topic: its id, as far as the name of a sheet can be one."""
    found: dict[str, str] = {}
    taken = {HELP.casefold(), LISTS, EXPORTED, "history"}  # spreadsheet programs keep the last for themselves
    for topic in topics:
        plain = cell_text(re.sub(r"[\[\]:*?/\\'\n]", "-", topic))[:LONGEST_TITLE] or "-"
        number, title = 1, plain
        while title.casefold() in taken:
            number += 1
            title = f"{plain[: LONGEST_TITLE - len(str(number)) - 1]}~{number}"
        taken.add(title.casefold())
        found[topic] = title
    return found
