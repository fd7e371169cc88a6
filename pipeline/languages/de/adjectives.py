"""German adjectives: comparison, and the declension of all three degrees.

A cell of the declension has the strong form, then the weak one if it differs: `guter|gute`. The form after `ein`,
`kein`, `mein` (mixed declension) is always one of the two.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.tables import toml_table

Stems = tuple[str, ...]

ENDINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Gender=Masc|Number=Sing": {"Nom": ("er", "e"), "Acc": ("en",), "Dat": ("em", "en"), "Gen": ("en",)},
    "Gender=Fem|Number=Sing": {"Nom": ("e",), "Acc": ("e",), "Dat": ("er", "en"), "Gen": ("er", "en")},
    "Gender=Neut|Number=Sing": {"Nom": ("es", "e"), "Acc": ("es", "e"), "Dat": ("em", "en"), "Gen": ("en",)},
    "Number=Plur": {"Nom": ("e", "en"), "Acc": ("e", "en"), "Dat": ("en",), "Gen": ("er", "en")},
}
"""The strong ending, then the weak one if it differs."""

_UMLAUT = str.maketrans({"a": "ä", "o": "ö", "u": "ü"})
_OF_A_TOWN = re.compile(r"^[A-ZÄÖÜ]\w+er$")
"""`Berliner`, `Schweizer`: no endings."""
_FOREIGN_END = re.compile(r"(?:[^aeiouäöü][aiouy]|[aeo]y|ee|é|o[oe])$")
"""Endings of words that do not fit German declension: `rosa`, `sexy`."""


def decline(base_form: str) -> Paradigm:
    """Return the degrees and all declined forms of an adjective; empty for one that takes no endings.

    Raises UnknownParadigmError for foreign-looking words and multiword entries.
    """
    data = _data()
    if base_form in data["invariable"] or base_form in data["predicative"] or _OF_A_TOWN.search(base_form):
        return {}
    if " " in base_form or _FOREIGN_END.search(base_form):
        raise UnknownParadigmError(f"it is not known whether {base_form} takes endings")
    cells: dict[str, tuple[str, ...]] = {"Degree=Pos": (base_form,)}
    cells |= declension((_stem(base_form),), {"Degree": "Pos"})
    if base_form in data["no_comparison"]:
        return cells
    comparative, superlative = _comparative(base_form), _superlative(base_form)
    cells["Degree=Cmp"] = comparative
    if base_form not in data["invariable_comparative"]["words"]:
        cells |= declension(comparative, {"Degree": "Cmp"})
    cells["Degree=Sup"] = tuple(f"am {stem}en" for stem in superlative)
    return cells | declension(superlative, {"Degree": "Sup"})


def declension(stems: Stems, features: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the sixteen declined cells of one or more stems, with `features` added to their names."""
    cells: dict[str, tuple[str, ...]] = {}
    for place, cases in ENDINGS.items():
        for case, endings in cases.items():
            name = cell(f"Case={case}", *place.split("|"), *(f"{key}={value}" for key, value in features.items()))
            cells[name] = tuple(stem + ending for stem in stems for ending in endings)
    return cells


def cell(*features: str) -> str:
    """Return the name of a cell: its features in alphabetical order."""
    return "|".join(sorted(features))


def _stem(base_form: str) -> str:
    """Return the stem that endings are added to: `dunkl-`, `teur-`, `müd-`, but `lecker-`, `offen-`."""
    stems: Mapping[str, str] = _data()["stems"]
    if base_form in stems:
        return stems[base_form]
    if re.search(r"[^aeiouäöü]el$", base_form):
        return f"{base_form[:-2]}l"
    if re.search(r"[aeä]uer$", base_form):
        return f"{base_form[:-2]}r"
    return base_form.removesuffix("e")


def _comparative(base_form: str) -> Stems:
    irregular: Mapping[str, list[str]] = _data()["comparative"]
    if base_form in irregular:
        return tuple(irregular[base_form])
    return tuple(f"{stem}er" for stem in _compared(base_form, _stem(base_form)))


def _superlative(base_form: str) -> Stems:
    irregular: Mapping[str, list[str]] = _data()["superlative"]
    if base_form in irregular:
        return tuple(irregular[base_form])
    plain = base_form.removesuffix("e")
    return tuple(stem + ending for stem in _compared(base_form, plain) for ending in _superlative_endings(plain))


def _superlative_endings(stem: str) -> Iterable[str]:
    """Return -est after a stressed d, t or s sound, both after a vowel or -sch, and -st elsewhere.

    Source: Duden, Die Grammatik, on the superlative.
    """
    unstressed = re.search(r"\w[aeiouäöü]\w*(?:isch|end|ig|lich|sam|bar|el|er|en)$", stem)
    if unstressed:
        return ("st",)
    if re.search(r"(?:[dtsßxz]|los|haft)$", stem):
        return ("est",)
    if re.search(r"(?:sch|[aeo]u|[aeiouäöü]h?|ei)$", stem):
        return "est", "st"
    return ("st",)


def _compared(base_form: str, stem: str) -> Stems:
    """Return the stem of comparison, with umlaut, without, or both."""
    data = _data()
    # The last vowel takes the umlaut: `gesünd-`.
    changed = re.sub(r"([aou])([^aou]*)$", lambda found: found[1].translate(_UMLAUT) + found[2], stem)
    if base_form in data["umlaut"]:
        return (changed,)
    if base_form in data["umlaut_or_not"]:
        return changed, stem
    if base_form in data["umlaut_seldom"]:
        return stem, changed
    return (stem,)


def _data() -> Mapping[str, Any]:
    return toml_table("de", "adjectives")
