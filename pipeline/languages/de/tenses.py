"""The regular part of German conjugation: the six forms of a tense from its first, with the variants of usage.

Source: Duden, Die Grammatik (10th edition, 2022), on the personal endings and the e that may be dropped.
"""

import re
from collections.abc import Iterable

Variants = tuple[str, ...]
"""The variants of one cell, in order of preference."""

_SYNCOPE = re.compile(r"(?:[^aeiou]e[lr]|[aeo]uer|eier)n$")
_NEEDS_E = re.compile(r"[^aeiouäöüy]ig$")
"""Stems whose imperative always ends in -e (`entschuldige`), unlike `zeigen`, `liegen`: `zeig`, `lieg`."""


def with_variants(tenses: Iterable[list[Variants]]) -> list[Variants]:
    """Return six cells, each with the variants of all tenses given: `sendete`, `sandte`."""
    return [tuple(dict.fromkeys(form for forms in cell for form in forms)) for cell in zip(*tenses, strict=True)]


def past(first: str) -> list[Variants]:
    """Return a past tense by its first person: `fand`, `machte`, `schrie`."""
    if first.endswith("e"):
        return [(first,), (f"{first}st",), (first,), (f"{first}n",), (f"{first}t",), (f"{first}n",)]
    second: Variants = (f"{first}st",)
    if first.endswith("st"):
        second = (f"{first}est",)
    elif first.endswith(("d", "t", "sch")):
        second = (f"{first}est", f"{first}st")
    elif first.endswith(("s", "ß", "z", "x")):
        second = (f"{first}est", f"{first}t")
    plural = f"{first}et" if first.endswith(("d", "t")) else f"{first}t"
    return [(first,), second, (first,), (f"{first}en",), (plural,), (f"{first}en",)]


def past_subjunctive(first: str) -> list[Variants]:
    """Return a past subjunctive by its first person: `käme` has `kämest` or `kämst`, but `fände` only `fändest`."""
    stem = first.removesuffix("e")
    second: Variants = (f"{first}st",)
    plural: Variants = (f"{first}t",)
    if not stem.endswith(("d", "t", "s", "ß", "z", "x", "sch", "ie")):
        second, plural = (f"{first}st", f"{stem}st"), (f"{first}t", f"{stem}t")
    return [(first,), second, (first,), (f"{first}n",), plural, (f"{first}n",)]


def syncopates(verb: str) -> bool:
    """Return whether the infinitive ends in -eln or -ern, so that an e may drop before an ending."""
    return _SYNCOPE.search(verb) is not None


def syncopated(verb: str) -> tuple[Variants, list[Variants]]:
    """Return first person and present subjunctive of a verb in -eln or -ern.

    `ich sammle` or `sammele`; `ich wandere` or `wandre`.
    """
    stem = verb.removesuffix("n")
    full, short = f"{stem}e", f"{stem[:-2]}{stem[-1]}e"
    first = (short, full) if stem.endswith("l") else (full, short)
    second = (f"{stem}st", *(f"{form}st" for form in first))
    plural = (f"{stem}t", *(f"{form}t" for form in first))
    return first, [first, second, first, (verb,), plural, (verb,)]


def imperative(verb: str, usual: str, second: str, participle: str) -> Variants:
    """Return the imperatives to one person: `geh` or `gehe`, but only `sprich`, `warte`, `öffne`.

    `usual` is the imperative to start from, `second` the second person of the present.
    """
    if syncopates(verb):
        return (*syncopated(verb)[0], verb.removesuffix("n"))
    stem = re.sub(r"e?n$", "", verb)
    if not usual.startswith(stem):
        return (usual,)  # e → i: `sprich`, `iss`
    if verb.endswith("ieren") and participle.endswith("t"):  # not so `verlieren`
        return f"{stem}e", stem
    if participle.endswith("en") and stem.endswith(("d", "t")):
        return tuple(dict.fromkeys((usual, f"{stem}e", stem)))  # strong: `finde` or `find`
    if second == f"{stem}est" or _NEEDS_E.search(stem):
        return (f"{stem}e",)
    return stem, f"{stem}e"
