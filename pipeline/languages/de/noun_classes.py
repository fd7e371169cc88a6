"""German nouns whose ending says how they are declined: suffixes, and adjectives that became nouns (`nouns.toml`)."""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.languages.inflection import Paradigm
from pipeline.languages.tables import toml_table

CASES = ("Nom", "Acc", "Dat", "Gen")
_STRONG = {  # then the weak forms, where they differ: ein Bekannter, der Bekannte
    "Masc": {"Nom": "er|e", "Acc": "en", "Dat": "em|en", "Gen": "en"},
    "Fem": {"Nom": "e", "Acc": "e", "Dat": "er|en", "Gen": "er|en"},
    "Plur": {"Nom": "e|en", "Acc": "e|en", "Dat": "en", "Gen": "er|en"},
}


def principal_parts(base_form: str, gender: str | None) -> Mapping[str, str] | None:
    """Return the parts of a noun that its suffix determines, as in nouns.csv; None if it does not."""
    found = next((one for one in _data()["classes"] if _belongs(base_form, gender, one)), None)
    if found is None:
        return None
    stem = base_form.removesuffix(found.get("drops", ""))
    weak = f"{stem}{found['weak']}" if "weak" in found else ""
    genitives = "|".join(f"{stem}{ending}" for ending in found.get("genitive", found.get("drops", "")).split("|"))
    return {
        "genitive": weak or genitives,
        "dative": weak,
        "accusative": weak,
        "plural": f"{stem}{found['plural']}" if "plural" in found else "",
        "feminine": f"{stem}{found['feminine']}" if "feminine" in found else "",
    }


def _belongs(noun: str, gender: str | None, one: Mapping[str, Any]) -> bool:
    if gender != one["gender"]:
        return False
    unless: list[str] = one.get("unless", [])
    if any(noun.lower().endswith(other[1:]) if other.startswith("-") else noun == other for other in unless):
        return False
    endings = [ending for ending in one["endings"] if noun.endswith(ending)]
    return any(re.search("[aeiouyäöü]", noun.removesuffix(ending).lower()) for ending in endings)


def adjectival(base_form: str, gender: str | None) -> Paradigm | None:
    """Return the cells of an adjective that became a noun; None if the word is not known to be one.

    The base form is `Bekannter` or `Bekannte` for a man, `Bekannte` for a woman, and `Bekannte` for both. The cells of
    the feminine go with the masculine.
    """
    stem = re.sub("er?$", "", base_form)
    known = _data()["adjectival"]
    only_masculine = stem in known["masculine"]
    if gender == "feminine":
        return _declined(stem, "Fem") if stem in known["stems"] and base_form == f"{stem}e" else None
    if gender == "masculine/feminine":
        known_to_be = base_form.endswith("e") and stem != base_form
    else:
        known_to_be = gender == "masculine" and stem != base_form and (stem in known["stems"] or only_masculine)
    if not known_to_be:
        return None
    cells = _declined(stem, "Masc")
    cells["Case=Nom|Number=Sing"] = tuple(dict.fromkeys([base_form, *cells["Case=Nom|Number=Sing"]]))
    if not only_masculine:
        feminine = _declined(stem, "Fem").items()
        cells |= {cell.replace("|", "|Gender=Fem|"): forms for cell, forms in feminine}
    return cells


def _declined(stem: str, gender: str) -> dict[str, tuple[str, ...]]:
    return {
        f"Case={case}|Number={number}": tuple(f"{stem}{ending}" for ending in _STRONG[row][case].split("|"))
        for number, row in (("Sing", gender), ("Plur", "Plur"))
        for case in CASES
    }


def _data() -> Mapping[str, Any]:
    return toml_table("de", "nouns")
