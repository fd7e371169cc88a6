"""German verbs: all simple forms, from the package `ablaut` plus our own data on double forms (verbs.toml)."""

import functools
import re
from collections.abc import Mapping
from typing import Any

from pipeline.languages import conjugation
from pipeline.languages.de import tenses
from pipeline.languages.de.tenses import Variants
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.profile import profile
from pipeline.languages.tables import toml_table

_VERB = re.compile(r"(?=.{5})\w*[aeiouäöüy]\w*(?:e[lr]?|u)n$")
"""What may follow a separable prefix: `fest` + `legen`, but not `fest` + `igen`, `vorher` + `rschen`."""


def conjugate(base_form: str) -> Paradigm:
    """Return the simple forms of a verb; `sich freuen` and `Rad fahren` are inflected by their last word.

    Finite forms omit the reflexive pronoun. Raises UnknownParadigmError if it is not known whether the prefix is
    separable, and MissingExtraError without the extra `curate`.
    """
    verb = profile("de").core(base_form)
    particle, separator, core = _split(verb)
    cells = _simple(core, _data()["behind_prefix"].get(verb))
    for cell, form in _data()["alone"].get(verb, {}).items():
        cells[cell] = (*cells[cell], form)
    if particle:
        cells = _separated(cells, particle, separator)
    if verb != base_form:
        cells["VerbForm=Inf"] = (base_form, verb)
    defective = _data()["defective"]
    if verb in defective["third_person"]:
        return {cell: forms for cell, forms in cells.items() if "Person=3" in cell or "Person" not in cell}
    if verb in defective["no_imperative"]:
        return {cell: forms for cell, forms in cells.items() if "Mood=Imp" not in cell}
    return cells


def _split(verb: str) -> tuple[str, str, str]:
    """Return the separable first part, what separates it from the verb, and the verb to conjugate."""
    data = _data()
    *words, last = verb.split()
    if words:
        return " ".join(words), " ", last
    if verb in data["particles"]:
        particle: str = data["particles"][verb]
        return particle, "", verb.removeprefix(particle)
    if verb in data["inseparable"]:
        return "", "", verb
    prefix: str = next(filter(verb.startswith, data["ambiguous_prefixes"]), "")
    if verb in data["separable"]:
        return prefix, "", verb.removeprefix(prefix)
    first = _first_part(verb)
    if first:
        return first, "", verb.removeprefix(first)
    separated: str = _table(verb)["present"][0].partition(" ")[2]
    if prefix and separated in ("", prefix):  # not so `umher`, `überein`
        raise UnknownParadigmError(f"{prefix}- can be separable or not, and it is not known which it is in {verb}")
    return separated, "", verb.removeprefix(separated)


def _first_part(verb: str) -> str:
    """Return the longest adverb, adjective or noun that is always separable before a verb, or nothing."""
    data = _data()
    if verb in data["one_word"]:
        return ""
    firsts: list[str] = data["before_ieren" if verb.endswith("ieren") else "first_parts"]
    found = [one for one in firsts if verb.startswith(one) and _VERB.match(verb, len(one))]
    return max(found, key=len, default="")


def _separated(cells: Mapping[str, Variants], particle: str, separator: str) -> dict[str, Variants]:
    """Return the cells of a separable verb: finite forms apart (`stehe auf`), then as one word (`aufstehe`)."""
    separated: dict[str, Variants] = {}
    for cell, forms in cells.items():
        apart = tuple(f"{form} {particle}" for form in forms)
        joined = tuple(f"{particle}{separator}{form}" for form in forms)
        separated[cell] = joined if "Fin" not in cell else apart if "Imp" in cell else (*apart, *joined)
    if not separator:
        separated["PartType=Inf|VerbForm=Inf"] = (f"{particle}zu{cells['VerbForm=Inf'][0]}",)
    return separated


def _simple(verb: str, own: Mapping[str, list[str]] | None = None) -> dict[str, Variants]:
    """Return the cells of a verb that is one word, or has its prefix fixed to it.

    `own` are its principal parts where they are not those of the verb without its prefix.
    """
    table = _table(verb)
    if " " in table["present"][0]:  # ablaut separates the prefix, but our list says it is inseparable
        prefix = next(filter(verb.startswith, _data()["ambiguous_prefixes"]), "")
        if not prefix:
            raise UnknownParadigmError(f"“{verb}” would be separable twice: its parts are unknown")
        return _prefixed(_simple(verb.removeprefix(prefix)), prefix)
    _refuse_unsplit(verb, table["past_participle"][0])
    parts = _parts(verb) if own is None else own
    present: list[Variants] = [(form,) for form in table["present"]]
    for index, person in enumerate(("first", "second", "third")):
        present[index] = tuple(parts.get(person, present[index]))
    subjunctive: list[Variants] = [(form,) for form in table["konjunktiv1"]]
    if tenses.syncopates(verb):
        present[0], subjunctive = tenses.syncopated(verb)
    pasts = parts.get("past", [table["preterite"][0]])
    past_subjunctives = parts.get("subjunctive", [table["konjunktiv2"][0]])
    cells: dict[str, Variants] = {"VerbForm=Inf": (verb,)}
    rows: dict[str, list[Variants]] = {
        "present": present,
        "preterite": tenses.with_variants(map(tenses.past, pasts)),
        "konjunktiv1": subjunctive,
        "konjunktiv2": tenses.with_variants(map(tenses.past_subjunctive, past_subjunctives)),
        "present_participle": [table["present_participle"]],
        "past_participle": [tuple(parts.get("participle", table["past_participle"]))],
    }
    singular, plural = table["imperative"]
    if singular:
        regular = tenses.imperative(verb, singular, table["present"][1], table["past_participle"][0])
        rows["imperative"] = [tuple(parts.get("imperative", regular)), (plural,)]
    its = conjugation.cells("de")
    return cells | {cell: forms for row in rows for cell, forms in zip(its[row], rows[row], strict=True)}


def _prefixed(cells: Mapping[str, Variants], prefix: str) -> dict[str, Variants]:
    prefixed = {cell: tuple(prefix + form for form in forms) for cell, forms in cells.items()}
    participles = cells["Tense=Past|VerbForm=Part"]
    prefixed["Tense=Past|VerbForm=Part"] = tuple(prefix + form.removeprefix("ge") for form in participles)
    return prefixed


def _parts(verb: str) -> Mapping[str, list[str]]:
    """Return our principal parts of a verb, also after an inseparable prefix: `versenden` has `versandt`."""
    parts: Mapping[str, Mapping[str, list[str]]] = _data()["parts"]
    if verb in parts:
        return parts[verb]
    ambiguous = _data()["ambiguous_prefixes"] if verb in _data()["inseparable"] else []
    for prefix in (*_data()["inseparable_prefixes"], *ambiguous):
        base = verb.removeprefix(prefix)
        if base != verb and base in parts:
            found = {name: [prefix + form for form in forms] for name, forms in parts[base].items()}
            if "participle" in found:
                found["participle"] = [prefix + form.removeprefix("ge") for form in parts[base]["participle"]]
            return found
    return {}


def _refuse_unsplit(verb: str, participle: str) -> None:
    """Reject a weak participle of an apparent compound of a strong verb: `schwerfallen` has no form `schwerfallte`."""
    data = _data()
    if participle.endswith("en") or verb in data["weak"]:
        return
    prefixes = data["ambiguous_prefixes" if verb in data["inseparable"] else "inseparable_prefixes"]
    bare = verb.removeprefix(next(filter(verb.startswith, prefixes), ""))
    for strong in data["strong"]:
        first = bare.removesuffix(strong)
        if first != bare and len(first) > 2 and re.search("[aeiouäöüy]", first):
            raise UnknownParadigmError(
                f"{verb} looks like {first} + {strong}, and it is not known whether the first part is separable"
            )


@functools.cache
def _table(verb: str) -> Mapping[str, conjugation.Row]:
    return conjugation.conjugated(verb, "de")


def _data() -> Mapping[str, Any]:
    return toml_table("de", "verbs")
