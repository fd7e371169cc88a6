"""The paradigm of Spanish verbs: models of conjugation from `ablaut`, plus the data in `verbs.toml`."""

import re
from collections.abc import Iterable
from typing import Any

from pipeline.languages import conjugation
from pipeline.languages.es.enclitics import with_enclitic
from pipeline.languages.es.syllables import plain, syllables
from pipeline.languages.inflection import Paradigm
from pipeline.languages.profile import profile
from pipeline.languages.tables import toml_table

INFINITIVE, GERUND = "VerbForm=Inf", "VerbForm=Ger"

_IMPERATIVE_PRONOUNS = ("te", "se", "nos", "os", "se")
"""The pronoun of a reflexive verb in each form of its imperative, in the conjugator's order."""

_PARTICIPLES = {("Masc", "Sing"): "o", ("Fem", "Sing"): "a", ("Masc", "Plur"): "os", ("Fem", "Plur"): "as"}
_SE_FORM = re.compile(r"ra(?=s|n|is|mos|$)(?!.*ra)")
_WITH_ACCENT = frozenset({"dé", "sé"})
"""Monosyllabic forms that keep an accent, to distinguish them from `de` and `se`."""

_ACUTE = str.maketrans("iu", "íú")
_UNMARKED = str.maketrans("íú", "iu")


def inflect_verb(base_form: str) -> Paradigm:
    """Return the simple forms of a verb by cell.

    Finite forms of a reflexive verb omit the pronoun (`llamarse`: `llamo`); non-finite ones and imperatives include it
    (`llamándose`, `llámate`). In an expression (`darse cuenta`) the verb is inflected and the rest repeated.

    Raises UnknownParadigmError if the word is not an infinitive, MissingExtraError without the extra `curate`.
    """
    head, _, rest = base_form.partition(" ")
    core = profile("es").core(head)
    cells = _conjugated(core)
    if core != head:
        cells |= _reflexive(cells)
        cells |= _data()["cells"].get(head, {})
    return {cell: tuple(f"{form} {rest}" if rest else form for form in forms) for cell, forms in cells.items()}


def _conjugated(infinitive: str) -> dict[str, Iterable[str]]:
    data = _data()
    if infinitive in data["analogous"]:
        model, old, new = data["analogous"][infinitive]
        return {cell: [new + form.removeprefix(old) for form in its] for cell, its in _conjugated(model).items()}
    rows = conjugation.conjugated(data["like"].get(infinitive, infinitive), "es")
    cells: dict[str, Iterable[str]] = {
        cell: _modern(_alternatives(infinitive, form))
        for row, its in conjugation.cells("es").items()
        for cell, form in zip(its, rows[row], strict=True)
        if form.isalpha() and cell.endswith("VerbForm=Fin")
    }
    for cell, forms in cells.items():
        if "Mood=Sub|" in cell and "Tense=Imp" in cell:
            cells[cell] = [*forms, *(_SE_FORM.sub("se", form) for form in forms)]
    cells |= {INFINITIVE: [infinitive], GERUND: rows["gerund"]}
    participles = data["participles"].get(infinitive, rows["past_participle"])
    for (gender, number), ending in _PARTICIPLES.items():
        cell = f"Gender={gender}|Number={number}|Tense=Past|VerbForm=Part"
        cells[cell] = [participle[:-1] + ending for participle in participles]
    cells |= data["cells"].get(infinitive, {})
    lacking = conjugation.lacking(cells, infinitive, data["defective"])
    return {cell: forms for cell, forms in cells.items() if cell not in lacking}


def _reflexive(cells: dict[str, Iterable[str]]) -> dict[str, Iterable[str]]:
    pronouns = {INFINITIVE: "se", GERUND: "se"}
    pronouns |= dict(zip(conjugation.cells("es")["imperative"], _IMPERATIVE_PRONOUNS, strict=True))
    return {
        cell: [with_enclitic(form, pronoun) for form in cells[cell]]
        for cell, pronoun in pronouns.items()
        if cell in cells
    }


def _alternatives(infinitive: str, form: str) -> list[str]:
    """Return the replacements for one of ablaut's forms, based on the stems of the verb."""
    data = _data()
    for entry in data["stems"]:
        if infinitive in entry["verbs"] and re.search(entry["pattern"], form):
            return [re.sub(entry["pattern"], other, form) for other in entry["forms"]]
    stem = infinitive.removesuffix("ar")
    if ending := re.fullmatch(rf"{stem}([oae]|[ae][sn])", form.translate(_UNMARKED)):
        unaccented, accented = stem + ending[1], stem[:-1] + stem[-1].translate(_ACUTE) + ending[1]
        if infinitive in data["either_accent"]["unaccented_first"]:
            return [unaccented, accented]
        if infinitive in data["either_accent"]["accented_first"]:
            return [accented, unaccented]
    return [form]


def _modern(forms: Iterable[str]) -> list[str]:
    """Put the spelling since 2010, `guio`, before `guió`: monosyllabic forms have no accent."""
    spelled: list[str] = []
    for form in forms:
        if len(syllables(form)) == 1 and form not in _WITH_ACCENT:
            spelled.append(plain(form))
        spelled.append(form)
    return list(dict.fromkeys(spelled))


def _data() -> dict[str, Any]:
    return toml_table("es", "verbs")
