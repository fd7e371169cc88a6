"""Where a list comes from, under which licence, and so what may be done with what it says."""

from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """What a licence allows."""

    WRITE = "write"
    """Facts may be written into a pack, with the source in its notice."""
    DECLARED = "declared"
    """Facts may be written into a pack that declares the licence itself: share-alike, GPL."""
    COMPARE = "compare"
    """Facts may only be compared with: non-commercial, no derivatives, unknown."""


@dataclass(frozen=True, slots=True)
class Source:
    """A list that facts come from. Its id is what entries of a pack name as their source."""

    id: str
    title: str
    licence: str = ""
    """An SPDX identifier; `own` for what the curator made; empty: unknown."""
    author: str = ""
    url: str = ""
