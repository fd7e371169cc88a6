"""Who says what of some words, from the candidates that imports have kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from pipeline.intake.candidates import Candidate, Claim

Said = dict[str, dict[str, frozenset[str]]]
"""By field, and by source."""


def said_of(candidates: Iterable[Candidate], names: Collection[str]) -> dict[str, Said]:
    """Return what sources say of words, by base form."""
    return {
        one.base_form: {field: _by_source(claims) for field, claims in one.claims.items()}
        for one in candidates
        if one.base_form in names
    }


def _by_source(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in claims:
        found[one.source] |= set(one.value) if isinstance(one.value, tuple) else {str(one.value)}
    return {source: frozenset(values) for source, values in found.items()}
