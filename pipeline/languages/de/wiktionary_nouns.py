"""The nouns of German Wiktionary, from the package `german-nouns` 1.2.5 (CC BY-SA 4.0; by Gregor Weichbrodt).

A row of its table has the forms of one noun by case and number. Numbered columns are the first to fourth gender or
plural, a star marks the second form of a cell, and nominalised adjectives have strong, weak and mixed forms.
"""

import csv
import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipeline.languages.inflection import Lexeme, Paradigm
from pipeline.languages.references import data_file
from pipeline.system.files import read_text

PACKAGE = "german-nouns"

_Row = Mapping[str, str]

_SIZE = 2**25  # bytes; the table has 20 MB
_GENDERS = {"masculine": "m", "feminine": "f", "neuter": "n"}
_CASES = {"Nom": "nominativ", "Acc": "akkusativ", "Dat": "dativ", "Gen": "genitiv"}
_NUMBERS = {"Sing": "singular", "Plur": "plural"}
_NOMINATIVE = "Case=Nom|Number=Sing"
_DECLENSIONS = ("stark", "schwach", "gemischt")
_LINKS = ("", "s", "es", "n", "en", "er")
_NAMES = ("Nachname", "Vorname", "Affix", "Suffix", "Gebundenes Lexem")


def decline(lexeme: Lexeme) -> Paradigm | None:
    """Return the cells of a noun; None if there is no such noun, or more than one.

    The noun for a woman is added only to adjectives: that there is a `Druckerin` does not make every `Drucker` a man.
    """
    if lexeme.part_of_speech != "noun":
        return None
    base_form, gender = lexeme.base_form, lexeme.gender or ""
    if gender == "masculine/feminine":
        return _of_both_genders(base_form)
    if base_form.endswith("er") and (feminine := _adjective(base_form.removesuffix("r"), "feminine")):
        masculine = _adjective(base_form, gender)
        return masculine and {**masculine, **_as_feminine(feminine)}
    return _only(_rows(base_form), base_form, gender) or _compound(base_form, gender)


def _of_both_genders(base_form: str) -> Paradigm | None:
    """Return the cells of `der/die Bekannte`: those of `Bekannter`, then those of `Bekannte`."""
    masculine, feminine = _adjective(f"{base_form}r", "masculine"), _adjective(base_form, "feminine")
    if masculine is None or feminine is None:
        return None
    cells = {**masculine, **_as_feminine(feminine)}
    cells[_NOMINATIVE] = _unique([base_form, *cells[_NOMINATIVE]])
    return cells


def _adjective(base_form: str, gender: str) -> Paradigm | None:
    """Return the cells of an adjective that became a noun."""
    return _only([row for row in _rows(base_form) if "adjektivische" in row["pos"]], base_form, gender)


def _compound(base_form: str, gender: str) -> Paradigm | None:
    """Return the cells of a compound that is not listed, like those of its last part: `Haustür` like `Tür`."""
    for length in range(3, len(base_form) - 3):
        first, last = base_form[:length], base_form[length:].capitalize()
        if not any(first.endswith(link) and _rows(first.removesuffix(link)) for link in _LINKS):
            continue
        if cells := _only(_rows(last), last, gender):
            return {cell: tuple(first + form.lower() for form in forms) for cell, forms in cells.items()}
    return None


def _as_feminine(cells: Paradigm) -> Paradigm:
    return {cell.replace("|", "|Gender=Fem|"): forms for cell, forms in cells.items()}


def _only(rows: list[_Row], base_form: str, gender: str) -> Paradigm | None:
    """Return the cells of the one noun of this spelling and gender among the rows."""
    found = [cells for row in rows for cells in _readings(row, _GENDERS.get(gender, ""))]
    found = [cells for cells in found if base_form in next(iter(cells.values()), ())]
    return found[0] if found and all(cells == found[0] for cells in found) else None


def _readings(row: _Row, gender: str) -> Iterator[Paradigm]:
    """Yield the cells of a row in a gender; without one, those of a noun that has only a plural."""
    numbers = [str(number) for number in range(1, 5)]
    if any(row[f"genus {number}"] for number in numbers):
        numbers = [number for number in numbers if row[f"genus {number}"] == gender]
        if numbers:
            yield _cells(row, numbers)
    elif row["genus"] == gender:
        yield _cells(row, numbers)


def _cells(row: _Row, numbers: list[str]) -> Paradigm:
    """Return the cells of a row, of several plurals only the first: the others are rare, or of another meaning."""
    endings = ["", "*", *(f" {number}" for number in numbers), *(f" {name}" for name in _DECLENSIONS)]
    cells = {}
    for number, theirs in _NUMBERS.items():
        for case, name in _CASES.items():
            forms = _unique(row.get(f"{name} {theirs}{ending}", "") for ending in endings)
            if case == "Dat" and number == "Sing":  # `dem Manne` is not taught
                forms = tuple(form for form in forms if form == forms[0] or form != f"{forms[0]}e")
            if number == "Plur" and not row.get(f"{name} {theirs} stark"):
                forms = forms[:1]
            if forms:
                cells[f"Case={case}|Number={number}"] = forms
    return cells


def _unique(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form.strip("-—–")))


def _rows(lemma: str) -> list[_Row]:
    columns, lines = _table()
    rows = [dict(zip(columns, next(csv.reader([line])), strict=True)) for line in lines.get(lemma, [])]
    return [row for row in rows if not any(name in row["pos"] for name in _NAMES)]


@functools.cache
def _table() -> tuple[list[str], Mapping[str, list[str]]]:
    """Return the columns, and the lines by lemma."""
    head, *rest = read_text(data_file(PACKAGE, "german_nouns/nouns.csv"), _SIZE).splitlines()
    lines = defaultdict(list)
    for line in rest:
        lines[line.partition(",")[0]].append(line)
    return head.split(","), lines
