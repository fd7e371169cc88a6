"""The paradigm of Spanish verbs: models of conjugation from `ablaut`, plus the data in `verbs.toml`."""

import functools
import importlib
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.languages.es.enclitics import with_enclitic
from pipeline.languages.es.syllables import plain, syllables
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.system.extras import require
from pipeline.system.files import read_text

PERSONS = tuple((person, number) for number in ("Sing", "Plur") for person in ("1", "2", "3"))
INFINITIVE, GERUND = "VerbForm=Inf", "VerbForm=Ger"

_TABLES = {
    "present": ("Ind", "Pres"),
    "imperfect": ("Ind", "Imp"),
    "preterite": ("Ind", "Past"),
    "future": ("Ind", "Fut"),
    "conditional": ("Cnd", None),
    "subjunctive_present": ("Sub", "Pres"),
    "subjunctive_imperfect": ("Sub", "Imp"),
    "subjunctive_future": ("Sub", "Fut"),
}
"""The six-person tables of a conjugation in ablaut, with the mood and tense of each."""

_IMPERATIVES = {
    ("2", "Sing"): "te",
    ("3", "Sing"): "se",
    ("1", "Plur"): "nos",
    ("2", "Plur"): "os",
    ("3", "Plur"): "se",
}
"""The persons of the imperative in ablaut's order, each with the pronoun of a reflexive verb."""

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
    core = head.removesuffix("se")
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
    table = _table(data["like"].get(infinitive, infinitive))
    cells: dict[str, Iterable[str]] = {
        cell: _modern(_alternatives(infinitive, form)) for cell, form in _finite(table) if form.isalpha()
    }
    for cell, forms in cells.items():
        if "Mood=Sub|" in cell and "Tense=Imp" in cell:
            cells[cell] = [*forms, *(_SE_FORM.sub("se", form) for form in forms)]
    cells |= {INFINITIVE: [infinitive], GERUND: [table.gerund]}
    participles = data["participles"].get(infinitive, [table.past_participle])
    for (gender, number), ending in _PARTICIPLES.items():
        cell = f"Gender={gender}|Number={number}|Tense=Past|VerbForm=Part"
        cells[cell] = [participle[:-1] + ending for participle in participles]
    cells |= data["cells"].get(infinitive, {})
    return {cell: forms for cell, forms in cells.items() if not _missing(infinitive, cell)}


def _table(infinitive: str) -> Any:
    require("curate")
    ablaut = importlib.import_module("ablaut")
    try:
        return ablaut.conjugate(infinitive, lang="es")
    except ValueError:
        raise UnknownParadigmError(f"“{infinitive}” is not the infinitive of a Spanish verb") from None


def _finite(table: Any) -> Iterator[tuple[str, str]]:
    """Yield the finite cells of a conjugation in ablaut. Missing forms are None or a dash."""
    for name, (mood, tense) in _TABLES.items():
        for (person, number), form in zip(PERSONS, getattr(table, name), strict=True):
            features = [f"Mood={mood}", f"Number={number}", f"Person={person}"]
            yield "|".join([*features, *([f"Tense={tense}"] if tense else []), "VerbForm=Fin"]), form or ""
    for (person, number), form in zip(_IMPERATIVES, table.imperative, strict=True):
        yield f"Mood=Imp|Number={number}|Person={person}|VerbForm=Fin", form or ""


def _reflexive(cells: dict[str, Iterable[str]]) -> dict[str, Iterable[str]]:
    pronouns = {INFINITIVE: "se", GERUND: "se"}
    for (person, number), pronoun in _IMPERATIVES.items():
        pronouns[f"Mood=Imp|Number={number}|Person={person}|VerbForm=Fin"] = pronoun
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


def _missing(infinitive: str, cell: str) -> bool:
    features = set(cell.split("|"))
    return any(
        set(missing.split("|")) <= features
        for entry in _data()["defective"]
        if infinitive in entry["verbs"]
        for missing in entry["missing"]
    )


@functools.cache
def _data() -> dict[str, Any]:
    return tomllib.loads(read_text(Path(__file__).with_name("verbs.toml")))
