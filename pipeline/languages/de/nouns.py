"""German nouns: eight cells from the principal parts in nouns.csv, with rules only where there are no exceptions.

The gender, genitive and plural of a German noun have to be learnt with it. The only rules use an ending that determines
them (noun_classes), or the last part of a compound of two known nouns. The dative in -e (`dem Manne`) now occurs only
in set phrases; the table has just `Hause`, which survives in `zu Hause`.
"""

import csv
import functools
import io
from collections.abc import Mapping
from pathlib import Path

from pipeline.languages.de.noun_classes import CASES, adjectival, principal_parts
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.system.files import read_text

_NounRow = Mapping[str, str]

_NO_HEADS = ("Land", "Mann")
"""Their compounds often have another plural, or none: `Landsleute`, `Ausland`. So do those of nouns with two."""
_LINKS = ("", "s", "es", "n", "en", "er")


def decline(base_form: str, gender: str | None) -> Paradigm:
    """Return the eight cells of a noun (fewer if it has no plural or no singular) and those of its feminine.

    Raises UnknownParadigmError if neither nouns.csv nor a rule gives the principal parts.
    """
    row = _row(base_form, gender or "")
    if row is None and (cells_of_adjective := adjectival(base_form, gender)):
        return cells_of_adjective
    row = row or _compound(base_form, gender or "") or principal_parts(base_form, gender)
    if row is None:
        raise UnknownParadigmError(_unknown(base_form, gender))
    cells: dict[str, tuple[str, ...]] = {}
    if row["genitive"]:
        base = (base_form,)
        cells["Case=Nom|Number=Sing"] = base
        cells["Case=Acc|Number=Sing"] = _variants(row["accusative"]) or base
        cells["Case=Dat|Number=Sing"] = _variants(row["dative"]) or base
        cells["Case=Gen|Number=Sing"] = _variants(row["genitive"])
    if row["plural"]:
        plural = _variants(row["plural"])
        for case in ("Nom", "Acc", "Gen"):
            cells[f"Case={case}|Number=Plur"] = plural
        cells["Case=Dat|Number=Plur"] = tuple(_dative_plural(form) for form in plural)
    return cells | _feminine(row["feminine"])


def _feminine(noun: str) -> dict[str, tuple[str, ...]]:
    """Return the cells of the feminine, which packs list with the masculine: `Lehrerin` with `Lehrer`."""
    if not noun:
        return {}
    plural = f"{noun}nen" if noun.endswith("in") else f"{noun}n"
    forms = {"Sing": noun, "Plur": plural}
    return {f"Case={case}|Gender=Fem|Number={number}": (forms[number],) for number in forms for case in CASES}


def _dative_plural(plural: str) -> str:
    """Add the -n of the dative (`Tagen`, `Kindern`), but not after -n, -s or a foreign vowel (`Autos`)."""
    return f"{plural}n" if plural.endswith(("e", "el", "er")) else plural


def _compound(base_form: str, gender: str) -> _NounRow | None:
    """Return the parts of a compound of two nouns in nouns.csv, taken from the last one: `Haustür` like `Tür`."""
    for (head, head_gender), row in _table().items():
        if head_gender != gender or not base_form.endswith(head.lower()) or head in _NO_HEADS or "|" in row["plural"]:
            continue
        first = base_form[: -len(head)]
        if any(first.endswith(link) and _known(first.removesuffix(link)) for link in _LINKS):
            names = ("genitive", "dative", "accusative", "plural", "feminine")
            return {name: "|".join(first + form.lower() for form in _variants(row[name])) for name in names}
    return None


def _known(noun: str) -> bool:
    return any(base == noun for base, _ in _table())


def _variants(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


def _unknown(base_form: str, gender: str | None) -> str:
    genders = [other or "without a gender" for base, other in _table() if base == base_form]
    if genders:
        return f"{base_form} is known as {', '.join(genders)}, not as {gender}"
    return f"nothing about {base_form} says what its genitive and plural are"


def _row(base_form: str, gender: str) -> _NounRow | None:
    return _table().get((base_form, gender))


@functools.cache
def _table() -> Mapping[tuple[str, str], _NounRow]:
    lines = io.StringIO(read_text(Path(__file__).parent / "nouns.csv"), newline="")
    return {(row["base_form"], row["gender"]): row for row in csv.DictReader(lines)}
