"""Whether what a row says of a noun agrees with the pack and with the rules of the language. If not, it is doubted."""

import functools
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from pipeline.intake.conform.knowledge import Knowledge
from pipeline.languages.inflection import Lexeme, UnknownParadigmError, inflector
from pipeline.languages.profile import Profile
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


def disagreements(noun: Noun, knowledge: Knowledge) -> Iterator[str]:
    """Yield what somebody should look at, first where the pack says something else, then where the rules do."""
    entries = [word for word in knowledge.entries.get(noun.base_form, ()) if "noun" in word.parts_of_speech]
    if len(entries) == 1:
        yield from _with_pack(noun, entries[0])
    else:
        yield from _with_rules(noun, knowledge.profile)
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


def _with_rules(noun: Noun, its: Profile) -> Iterator[str]:
    if " " in noun.base_form:
        return
    by_gender = _plurals(its.code, its.genders, noun.base_form)
    single = [gender for gender in by_gender if "/" not in gender]
    if noun.gender in its.genders and noun.gender not in by_gender and len(single) == 1:
        yield f"{noun.gender} here, and {single[0]} by the rules"
    known = {form: None for gender, forms in by_gender.items() if gender == noun.gender for form in forms}
    known = known or {form: None for forms in by_gender.values() for form in forms}
    if noun.plural and known and noun.plural not in known:
        yield f"plural {noun.plural} here, and {', '.join(known)} by the rules"


@functools.lru_cache(4096)
def _plurals(code: str, genders: tuple[str, ...], noun: str) -> dict[str, tuple[str, ...]]:
    """Return the plurals that the rules make of a noun, by each gender that they cover."""
    inflect = inflector(code)
    found: dict[str, tuple[str, ...]] = {}
    for gender in genders if inflect else ():
        with suppress(UnknownParadigmError):
            cells = inflect(Lexeme(noun, "noun", gender)) if inflect else {}
            forms = [form for cell, ones in cells.items() if _PLURAL in cell and "Gender=" not in cell for form in ones]
            found[gender] = tuple(dict.fromkeys(forms))
    return found


def respelled(word: str, base_form: str, knowledge: Knowledge) -> bool:
    """Return whether a base form is the word of a list in another spelling, and not what it is a form of: perchè."""
    lowered = knowledge.profile.lowered
    if lowered(word) == lowered(base_form) or bare(word) != bare(base_form):
        return False
    of_pack = any(base == base_form for base, _ in knowledge.forms.get(lowered(word), ()))
    return not of_pack and all(
        word not in forms for forms in _plurals(knowledge.profile.code, knowledge.profile.genders, base_form).values()
    )
