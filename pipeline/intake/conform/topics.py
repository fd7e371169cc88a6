"""Cells of topics and tags, among which a level may be: `A2 ort`, `Deutsch::A2::Küche`."""

import functools
import re
from typing import NamedTuple

from pipeline.intake.conform.cells import clean
from pipeline.intake.terms.tables import languages
from pipeline.model.cefr import LEVELS

_APART = re.compile(r"::|[,;|]|\s+(?=\S)")
_LISTED = re.compile(r"::|[,;|]")

_LONGEST = 1000
"""How long a cell of tags may be, in characters."""


class Topics(NamedTuple):
    """What a cell of tags says."""

    topics: tuple[str, ...] = ()
    level: str = ""


def read_topics(cells: list[str]) -> Topics:
    """Return the topics and the level in some cells; names of languages are no topics."""
    if not cells:
        return Topics()
    found = [_of(cell) if len(cell) <= _LONGEST else Topics((clean(cell)[:_LONGEST],)) for cell in cells]
    level = next((one.level for one in found if one.level), "")
    return Topics(tuple(dict.fromkeys(topic for one in found for topic in one.topics)), level)


@functools.lru_cache(4096)
def _of(cell: str) -> Topics:
    text = clean(cell)
    words = [part.strip() for part in _APART.split(text)]
    level = next((word.upper() for word in words if word.upper() in LEVELS), "")
    # Tags of flashcards are parted by spaces, of which the level is the sign; other topics may be of several words.
    parts = words if level or "::" in text else [part.strip() for part in _LISTED.split(text)]
    return Topics(
        tuple(part for part in parts if part and part.upper() not in LEVELS and part.lower() not in languages()), level
    )
