"""The paradigm of Portuguese nouns: rules for number, plus the data in `nouns.toml`."""

import re

from pipeline.languages.cells import FEMININE, PLURAL, SINGULAR
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.pt.plurals import plurals
from pipeline.languages.tables import toml_table

_COMPLEMENT = re.compile("([^ ]+)((?: |-)(?:a|com|de|do|da|dos|das|em|para|sem|ao|à)(?: |-).+)")
_WEEKDAY = re.compile("([a-zç]+)-feira")


def inflect_noun(base_form: str) -> Paradigm:
    """Return the singular and plural of a noun and, if it has one, of its feminine: `amigo`: `amiga`, `amigas`.

    In an expression with a preposition (`casa de banho`) the first noun is inflected.

    Raises UnknownParadigmError if the rules do not cover the plural.
    """
    data = toml_table("pt", "nouns")
    if base_form in data["plural_only"]:
        return {PLURAL: (base_form,)}
    if base_form in data["singular_only"] or base_form != base_form.lower():
        return {SINGULAR: (base_form,)}
    cells = {SINGULAR: (base_form,), PLURAL: _plurals(base_form)}
    if feminine := data["feminine"].get(base_form):
        cells |= {f"{FEMININE}|{SINGULAR}": (feminine,), f"{FEMININE}|{PLURAL}": _plurals(feminine)}
    return {cell: forms for cell, forms in cells.items() if forms}


def _plurals(noun: str) -> tuple[str, ...]:
    data = toml_table("pt", "nouns")
    if noun in data["plurals"]:
        return tuple(data["plurals"][noun])
    if noun in data["invariable"]:
        return (noun,)
    if weekday := _WEEKDAY.fullmatch(noun):
        return (f"{weekday[1]}s-feiras",)
    if complement := _COMPLEMENT.fullmatch(noun):
        return tuple(form + complement[2] for form in _plurals(complement[1]))
    if not noun.isalpha():
        raise UnknownParadigmError(f"no rule says which words of “{noun}” take a plural")
    return plurals(noun)
