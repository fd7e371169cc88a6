"""The paradigm of Portuguese nouns: rules for number, plus the data in `nouns.toml`."""

import re

from pipeline.languages.cells import FEMININE, PLURAL, SINGULAR
from pipeline.languages.inflection import Paradigm
from pipeline.languages.pt.plurals import plurals
from pipeline.languages.romance import noun_plurals, of_one_number
from pipeline.languages.tables import toml_table

_COMPLEMENT = re.compile("([^ ]+)((?: |-)(?:a|com|de|do|da|dos|das|em|para|sem|ao|à)(?: |-).+)")
_WEEKDAY = re.compile("([a-zç]+)-feira")


def inflect_noun(base_form: str) -> Paradigm:
    """Return the singular and plural of a noun and, if it has one, of its feminine: `amigo`: `amiga`, `amigas`.

    In an expression with a preposition (`casa de banho`) the first noun is inflected.

    Raises UnknownParadigmError if the rules do not cover the plural.
    """
    data = toml_table("pt", "nouns")
    if paradigm := of_one_number(base_form, data):
        return paradigm
    cells = {SINGULAR: (base_form,), PLURAL: _plurals(base_form)}
    if feminine := data["feminine"].get(base_form):
        cells |= {f"{FEMININE}|{SINGULAR}": (feminine,), f"{FEMININE}|{PLURAL}": _plurals(feminine)}
    return {cell: forms for cell, forms in cells.items() if forms}


def _plurals(noun: str) -> tuple[str, ...]:
    if weekday := _WEEKDAY.fullmatch(noun):
        return (f"{weekday[1]}s-feiras",)
    return noun_plurals(noun, toml_table("pt", "nouns"), _COMPLEMENT, plurals)
