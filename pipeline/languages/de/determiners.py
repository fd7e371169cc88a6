"""German articles, possessives, other determiners and numerals: all from determiners.toml."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.languages.de.adjectives import cell, declension
from pipeline.languages.inflection import Paradigm
from pipeline.languages.tables import toml_table

_PLACES = (
    ("Gender=Masc", "Number=Sing"),
    ("Gender=Fem", "Number=Sing"),
    ("Gender=Neut", "Number=Sing"),
    ("Number=Plur",),
)
"""The meaning of the four columns of a table in determiners.toml."""


def decline(base_form: str) -> Paradigm | None:
    """Return the forms of a determiner or numeral, ordinals included; None if the word is neither.

    A numeral above three has one form and its ordinals: `vier`, `vierte`.
    """
    data = _data()
    cells: dict[str, tuple[str, ...]] = {}
    if base_form in data["words"]:
        word = data["words"][base_form]
        cells |= _cells(data["endings"][word["endings"]], word["stem"], word.get("numbers", ("Sing", "Plur")))
    elif base_form in data["tables"]:
        cells |= _cells(data["tables"][base_form], "", ("Sing", "Plur"))
    elif base_form in data["ordinal_words"]:
        return declension((data["ordinal_words"][base_form],), {"NumType": "Ord"})
    elif base_form not in data["ordinals"]:
        return None
    ordinal = data["ordinals"].get(base_form)
    if ordinal:
        cells["NumType=Card"] = (base_form,)
        cells |= declension((ordinal,), {"NumType": "Ord"})
    return cells


def _cells(table: Mapping[str, Sequence[str]], stem: str, numbers: Sequence[str]) -> dict[str, tuple[str, ...]]:
    cells: dict[str, tuple[str, ...]] = {}
    for case, row in table.items():
        for place, endings in zip(_PLACES, row, strict=True):
            if endings != "-" and place[-1].removeprefix("Number=") in numbers:
                forms = tuple(stem + ending.removeprefix(".") for ending in endings.split("|"))
                cells[cell(f"Case={case}", *place)] = forms
    return cells


def _data() -> Mapping[str, Any]:
    return toml_table("de", "determiners")
