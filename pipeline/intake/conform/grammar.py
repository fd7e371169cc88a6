"""Cells with a part of speech, a gender, a level or a count."""

import functools
import re
from typing import NamedTuple

from pipeline.intake.terms.tables import folded, grammar
from pipeline.model.cefr import LEVELS

_APART = re.compile(r"[\s/,;+&|-]+")
_LEVEL = re.compile(rf"({'|'.join(LEVELS)})(?![A-Za-z0-9])(.*)", re.IGNORECASE | re.DOTALL)
_COUNT = re.compile(r"\d{1,18}|\d{1,3}(?:([.,' \u00a0\u202f])\d{3})(?:\1\d{3}){0,4}")

_BOTH = {
    frozenset(("masculine", "feminine")): "masculine/feminine",
    frozenset(("common", "neuter")): "common/neuter",
}


class Grammar(NamedTuple):
    """What a cell says of the grammar of a word; empty where it says nothing."""

    part_of_speech: str = ""
    gender: str = ""
    plural: bool = False
    name: bool = False
    """Whether it says that the word is a name."""
    further: tuple[str, ...] = ()
    """Further parts of speech that it names: `adj./adv.`"""
    whole: bool = True
    """Whether all its words are known."""


NOTHING = Grammar()


@functools.lru_cache(4096)
def read_grammar(cell: str) -> Grammar:
    """Return what a cell with a part of speech says, or one with a gender: `sost. m. pl.`, `n.m./f.`, `feminine`."""
    terms, text = grammar(), folded(cell)
    if not text:
        return NOTHING
    if text in terms.names:
        return Grammar("noun", name=True)
    if text in terms.parts:
        return Grammar(terms.parts[text])
    return _word_by_word([word for word in _APART.split(text) if word])


def _word_by_word(words: list[str]) -> Grammar:
    terms = grammar()
    parts: list[str] = []
    genders: list[str] = []
    plural, whole = False, True
    for word in words:
        if word in terms.joined:
            part, gender = terms.joined[word]
            parts.append(part)
            genders.append(gender)
        elif word in terms.numbers:
            plural = plural or terms.numbers[word] == "plural"
        elif word in terms.genders and (parts or word not in terms.parts):  # n. alone is a noun, n. after it neuter
            genders.append(terms.genders[word])
        elif word in terms.parts:
            parts.append(terms.parts[word])
        elif word not in terms.ignored:
            whole = False
    first, *further = dict.fromkeys(parts) or [""]
    if genders and not first:
        first = "noun"
    return Grammar(first, merged(genders), plural, further=tuple(further), whole=whole)


@functools.lru_cache(1024)
def read_gender(cell: str) -> str:
    """Return the gender that a cell of a column of genders says; `n` is neuter there."""
    words = [word for word in _APART.split(folded(cell)) if word]
    return merged([grammar().genders[word] for word in words if word in grammar().genders])


def merged(genders: list[str]) -> str:
    """Return several genders as one: masculine and feminine as `masculine/feminine`; empty if they are no pair."""
    of = frozenset(part for gender in genders if gender for part in gender.split("/"))
    return next(iter(of)) if len(of) == 1 else _BOTH.get(of, "")


@functools.lru_cache(4096)
def read_level(cell: str) -> tuple[str, str]:
    """Return the level that a cell says, and the doubt about it: `A2+` is A2, `level given as A2+`."""
    text = cell.strip()
    found = _LEVEL.fullmatch(text)
    if found is None:
        return "", f"level given as {text[:40]}" if text else ""
    return found[1].upper(), f"level given as {text[:40]}" if found[2].strip() else ""


def read_count(cell: str) -> int | None:
    """Return a count, with or without separators of thousands; None if it is not a whole number."""
    text = cell.strip()
    if text.isdecimal() and text.isascii() and len(text) < 19:
        return int(text)
    found = _COUNT.fullmatch(text)
    return int(re.sub(r"\D", "", text)) if found else None
