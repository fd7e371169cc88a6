"""What the conjugator knows of a verb, in the features of Universal Dependencies: one mapping for all its languages.

The conjugator is the package `ablaut`, of the extra `curate`. It is used when a curator fills paradigm tables; a build
never conjugates. Which rows it has of a language, and what they mean, is in `conjugation.toml`.
"""

import functools
import importlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.system.extras import require
from pipeline.system.files import read_text

Row = tuple[str, ...]
"""The forms of one row, in the order of its cells; empty where the verb has none."""

_MISSING = frozenset({None, "", "—", "-"})


def languages() -> tuple[str, ...]:
    """Return the codes of the languages whose verbs the conjugator knows."""
    return tuple(_data()["rows"])


@functools.cache
def cells(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the cells of each row of a language, by its name, in the order of the row's forms."""
    forms = _data()["forms"]
    return {
        row: tuple(_cell(f"{features}|{one}") for one in forms[kind])
        for row, (kind, features) in _data()["rows"][language].items()
    }


def conjugated(infinitive: str, language: str) -> dict[str, Row]:
    """Return the rows of a verb, without pronouns: the conjugator knows `laver`, not `se laver`.

    Raises UnknownParadigmError if it is no infinitive of the language, MissingExtraError without the extra `curate`.
    """
    require("curate")
    try:
        table: Any = importlib.import_module("ablaut").conjugate(infinitive, lang=language)
    except ValueError:
        raise UnknownParadigmError(f"“{infinitive}” is not an infinitive that can be conjugated") from None
    found = {}
    for row, its in cells(language).items():
        forms = getattr(table, row)
        forms = [forms] if forms is None or isinstance(forms, str) else forms
        if len(forms) != len(its):
            raise UnknownParadigmError(f"“{infinitive}” has {len(forms)} forms in “{row}”, {len(its)} were expected")
        found[row] = tuple("" if form in _MISSING else str(form) for form in forms)
    return found


def paradigm(infinitive: str, language: str) -> Paradigm:
    """Return the forms of a verb by cell, as far as the conjugator knows them. Raises as `conjugated` does."""
    found: dict[str, tuple[str, ...]] = {}
    for row, forms in conjugated(infinitive, language).items():
        for cell, form in zip(cells(language)[row], forms, strict=True):
            if form:
                found[cell] = tuple(dict.fromkeys((*found.get(cell, ()), form)))
    return found


def lacking(its: Iterable[str], infinitive: str, defective: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return which of the cells a verb does not have, as a language's data says.

    They have all features of one of the sets that are `missing` in an entry with the verb among its `verbs`.
    """
    sets = [set(one.split("|")) for entry in defective if infinitive in entry["verbs"] for one in entry["missing"]]
    return frozenset(cell for cell in its if any(one <= set(cell.split("|")) for one in sets))


def alternatives(form: str, infinitive: str, stems: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what is in use in place of one of the conjugator's forms: itself, unless a language's data says otherwise.

    An entry has `verbs` and `rules`: expressions, each followed by what stands in place of what it finds, in order of
    preference. The first that is found in the form counts.
    """
    for entry in stems:
        if infinitive in entry["verbs"]:
            for pattern, *others in entry["rules"]:
                if re.search(pattern, form):
                    return [re.sub(pattern, other, form) for other in others]
    return [form]


def _cell(features: str) -> str:
    """Return features in the order of Universal Dependencies."""
    return "|".join(sorted(filter(None, features.split("|"))))


@functools.cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(read_text(Path(__file__).with_name("conjugation.toml")))
