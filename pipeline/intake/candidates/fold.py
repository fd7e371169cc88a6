"""Put together what is said of one word: first what one source says of it, then all sources.

A part is what one source says of a word as one part of speech. What is said without a part of speech belongs to the
only one there is; if there are several, or none, it stands by itself. As each source is folded by itself first, it does
not matter in which order sources are imported, nor how often.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.intake.candidates.claims import FIELDS
from pipeline.model.cefr import LEVELS

Claims = dict[str, list[dict[str, Any]]]
"""By field, claims as JSON has them: `value`, `source`, `licence`, `confidence`, `place`."""


@dataclass(slots=True)
class Part:
    """What one source, or all of them, say of a word as one part of speech."""

    claims: Claims = field(default_factory=dict)

    @property
    def base_form(self) -> str:
        """The base form: of several spellings, the one with the fewest capitals."""
        spellings: Iterator[str] = (claim["value"] for claim in self.claims["base_form"])
        return min(spellings, key=lambda one: (sum(map(str.isupper, one)), one))

    @property
    def part_of_speech(self) -> str:
        """The part of speech; empty: none is said."""
        said = self.claims.get("part_of_speech")
        return said[0]["value"] if said else ""

    @property
    def source(self) -> str:
        """The id of the source; of several, the first."""
        source: str = self.claims["base_form"][0]["source"]
        return source


def of_rows(rows: Iterable[Claims]) -> list[Part]:
    """Return the parts of each source: what its rows say of a word, equal values once.

    The counts of different spellings are added. Of a spelling that is given twice, the larger one counts.
    """
    by_its_source: dict[str, list[Part]] = {}
    for part in map(Part, rows):
        by_its_source.setdefault(part.source, []).append(part)
    return [_once(group) for parts in by_its_source.values() for group in _alike(parts)]


def of_all(parts: Iterable[Part]) -> list[Part]:
    """Return the parts of all sources, each with the claims of every source, by their sources' ids."""
    ones = sorted(parts, key=lambda part: part.source)
    return [Part(_in_order(_joined(group))) for group in _alike(ones)]


def by_source(claims: Claims) -> list[Part]:
    """Return the parts that a candidate was made of."""
    found: dict[str, Claims] = {}
    for name, ones in claims.items():
        for claim in ones:
            found.setdefault(claim["source"], {}).setdefault(name, []).append(claim)
    return [Part(one) for one in found.values()]


def _alike(parts: list[Part]) -> list[list[Part]]:
    named = {part.part_of_speech for part in parts}
    named.discard("")
    only = named.pop() if len(named) == 1 else ""
    groups: dict[str, list[Part]] = {}
    for part in parts:
        groups.setdefault(part.part_of_speech or only, []).append(part)
    return [groups[name] for name in sorted(groups)]


def _joined(parts: Iterable[Part]) -> Claims:
    claims: Claims = {}
    for part in parts:
        for name, ones in part.claims.items():
            claims.setdefault(name, []).extend(ones)
    return claims


def _once(parts: Sequence[Part]) -> Part:
    """Return rows of one source as one part."""
    counts = _counts(parts)
    claims: Claims = {}
    for name, ones in _joined(parts).items():
        once: dict[str, dict[str, Any]] = {}
        for claim in ones:
            first = once.setdefault(repr(claim["value"]), claim)
            first["confidence"] = max(first["confidence"], claim["confidence"])
        claims[name] = [*once.values()]
    if counts:
        claims["count"] = [claims["count"][0] | {"value": sum(counts.values())}]
    return Part(_in_order(claims))


def _counts(parts: Iterable[Part]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for part in parts:
        for claim in part.claims.get("count", ()):
            (spelling,) = part.claims.get("given") or part.claims["base_form"]
            counts[spelling["value"]] = max(claim["value"], counts.get(spelling["value"], 0))
    return counts


def _in_order(claims: Claims) -> Claims:
    """Return claims by the order of fields, and levels with the lowest first."""
    found = {name: claims[name] for name in FIELDS if name in claims}
    if len(found.get("level", ())) > 1:
        found["level"].sort(key=lambda claim: (_rank(claim["value"]), claim["source"]))
    return found


def _rank(level: str) -> tuple[int, str]:
    return (LEVELS.index(level) if level in LEVELS else len(LEVELS), level)
