"""The translation of a draft: what two independent sources agree on, or a proposal that a person has to confirm."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.intake.candidates import Candidate, Claim
from pipeline.intake.drafts.voices import voice_of
from pipeline.intake.sources import Source

INDEPENDENT = 2
"""How many voices are needed."""
_AT_MOST = 2
"""Translations of one meaning."""
_BRACKETS = re.compile(r"\s*[(\[{<][^()\[\]{}<>]*[)\]}>]\s*")
_BEGINNINGS = re.compile(r"^(?:to|an?|the)\s+(?=\S)")
_SENSE = "sense"


class Translation(NamedTuple):
    """A translation for a draft."""

    text: str
    """Empty: no source that may be written has one."""
    confirmed: bool = False
    """Whether independent sources agree on it."""
    source: str = ""
    """The id of the source that it is written from."""
    alone: tuple[str, ...] = ()
    """What of the text only that source has, beside what is confirmed."""
    others: tuple[str, ...] = ()
    """What sources say that is not in the text, each with who says it."""


class _Gloss:
    """What sources give as a translation."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        """By voice, the earliest sense that has it."""
        self.writers: list[str] = []
        self.sayers: dict[str, None] = {}
        """The ids of the sources that say it."""
        self.beside: set[str] = set()
        """What is given as another translation of the same sense."""
        self.beside_of: dict[str, list[str]] = {}
        """That, by the sources that may be written: in their first sense that has this."""

    @property
    def order(self) -> tuple[int, float]:
        return (-len(self.places), sum(self.places.values()) / len(self.places))


def plain_gloss(text: str) -> str:
    """Return an English translation without brackets, articles, “to” and capitals, to be compared."""
    bare = " ".join(_BRACKETS.sub(" ", text).split()).strip(" .!?,;").lower()
    return _BEGINNINGS.sub("", bare)


def said_glosses(word: Candidate) -> Iterator[str]:
    """Yield all translations that sources give of a word, to be compared."""
    for claim in word.claims.get(_SENSE, ()):
        yield from (plain_gloss(one) for one in _texts(claim))


def translation_of(
    said: Candidate, allowed: Candidate, part_of_speech: str, sources: Mapping[str, Source], own: str = ""
) -> Translation:
    """Return the translation of a draft.

    A source that may not be written can confirm what another one says. `own` is the gloss of the concept that the
    word is drafted for, which is a voice of its own.
    """
    found = _gathered(said, allowed, sources)
    for gloss in filter(None, (plain_gloss(part) for part in own.split(","))):
        if gloss in found:
            found[gloss].places[""] = 0
    ranked = sorted(found, key=lambda gloss: found[gloss].order)
    sure = [gloss for gloss in ranked if len(found[gloss].places) >= INDEPENDENT and found[gloss].writers]
    if sure:
        first, agreed = found[sure[0]], [gloss for gloss in sure[1:] if gloss in found[sure[0]].beside]
        source = max(first.writers, key=lambda one: len(first.beside_of.get(one, ())))
        ones = list(dict.fromkeys([sure[0], *agreed, *first.beside_of[source]]))[:_AT_MOST]
        text, alone = _shown(ones, part_of_speech), tuple(gloss for gloss in ones if gloss not in sure)
        return Translation(text, confirmed=True, source=source, alone=alone, others=_left(found, ones))
    claims = allowed.claims.get(_SENSE)
    if not claims:
        return Translation("", others=_left(found, ()))
    ones = [gloss for gloss in dict.fromkeys(map(plain_gloss, _texts(claims[0]))) if gloss][:_AT_MOST]
    return Translation(_shown(ones, part_of_speech), source=claims[0].source, others=_left(found, ones))


def _left(found: Mapping[str, _Gloss], written: Collection[str]) -> tuple[str, ...]:
    """Return what is not written, with the sources that say it, the earliest senses first."""
    return tuple(
        f"{gloss} ({', '.join(one.sayers)})" for gloss, one in found.items() if gloss not in written and one.sayers
    )


def _gathered(said: Candidate, allowed: Candidate, sources: Mapping[str, Source]) -> dict[str, _Gloss]:
    found: dict[str, _Gloss] = {}
    senses: dict[str, int] = {}
    for claim in said.claims.get(_SENSE, ()):
        voice = voice_of(claim.source, sources)
        place = senses[claim.source] = senses.get(claim.source, -1) + 1
        ones = [gloss for gloss in dict.fromkeys(map(plain_gloss, _texts(claim))) if gloss]
        for gloss in ones:
            known = found.setdefault(gloss, _Gloss())
            known.places[voice] = min(place, known.places.get(voice, place))
            known.beside.update(ones)
            known.sayers[claim.source] = None
    for claim in allowed.claims.get(_SENSE, ()):
        ones = [gloss for gloss in dict.fromkeys(map(plain_gloss, _texts(claim))) if gloss]
        for gloss in ones:
            if claim.source not in found[gloss].writers:
                found[gloss].writers.append(claim.source)
                found[gloss].beside_of[claim.source] = ones
    return found


def _texts(claim: Claim) -> tuple[str, ...]:
    return claim.value if isinstance(claim.value, tuple) else (str(claim.value),)


def _shown(glosses: Iterable[str], part_of_speech: str) -> str:
    return ", ".join(f"to {gloss}" if part_of_speech == "verb" else gloss for gloss in glosses)
