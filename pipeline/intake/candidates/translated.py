"""Read what is kept without translations into another language than the pack's: they would be taken for its own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.intake.candidates import Candidate, Claim, Sentence
from pipeline.intake.candidates.store import read_candidates, read_sentences
from pipeline.intake.sources import ENGLISH, read_sources
from pipeline.intake.statements import Sample


def candidates_in(folder: Path, language: str, translations: str = ENGLISH) -> Iterator[Candidate]:
    """Yield the candidates of a folder without what their sources translate into another language.

    Raises:
        StoreError, SourcesError: a file is damaged.
        OSError: it cannot be read.
    """
    others = _others(folder, translations)
    for one in read_candidates(folder, language):
        if any(claim.source in others for claim in one.claims.get("base_form", ())):
            claims = {name: [_untranslated(claim, others) for claim in ones] for name, ones in one.claims.items()}
            senses = [claim for claim in claims.pop("sense", ()) if claim.source not in others]
            yield replace(one, claims=claims | ({"sense": senses} if senses else {}))
        else:
            yield one


def sentences_in(folder: Path, language: str, translations: str = ENGLISH) -> Iterator[Sentence]:
    """Yield the sentences of a folder, those of such sources without their translations; it may raise the same."""
    others = _others(folder, translations)
    for one in read_sentences(folder, language):
        yield replace(one, translation="") if one.source in others else one


def _others(folder: Path, translations: str) -> frozenset[str]:
    return frozenset(id_ for id_, one in read_sources(folder).items() if (one.translations or ENGLISH) != translations)


def _untranslated(claim: Claim, others: frozenset[str]) -> Claim:
    if claim.source in others and isinstance(claim.value, Sample):
        return replace(claim, value=replace(claim.value, translation=""))
    return claim
