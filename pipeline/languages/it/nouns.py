"""The paradigm of Italian nouns: rules for number, plus the data in `nouns.toml`."""

import re

from pipeline.languages.cells import FEMININE, PLURAL, SINGULAR
from pipeline.languages.inflection import Paradigm
from pipeline.languages.it.plurals import plurals
from pipeline.languages.romance import noun_plurals, of_one_number
from pipeline.languages.tables import toml_table

_COMPLEMENT = re.compile(r"([^ ]+)( (?:a|con|da|di|d'|in|per|senza|al|allo|alla|del|dei|della|dell'|delle)\b.*)")


def inflect_noun(base_form: str, gender: str | None) -> Paradigm:
    """Return the singular and plural of a noun and, if it has one, of its feminine: `amico`: `amica`, `amiche`.

    In an expression with a preposition (`carta di credito`) the first noun is inflected.

    Raises UnknownParadigmError if the rules do not cover the plural.
    """
    data = toml_table("it", "nouns")
    if paradigm := of_one_number(base_form, data):
        return paradigm
    common = gender == "masculine/feminine" and base_form.endswith("a") and base_form not in data["invariable"]
    cells = {SINGULAR: (base_form,), PLURAL: _plurals(base_form, "masculine" if common else gender)}
    feminine = base_form if common else data["feminine"].get(base_form)
    if feminine:  # turista: turisti, turiste
        cells[f"{FEMININE}|{SINGULAR}"] = (feminine,)
        cells[f"{FEMININE}|{PLURAL}"] = _plurals(feminine, "feminine")
    return {cell: forms for cell, forms in cells.items() if forms}


def _plurals(noun: str, gender: str | None) -> tuple[str, ...]:
    data = toml_table("it", "nouns")
    fixed = data["invariable_feminine"] if gender == "feminine" else ()
    return noun_plurals(noun, data, _COMPLEMENT, lambda word: (word,) if word in fixed else plurals(word, gender))
