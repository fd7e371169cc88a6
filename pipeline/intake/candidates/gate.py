"""What of a candidate may be written into a pack: what its sources' licences allow."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.intake.candidates import Candidate, Sentence
from pipeline.intake.sources import may_write
from pipeline.model.packs import Pack

TEXTS = frozenset({"example", "definition", "note"})
"""Fields whose values are somebody's work, and no plain facts."""


def candidates_for_pack(candidate: Candidate, pack: Pack) -> Candidate:
    """Return a candidate with the claims alone that may be written into a pack.

    That the word exists is no claim of anybody's, so the base form stays; without `base_form` among the claims, no
    source of it may be written.
    """
    claims = {
        name: allowed
        for name, ones in candidate.claims.items()
        if (allowed := [one for one in ones if may_write(one.licence, pack.licence, text=name in TEXTS)])
    }
    return replace(candidate, claims=claims)


def sentences_for_pack(sentences: Iterable[Sentence], pack: Pack) -> Iterator[Sentence]:
    """Yield the sentences that may be written into a pack. Each names its source, which the example has to."""
    return (one for one in sentences if may_write(one.licence, pack.licence, text=True))
