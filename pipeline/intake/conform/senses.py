"""The cell of the translation: its senses, and the translations of each."""

import re

from pipeline.intake.conform.cells import parted
from pipeline.intake.terms.tables import Notation

_NUMBER = re.compile(r"(?:(?<=\s)|^)[1-9][.)]\s+")
_BY_SENSE, _BY_TRANSLATION = ";|", ","

Senses = tuple[tuple[str, ...], ...]


def read_senses(lines: list[str]) -> Senses:
    """Return the senses of a cell, each with its translations.

    Senses stand on lines of their own, after numbers, or between semicolons and vertical bars; translations of one
    sense between commas. Nothing is parted in brackets.
    """
    found: dict[tuple[str, ...], None] = {}
    for line in lines:
        for numbered in _NUMBER.split(line):
            for sense in parted(numbered, _BY_SENSE):
                translations = tuple(dict.fromkeys(parted(sense.strip(), _BY_TRANSLATION)))
                if translations:
                    found[translations] = None
    return tuple(found)


def as_nouns(senses: Senses, its: Notation) -> Senses:
    """Return translations of a noun without their articles: `the fridge` → `fridge`."""
    return tuple(tuple(_without(text, its.before_nouns) for text in sense) for sense in senses)


def as_verbs(senses: Senses, its: Notation) -> Senses:
    """Return translations of a verb in the infinitive: `meet` → `to meet`. `can` and `he sang` stay."""
    if not its.infinitive:
        return senses
    return tuple(tuple(_infinitive(text, its) for text in sense) for sense in senses)


def infinitives(senses: Senses, its: Notation) -> tuple[bool, bool]:
    """Return whether any translation is an infinitive, and whether any is something else."""
    if not its.infinitive:
        return False, True
    begins = [text.startswith(its.infinitive) for sense in senses for text in sense]
    return any(begins), not all(begins)


def _without(text: str, articles: tuple[str, ...]) -> str:
    lower = text.lower()
    if not lower.startswith(articles):
        return text
    lead = next(article for article in articles if lower.startswith(article))
    return text[len(lead) :].strip() or text


def _infinitive(text: str, its: Notation) -> str:
    first = text.split(" ", 1)[0].lower()
    if text.startswith(its.infinitive) or first in its.no_infinitive or not first[:1].isalpha():
        return text
    return its.infinitive + text
