"""What the nouns and adjectives of Romance languages have in common: tables of words, and rules for the rest.

`data` is a language's `nouns.toml`; `plurals` are its rules for one word.
"""

from collections.abc import Callable, Iterable, Mapping
from re import Pattern
from typing import Any

from pipeline.languages.cells import FEMININE, MASCULINE, PLURAL, SINGULAR
from pipeline.languages.inflection import Paradigm, UnknownParadigmError

Plurals = Callable[[str], tuple[str, ...]]
SUPERLATIVE = "Degree=Abs"


def of_one_number(noun: str, data: Mapping[str, Any]) -> Paradigm | None:
    """Return the paradigm of a noun, or a name, that has one number only; None if it may have both."""
    if noun in data["plural_only"]:
        return {PLURAL: (noun,)}
    if noun in data["singular_only"] or noun != noun.lower():
        return {SINGULAR: (noun,)}
    return None


def noun_plurals(noun: str, data: Mapping[str, Any], complement: Pattern[str], plurals: Plurals) -> tuple[str, ...]:
    """Return the plurals of a noun. In an expression the first noun is inflected: what `complement` finds as group 1.

    Raises UnknownParadigmError if neither the data nor the rules cover it.
    """
    if noun in data["plurals"]:
        return tuple(data["plurals"][noun])
    if noun in data["invariable"]:
        return (noun,)
    if found := complement.fullmatch(noun):
        return tuple(form + found[2] for form in noun_plurals(found[1], data, complement, plurals))
    if not noun.isalpha():
        raise UnknownParadigmError(f"no rule says which words of “{noun}” take a plural")
    return plurals(noun)


def genders(masculine: str, feminine: str, plurals: Plurals) -> dict[str, tuple[str, ...]]:
    """Return the cells of an adjective that distinguishes gender."""
    return {
        f"{MASCULINE}|{SINGULAR}": (masculine,),
        f"{FEMININE}|{SINGULAR}": (feminine,),
        f"{MASCULINE}|{PLURAL}": plurals(masculine),
        f"{FEMININE}|{PLURAL}": plurals(feminine),
    }


def superlatives(masculines: Iterable[str], plurals: Plurals) -> dict[str, tuple[str, ...]]:
    """Return the cells of absolute superlatives, in order of preference: buenísimo, bonísimo."""
    cells: dict[str, tuple[str, ...]] = {}
    for masculine in masculines:
        for cell, forms in genders(masculine, f"{masculine[:-1]}a", plurals).items():
            cells[f"{SUPERLATIVE}|{cell}"] = (*cells.get(f"{SUPERLATIVE}|{cell}", ()), *forms)
    return cells
