"""The paradigm of Dutch adjectives, determiners and numerals: rules, plus the data in `adjectives.toml`."""

import re

from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.nl.spelling import before_vowel
from pipeline.languages.tables import toml_table


def inflect_adjective(base_form: str) -> Paradigm:
    """Return the forms of a word of this class by cell; empty if it has only one form.

    Each degree has the bare form, the one with -e and, except the superlative, the one after `iets`.

    Raises UnknownParadigmError if the rules do not cover it.
    """
    data = toml_table("nl", "adjectives")
    if base_form in data["invariable"] or re.search("[^aeiouy][aioy]$", base_form):
        return {}
    if base_form in data["cells"]:
        return {cell: (form,) for cell, form in data["cells"][base_form].items()}
    if base_form in data["ordinals"]:
        return {"NumType=Card": (base_form,), "NumType=Ord": (data["ordinals"][base_form],)}
    stem = data["stems"].get(base_form) or (
        f"{base_form[:-2]}s" if base_form.endswith("ees") else before_vowel(base_form)
    )
    if stem is None or not base_form.isalpha() or base_form.endswith("e"):
        raise UnknownParadigmError(f"the spelling of “{base_form}” does not make its forms sure")
    cells = _degree("Pos", base_form, base_form if re.search("[^aeo]en$", base_form) else f"{stem}e")
    if base_form in data["no_comparison"] or base_form != base_form.lower():
        return cells
    comparative = f"{base_form}der" if base_form.endswith("r") else f"{stem}er"
    superlative = f"{base_form}{'t' if base_form.endswith(('s', 'x')) else 'st'}"
    if base_form in data["degrees"]:
        comparative, superlative = data["degrees"][base_form]
    cells |= _degree("Cmp", comparative, f"{comparative}e")
    if not superlative.endswith(("stst", "schst")):  # meest juist, meest praktisch
        cells |= _degree("Sup", superlative, f"{superlative}e")
    return cells


def _degree(degree: str, form: str, inflected: str) -> dict[str, tuple[str, ...]]:
    cells: dict[str, tuple[str, ...]] = {f"Degree={degree}": (form,), f"Definite=Def|Degree={degree}": (inflected,)}
    if degree != "Sup":
        cells[f"Case=Gen|Degree={degree}"] = (form if form.endswith(("s", "sch", "x")) else f"{form}s",)
    return cells
