"""The paradigm of Dutch nouns: rules for number and diminutives (`plurals.toml`), plus the data in `nouns.toml`."""

import re
from collections.abc import Iterable

from pipeline.languages.cells import PLURAL, SINGULAR
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.nl.spelling import before_vowel, rewritten
from pipeline.languages.tables import toml_table

DIMINUTIVE = "Degree=Dim"


def inflect_noun(base_form: str, gender: str | None) -> Paradigm:
    """Return the singular and plural of a noun, and its diminutive if its spelling makes that sure.

    Languages and countries, which have a capital and are neuter, have no plural.

    Raises UnknownParadigmError if the rules do not cover the plural.
    """
    data = toml_table("nl", "nouns")
    if base_form in data["plural_only"]:
        return {PLURAL: (base_form,)}
    noun = base_form.lower()
    if base_form in data["singular_only"] or (base_form != noun and gender == "neuter" and noun.isalpha()):
        return {SINGULAR: (base_form,)}
    plurals = _plurals(noun, gender or "")
    cells = {SINGULAR: (base_form,), PLURAL: _like(base_form, plurals)}
    if diminutives := _like(base_form, _diminutives(noun, plurals)):
        cells[f"{DIMINUTIVE}|{SINGULAR}"] = diminutives
        cells[f"{DIMINUTIVE}|{PLURAL}"] = tuple(f"{one}s" for one in diminutives)
    return cells


def _like(base_form: str, forms: list[str]) -> tuple[str, ...]:
    """Return forms with the capital of their base form."""
    return tuple(base_form[0] + form[1:] for form in forms)


def _plurals(noun: str, gender: str) -> list[str]:
    data, rules = toml_table("nl", "nouns"), toml_table("nl", "plurals")
    if noun in data["plurals"]:
        return str(data["plurals"][noun]).split("|")
    if " " in noun:
        raise UnknownParadigmError(f"no rule says which words of “{noun}” take a plural")
    heads = data["heads"] | data["by_gender"].get(gender, {})
    first, head = _parts(noun, heads)
    if head in heads:
        return [first + one for one in heads[head].split("|")]
    first, head = _parts(noun, data["regular"])
    if head not in data["regular"]:
        if not re.search(rules["compound"], noun) and (by_ending := rewritten(noun, rules["plural"])):
            return by_ending.split("|")
        if not noun.isalpha() or any(re.search(one, noun) for one in (rules["compound"], *rules["unsure"])):
            raise UnknownParadigmError(f"the spelling of “{noun}” does not make its plural sure")
    stem = before_vowel(head)
    if stem is None:
        raise UnknownParadigmError(f"the stress of “{noun}” is not known, nor its plural")
    return [f"{first}{stem}en"]


def _diminutives(noun: str, plurals: list[str]) -> list[str]:
    data = toml_table("nl", "nouns")
    first, head = _parts(noun, data["diminutives"])
    if head in data["diminutives"]:
        return [first + one for one in data["diminutives"][head].split("|")]
    if noun.endswith(("l", "m", "n", "r")) and f"{noun}{noun[-1]}en" in plurals:
        return [f"{noun}{noun[-1]}etje"]  # the plural shows where the stress is: tabellen, tabelletje
    first, head = _parts(noun, [*data["regular"], *data["heads"]])
    found = rewritten(head, toml_table("nl", "plurals")["diminutive"])
    return [first + found] if found and noun.isalpha() else []


def _parts(noun: str, heads: Iterable[str]) -> tuple[str, str]:
    """Return the first part of a compound with the longest of these nouns, and that; else nothing, and the noun."""
    found = [one for one in heads if noun == one or (noun.endswith(one) and re.search("[aeiouy].", noun[: -len(one)]))]
    head = max(found, key=len, default=noun)
    return noun.removesuffix(head), head
