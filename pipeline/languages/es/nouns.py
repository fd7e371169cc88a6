"""The paradigm of Spanish nouns: rules for number, plus the data in `nouns.toml`."""

from typing import Any

from pipeline.languages.cells import FEMININE, PLURAL, SINGULAR
from pipeline.languages.es.plurals import plurals
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.romance import of_one_number
from pipeline.languages.tables import toml_table


def inflect_noun(base_form: str) -> Paradigm:
    """Return the singular and plural of a noun and, if it has one, of its feminine: `niño`: `niña`, `niñas`.

    In an expression with a preposition (`fin de semana`) the first noun is inflected.

    Raises UnknownParadigmError if the rules do not cover the plural.
    """
    data = _data()
    if paradigm := of_one_number(base_form, data):
        return paradigm
    cells = _numbers(base_form)
    if feminine := data["feminine"].get(base_form):
        cells |= {f"{FEMININE}|{cell}": forms for cell, forms in _numbers(feminine).items()}
    return cells


def _numbers(noun: str) -> dict[str, tuple[str, ...]]:
    cells = {SINGULAR: (noun,), PLURAL: _plurals(noun)}
    return {cell: forms for cell, forms in cells.items() if forms}


def _plurals(noun: str) -> tuple[str, ...]:
    data = _data()
    if noun in data["plurals"]:
        return tuple(data["plurals"][noun])
    if noun in data["invariable"]:
        return (noun,)
    head, preposition, rest = noun.partition(" de ")
    if " " in head:
        raise UnknownParadigmError(f"no rule says which words of “{noun}” take a plural")
    return tuple(f"{form}{preposition}{rest}" for form in (_plurals(head) if preposition else plurals(noun)))


def _data() -> dict[str, Any]:
    return toml_table("es", "nouns")
