"""Whether what a row says of a noun agrees with the pack and with the rules of the language. If not, it is doubted.

Millions of rows are compared. So a noun costs a few microseconds, and nothing is inflected but what is written like a
singular with the article of a plural.
"""

import functools
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from pipeline.intake.conform.knowledge import Knowledge
from pipeline.languages.genders import gender_by_ending
from pipeline.languages.inflection import Lexeme, UnknownParadigmError, inflector
from pipeline.languages.spelling import bare
from pipeline.model.lexicon import Word

_PLURAL = "Number=Plur"


class Noun(NamedTuple):
    """What a row says of a noun. Empty: nothing."""

    base_form: str
    gender: str
    plural: str
    article: str
    """As it is written, if the row has the noun in the singular."""
    in_plural: bool = False
    """Whether the row has the noun in the plural."""


def disagreements(noun: Noun, knowledge: Knowledge) -> Iterator[str]:
    """Yield what somebody should look at: where the pack, or else the rules, say something else; wrong articles."""
    if not (noun.gender or noun.plural or noun.article):
        return
    entries = [word for word in knowledge.entries.get(noun.base_form, ()) if "noun" in word.parts_of_speech]
    if len(entries) == 1:
        yield from _with_pack(noun, entries[0])
    else:
        yield from _with_rules(noun, knowledge.profile.code)
    written = noun.article.lower()
    if not noun.gender or written not in knowledge.singular_articles:
        return
    expected = knowledge.article_of(noun.base_form, noun.gender)
    if expected and written != expected:
        yield f"the article {written}: before {noun.base_form}, {noun.gender}, it is {expected}"


def _with_pack(noun: Noun, word: Word) -> Iterator[str]:
    if noun.gender and word.gender and _apart(noun.gender, word.gender):
        yield f"{noun.gender} here, and {word.gender} in the pack"
    plurals = [form.text for form in word.forms if any(one.get("Number") == "Plur" for one in form.features)]
    if noun.plural and plurals and noun.plural not in (form.text for form in word.forms):
        yield f"plural {noun.plural} here, and {plurals[0]} in the pack"


def _apart(gender: str, other: str) -> bool:
    """Return whether two genders have nothing in common; `common` is what some lists call masculine or feminine."""
    one, two = set(gender.split("/")), set(other.split("/"))
    if "common" in one | two:
        return "neuter" in one ^ two
    return one.isdisjoint(two)


def _with_rules(noun: Noun, code: str) -> Iterator[str]:
    shown = gender_by_ending(code, noun.base_form) if noun.gender else ""
    if shown and _apart(noun.gender, shown):
        yield f"{noun.gender} here, and {shown} by its ending"
    if noun.in_plural and noun.plural == noun.base_form:
        plurals = _plurals(code, noun.base_form, shown or noun.gender)
        if plurals and noun.plural not in plurals:
            yield f"plural {noun.plural} here, and {', '.join(plurals)} by the rules"


@functools.lru_cache(4096)
def _plurals(code: str, noun: str, gender: str) -> tuple[str, ...]:
    """Return the plurals that the rules make of a noun; none if they do not cover it."""
    inflect = inflector(code)
    if inflect is None or " " in noun:
        return ()
    with suppress(UnknownParadigmError):
        cells = inflect(Lexeme(noun, "noun", gender or None))
        forms = [form for cell, ones in cells.items() if _PLURAL in cell and "Gender=" not in cell for form in ones]
        return tuple(dict.fromkeys(forms))
    return ()


def respelled(word: str, base_form: str, gender: str, knowledge: Knowledge) -> bool:
    """Return whether a base form is the word of a list in another spelling, and not what it is a form of: perchè."""
    lowered = knowledge.profile.lowered
    if lowered(word) == lowered(base_form) or bare(word) != bare(base_form):
        return False
    if any(base == base_form for base, _ in knowledge.forms.get(lowered(word), ())):
        return False
    genders = (gender,) if gender else knowledge.profile.genders
    return all(word not in _plurals(knowledge.profile.code, base_form, one) for one in genders)
