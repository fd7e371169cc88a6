"""The paradigm of Portuguese verbs: models of conjugation from `ablaut`, corrected and completed by `verbs.toml`."""

import re
from collections.abc import Iterable

from pipeline.languages import conjugation
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.profile import profile
from pipeline.languages.tables import toml_table

_PRONOUNS = {
    "VerbForm=Inf": "se",
    "VerbForm=Ger": "se",
    "Number=Sing|Person=1": "me",
    "Number=Sing|Person=2": "te",
    "Number=Sing|Person=3": "se",
    "Number=Plur|Person=1": "nos",
    "Number=Plur|Person=2": "vos",
    "Number=Plur|Person=3": "se",
}
"""The pronoun that is joined to the forms of a reflexive verb, by their person or else their form."""

_PARTICIPLES = {"Masc|Number=Sing": "o", "Fem|Number=Sing": "a", "Masc|Number=Plur": "os", "Fem|Number=Plur": "as"}


def inflect_verb(base_form: str) -> Paradigm:
    """Return the simple forms of a verb by cell.

    Infinitives, gerunds and imperatives of a reflexive verb include the pronoun (`lavarmo-nos`, `lava-te`), other forms
    omit it. In the indicative, where it comes after the verb as often as before, both are there: `lavo`, `lavo-me`.
    In an expression (`fazer anos`) the verb is inflected and the rest repeated.

    Raises UnknownParadigmError if the word is not an infinitive, MissingExtraError without the extra `curate`.
    """
    head, space, rest = base_form.partition(" ")
    infinitive = profile("pt").core(head)
    if not infinitive.endswith(profile("pt").infinitive_endings):
        raise UnknownParadigmError(f"“{base_form}” is not an infinitive")
    cells = _conjugated(infinitive)
    if infinitive != head:
        cells = _reflexive(cells)
    elif not rest:
        cells |= _shortened(infinitive, cells)
    return {cell: tuple(f"{form}{space}{rest}" for form in dict.fromkeys(forms)) for cell, forms in cells.items()}


def _conjugated(infinitive: str) -> dict[str, Iterable[str]]:
    data = toml_table("pt", "verbs")
    for model in data["like"]:
        if infinitive in model["verbs"]:
            start, stem = (one.removesuffix(model["ending"]) for one in (model["verb"], infinitive))
            like = _conjugated(model["verb"])
            return {cell: [stem + form.removeprefix(start) for form in its] for cell, its in like.items()}
    rows = conjugation.conjugated(infinitive, "pt")
    found: dict[str, Iterable[str]] = {
        cell: conjugation.alternatives(form, infinitive, data["stems"])
        for row, its in conjugation.cells("pt").items()
        for cell, form in zip(its, rows[row], strict=True)
        if form and not cell.endswith("VerbForm=Part")
    }
    participles = data["participles"].get(infinitive, rows["past_participle"])
    for agreement, ending in _PARTICIPLES.items():
        forms = [one[:-1] + ending for one in participles if one.endswith("o")]
        found[f"Gender={agreement}|Tense=Past|VerbForm=Part"] = forms + [
            f"{one}s" if "Plur" in agreement else one for one in participles if one.endswith("e")
        ]
    found |= data["cells"].get(infinitive, {})
    lacking = conjugation.lacking(found, infinitive, data["defective"])
    return {cell: forms for cell, forms in found.items() if forms and cell not in lacking}


def _shortened(infinitive: str, cells: dict[str, Iterable[str]]) -> dict[str, Iterable[str]]:
    """Return the forms whose last consonant is lost before a pronoun, in cells of their own."""
    if infinitive in toml_table("pt", "verbs")["without_object"]:
        return {}
    short: dict[str, Iterable[str]] = {}
    for cell in profile("pt").paradigms["verb"]["apocope"]:
        whole = cells.get(cell.replace("Variant=Short|", ""), ())
        found = [short_ for form in whole if (short_ := _short(form)) and not (form.endswith("r") and "Fin" in cell)]
        if found:
            short[cell] = found
    return short


def _short(form: str) -> str | None:
    for ending, its in toml_table("pt", "verbs")["shortened"].items():
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            return stem + ("í" if its == "i" and re.search("(?<![qg])[aeou]$", stem) else its)
    return None


def _reflexive(cells: dict[str, Iterable[str]]) -> dict[str, Iterable[str]]:
    whole: dict[str, Iterable[str]] = {}
    for cell, forms in cells.items():
        pronoun = next((pronoun for its, pronoun in reversed(_PRONOUNS.items()) if its in cell), "")
        joined = [f"{re.sub('mos$', 'mo', form)}-{pronoun}" for form in forms]
        if "Mood=Imp" in cell or "VerbForm=Inf" in cell or "VerbForm=Ger" in cell:
            whole[cell] = joined
        else:
            whole[cell] = [*forms, *joined] if "Mood=Ind" in cell and "Tense=Fut" not in cell else forms
    return whole
