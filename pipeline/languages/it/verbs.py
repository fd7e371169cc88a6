"""The paradigm of Italian verbs: models of conjugation from `ablaut`, corrected and completed by `verbs.toml`."""

import re
from collections.abc import Iterable

from pipeline.languages import conjugation
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.tables import toml_table

INFINITIVE, APOCOPE, GERUND = "VerbForm=Inf", "Variant=Short|VerbForm=Inf", "VerbForm=Ger"

_IMPERATIVE_PRONOUNS = {"Number=Sing|Person=2": "ti", "Number=Plur|Person=1": "ci", "Number=Plur|Person=2": "vi"}
"""The pronoun that is joined to an imperative; in the third person it comes before: si lavi."""

_PARTICIPLES = {"Masc|Number=Sing": "o", "Fem|Number=Sing": "a", "Masc|Number=Plur": "i", "Fem|Number=Plur": "e"}
_STRONG = {"Number=Sing|Person=1": "i", "Number=Sing|Person=3": "e", "Number=Plur|Person=3": "ero"}
"""The forms of a past historic with a stem of its own: persi, perse, persero, beside perdesti."""


def inflect_verb(base_form: str) -> Paradigm:
    """Return the simple forms of a verb by cell.

    Finite forms of a reflexive verb omit the pronoun (`lavarsi`: `lavo`, `lavi`); non-finite ones include it
    (`lavandosi`), as do imperatives of the second person and the first plural (`lavati`, `laviamoci`). In an expression
    (`fare colazione`) the verb is inflected and the rest repeated.

    Raises UnknownParadigmError if the word is not an infinitive or ends in several pronouns (`andarsene`),
    MissingExtraError without the extra `curate`.
    """
    head, space, rest = base_form.partition(" ")
    infinitive = _without_pronoun(head)
    if not infinitive.endswith(("are", "ere", "ire", "rre")):
        raise UnknownParadigmError(f"“{base_form}” is not an infinitive, or has several pronouns")
    cells = _conjugated(infinitive)
    if infinitive != head:
        cells = _reflexive(head, cells)
    return {cell: tuple(f"{form}{space}{rest}" for form in dict.fromkeys(forms)) for cell, forms in cells.items()}


def _without_pronoun(verb: str) -> str:
    """Return an infinitive without the pronoun of a reflexive one: lavarsi, lavare; porsi, porre; ridursi, ridurre."""
    stem = verb.removesuffix("si")
    if stem == verb:
        return verb
    return (
        f"{stem}re" if stem.endswith(("or", "ur")) or verb in toml_table("it", "verbs")["like_trarsi"] else f"{stem}e"
    )


def _conjugated(infinitive: str) -> dict[str, Iterable[str]]:
    data = toml_table("it", "verbs")
    if model := next((one for one in data["like"] if infinitive in one["verbs"]), None):
        ending, old = model["ending"], model["verb"]
        start, stem = old.removesuffix(ending), infinitive.removesuffix(ending)
        like = {cell: [stem + form.removeprefix(start) for form in its] for cell, its in _conjugated(old).items()}
        return {
            cell: [one for form in its for one in conjugation.alternatives(form, infinitive, data["stems"])]
            for cell, its in like.items()
        }
    found: dict[str, list[str]] = {}
    rows = conjugation.conjugated(infinitive, "it")
    for row, forms in rows.items():
        for cell, form in zip(conjugation.cells("it")[row], forms, strict=True):
            if form and not cell.endswith("VerbForm=Part"):
                found.setdefault(cell, []).extend(conjugation.alternatives(form, infinitive, data["stems"]))
    if strong := data["past_historic"].get(infinitive):
        for person, ending in _STRONG.items():
            found[f"Mood=Ind|{person}|Tense=Past|VerbForm=Fin"].insert(0, strong + ending)
    for agreement, ending in _PARTICIPLES.items():
        participles = data["participles"].get(infinitive, rows["past_participle"])
        found[f"Gender={agreement}|Tense=Past|VerbForm=Part"] = [one[:-1] + ending for one in participles if one]
    found[APOCOPE] = [re.sub("r?re$", "r", infinitive)]
    found |= data["cells"].get(infinitive, {})
    lacking = conjugation.lacking(found, infinitive, data["defective"])
    return {cell: forms for cell, forms in found.items() if forms and cell not in lacking}


def _reflexive(base_form: str, cells: dict[str, Iterable[str]]) -> dict[str, Iterable[str]]:
    joined: dict[str, Iterable[str]] = {
        INFINITIVE: [base_form],
        GERUND: [f"{form}si" for form in cells.get(GERUND, ())],
    }
    for person, pronoun in _IMPERATIVE_PRONOUNS.items():
        cell = f"Mood=Imp|{person}|VerbForm=Fin"
        forms = list(cells.get(cell, ()))
        short = [form for form in forms if form.endswith("'")]
        joined[cell] = [_with_enclitic(form, pronoun) for form in short or forms]
    whole = cells | joined | toml_table("it", "verbs")["cells"].get(base_form, {})
    return {cell: forms for cell, forms in whole.items() if forms and cell != APOCOPE}


def _with_enclitic(form: str, pronoun: str) -> str:
    """Return an imperative with a pronoun, whose consonant is doubled after a lost vowel: da' + ti is datti."""
    return f"{form[:-1]}{pronoun[0]}{pronoun}" if form.endswith("'") else form + pronoun
