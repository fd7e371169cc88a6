"""Paradigms against tables of our own, written from grammars and not from what the code gives."""

import csv
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.languages.inflection import Lexeme, Paradigm, inflector
from pipeline.languages.profile import profile

FOLDER = Path(__file__).parent
CITATION = {
    "verb": ("VerbForm=Inf",),
    "noun": ("Number=Sing", "Number=Plur"),
    "adjective": (
        *("Gender=Masc|Number=Sing", "Number=Sing", "Gender=Masc|Number=Plur"),
        *("Degree=Pos", "NumType=Card", "Gender=Neut|Number=Sing", "Gender=Com|Number=Sing"),
    ),
}
MARKS = {"es": "", "it": "'", "nl": "'-", "pt": "-"}
"""By language, what forms have besides letters: fa', foto's, lava-te."""


class Table(NamedTuple):
    """The table of a part of speech, in a language."""

    language: str
    part_of_speech: str

    def cells(self) -> dict[Lexeme, dict[str, tuple[str, ...]]]:
        """Return the cells by word; a cell without forms is one that the word must not have."""
        rows: dict[Lexeme, dict[str, tuple[str, ...]]] = {}
        path = FOLDER / self.language / f"{self.part_of_speech}s.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                lexeme = Lexeme(row["lemma"], self.part_of_speech, row.get("gender"))
                rows.setdefault(lexeme, {})[row["cell"]] = tuple(row["forms"].split("|")) if row["forms"] else ()
        return rows

    def paradigms(self) -> Iterator[tuple[Lexeme, Paradigm]]:
        """Yield what the rules give for each word."""
        inflect = inflector(self.language)
        assert inflect is not None
        for lexeme in self.cells():
            yield lexeme, inflect(lexeme)


@pytest.fixture(params=[(language, part) for language in MARKS for part in CITATION], ids="-".join)
def table(request: pytest.FixtureRequest) -> Table:
    table = Table(*request.param)
    if table.part_of_speech == "verb":
        pytest.importorskip("ablaut")
    return table


def test_forms_are_those_of_the_table(table: Table) -> None:
    cells = table.cells()
    wrong = {
        (lexeme.base_form, cell): (paradigm.get(cell, ()), forms)
        for lexeme, paradigm in table.paradigms()
        for cell, forms in cells[lexeme].items()
        if paradigm.get(cell, ()) != forms
    }
    assert not wrong


def test_cells_are_those_of_the_profile(table: Table) -> None:
    for lexeme, paradigm in table.paradigms():
        for cell, forms in paradigm.items():
            assert profile(table.language).form_type(table.part_of_speech, cell), (lexeme, cell)
            assert forms, (lexeme, cell)


def test_every_cell_of_the_profile_is_some_words(table: Table) -> None:
    seen = {cell for _, paradigm in table.paradigms() for cell in paradigm}
    its = profile(table.language).paradigms[table.part_of_speech]
    assert seen == {cell for cells in its.values() for cell in cells}


def test_features_of_a_cell_are_sorted(table: Table) -> None:
    for cells in profile(table.language).paradigms[table.part_of_speech].values():
        for cell in cells:
            assert cell.split("|") == sorted(cell.split("|"))


def test_the_citation_form_is_the_base_form(table: Table) -> None:
    for lexeme, paradigm in table.paradigms():
        if paradigm:
            citation = [paradigm[cell][0] for cell in CITATION[table.part_of_speech] if cell in paradigm]
            assert lexeme.base_form in citation


def test_forms_are_clean(table: Table) -> None:
    letters = str.maketrans("", "", MARKS[table.language])
    separable = bool(profile(table.language).recognition.separable_prefixes)  # sta op
    for lexeme, paradigm in table.paradigms():
        lemma = lexeme.base_form
        for forms in paradigm.values():
            assert len(set(forms)) == len(forms), lexeme
            for form in forms:
                assert unicodedata.is_normalized("NFC", form)
                assert form.strip() == form
                assert form
                assert (form == form.lower()) is (lemma == lemma.lower())
                assert (" " in form) is (" " in lemma) or separable
                assert all(word.translate(letters).isalpha() for word in form.split())
