"""The paradigm of Italian nouns: rules for number, plus the data in `nouns.toml`."""

import re

from pipeline.languages.cells import FEMININE, PLURAL, SINGULAR
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.it.plurals import plurals
from pipeline.languages.tables import toml_table

_COMPLEMENT = re.compile(r"([^ ]+)( (?:a|con|da|di|d'|in|per|senza|al|allo|alla|del|dei|della|dell'|delle)\b.*)")


def inflect_noun(base_form: str, gender: str | None) -> Paradigm:
    """Return the singular and plural of a noun and, if it has one, of its feminine: `amico`: `amica`, `amiche`.

    In an expression with a preposition (`carta di credito`) the first noun is inflected.

    Raises UnknownParadigmError if the rules do not cover the plural.
    """
    data = toml_table("it", "nouns")
    if base_form in data["plural_only"]:
        return {PLURAL: (base_form,)}
    if base_form in data["singular_only"] or base_form != base_form.lower():
        return {SINGULAR: (base_form,)}
    common = gender == "masculine/feminine" and base_form.endswith("a") and base_form not in data["invariable"]
    cells = {SINGULAR: (base_form,), PLURAL: _plurals(base_form, "masculine" if common else gender)}
    feminine = base_form if common else data["feminine"].get(base_form)
    if feminine:  # turista: turisti, turiste
        cells[f"{FEMININE}|{SINGULAR}"] = (feminine,)
        cells[f"{FEMININE}|{PLURAL}"] = _plurals(feminine, "feminine")
    return {cell: forms for cell, forms in cells.items() if forms}


def _plurals(noun: str, gender: str | None) -> tuple[str, ...]:
    data = toml_table("it", "nouns")
    if noun in data["plurals"]:
        return tuple(data["plurals"][noun])
    if noun in data["invariable"] or (gender == "feminine" and noun in data["invariable_feminine"]):
        return (noun,)
    if complement := _COMPLEMENT.fullmatch(noun):
        return tuple(form + complement[2] for form in _plurals(complement[1], gender))
    if not noun.isalpha():
        raise UnknownParadigmError(f"no rule says which words of “{noun}” take a plural")
    return plurals(noun, gender)
