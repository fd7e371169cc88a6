"""Find the row with the names of the columns, and what each name says."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.intake.conform.cells import clean
from pipeline.intake.roles import Role
from pipeline.intake.rows import Row
from pipeline.intake.terms.tables import folded, headers, languages

DEEPEST = 20
"""How many rows from the top may be titles: the header is looked for in these."""

_LONGEST = 4
"""How many words the name of a column may have that is in no table as it is."""
_APART = re.compile(r"[\s/-]+")


class Named(NamedTuple):
    """What the name of a column says of it."""

    role: Role | None
    language: str = ""
    """The language that it names: `Englisch`."""


def named(name: str) -> Named:
    """Return what the name of a column says: `Wort`, `Beispiel (Englisch)`, `Inglese`, `EN`, `example_1`."""
    text = folded(name)
    if text in headers():
        return Named(headers()[text])
    if name.isupper() and text in languages():
        return Named(None, languages()[text])
    words = [word for word in _APART.split(text) if word and not word.isdigit()]
    if len(words) > _LONGEST:
        return Named(None)
    language = next((languages()[word] for word in words if len(word) > 3 and word in languages()), "")
    rest = " ".join(word for word in words if len(word) <= 3 or word not in languages())
    role = headers().get(rest) or next((headers()[word] for word in words if word in headers()), None)
    return Named(role, language)


def header_row(rows: Sequence[Row]) -> int | None:
    """Return the index of the row with the names of the columns; None if there is none.

    It names at least two roles, or all its cells do. A row of words may be made of such terms, too (`palabra`, `word`);
    but then they name one role. A name alone is a title if names of several columns follow.
    """
    found = [
        index
        for index, row in enumerate(rows[:DEEPEST])
        if not row.fault and _is_header([clean(cell) for cell in row.cells])
    ]
    return next((index for index in found if sum(map(bool, rows[index].cells)) > 1), next(iter(found), None))


def _is_header(cells: list[str]) -> bool:
    said = [cell for cell in cells if cell]
    if not said or len({cell.lower() for cell in said}) < len(said):
        return False
    found = [named(cell) for cell in said if len(cell) <= 60]
    known = [one for one in found if one.role is not None or one.language]
    if len(said) == 1:
        return len(known) == 1 and known[0].role is Role.WORD and folded(said[0]) in headers()
    return len({(one.role, one.language) for one in known}) >= 2 and 2 * len(known) >= len(said)
