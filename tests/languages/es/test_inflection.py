"""Paradigms against tables of our own, written from grammars and not from what the code gives."""

import csv
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.languages.es.inflection import inflect
from pipeline.languages.inflection import Lexeme, Paradigm, UnknownParadigmError, inflector
from pipeline.languages.profile import profile
from pipeline.system.extras import MissingExtraError

FOLDER = Path(__file__).parent
CITATION = {
    "verb": ("VerbForm=Inf",),
    "noun": ("Number=Sing", "Number=Plur"),
    "adjective": ("Gender=Masc|Number=Sing", "Number=Sing", "Gender=Masc|Number=Plur"),
}


def table(part_of_speech: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the table's cells by lemma; a cell without forms is one that the word must not have."""
    rows: dict[str, dict[str, tuple[str, ...]]] = {}
    with (FOLDER / f"{part_of_speech}s.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            forms = tuple(row["forms"].split("|")) if row["forms"] else ()
            rows.setdefault(row["lemma"], {})[row["cell"]] = forms
    return rows


def paradigms(part_of_speech: str) -> Iterator[tuple[str, Paradigm]]:
    for lemma in table(part_of_speech):
        yield lemma, inflect(Lexeme(lemma, part_of_speech))


@pytest.fixture(params=["verb", "noun", "adjective"])
def part_of_speech(request: pytest.FixtureRequest) -> str:
    if request.param == "verb":
        pytest.importorskip("ablaut")
    return str(request.param)


def test_forms_are_those_of_the_table(part_of_speech):
    wrong = {
        (lemma, cell): (paradigm.get(cell, ()), forms)
        for lemma, paradigm in paradigms(part_of_speech)
        for cell, forms in table(part_of_speech)[lemma].items()
        if paradigm.get(cell, ()) != forms
    }
    assert not wrong


def test_cells_are_those_of_the_profile(part_of_speech):
    for lemma, paradigm in paradigms(part_of_speech):
        for cell, forms in paradigm.items():
            assert profile("es").form_type(part_of_speech, cell), (lemma, cell)
            assert forms, (lemma, cell)


def test_every_cell_of_the_profile_is_some_words(part_of_speech):
    seen = {cell for _, paradigm in paradigms(part_of_speech) for cell in paradigm}
    assert seen == {cell for cells in profile("es").paradigms[part_of_speech].values() for cell in cells}


def test_features_of_a_cell_are_sorted(part_of_speech):
    for cells in profile("es").paradigms[part_of_speech].values():
        for cell in cells:
            assert cell.split("|") == sorted(cell.split("|"))


def test_the_citation_form_is_the_base_form(part_of_speech):
    for lemma, paradigm in paradigms(part_of_speech):
        if paradigm:
            first = next(paradigm[cell] for cell in CITATION[part_of_speech] if cell in paradigm)
            assert first[0] == lemma


def test_forms_are_clean(part_of_speech):
    for lemma, paradigm in paradigms(part_of_speech):
        for forms in paradigm.values():
            assert len(set(forms)) == len(forms), lemma
            for form in forms:
                assert unicodedata.is_normalized("NFC", form)
                assert form.strip() == form
                assert form
                assert (form == form.lower()) is (lemma == lemma.lower())
                assert (" " in form) is (" " in lemma)
                assert form.replace(" ", "").isalpha()


@pytest.mark.parametrize(
    ("word", "part_of_speech"),
    [
        ("hobby", "noun"),  # borrowed, with its spelling
        ("hámsters", "noun"),
        ("pantis", "noun"),
        ("pendientes", "noun"),  # plural of pendiente, or the same in both?
        ("hipérbaton", "noun"),
        ("hombre rana", "noun"),
        ("azul marino", "adjective"),
        ("gran", "adjective"),  # the short form of grande
        ("buen", "adjective"),
        ("mal", "adjective"),
        ("algún", "adjective"),
        ("vigesimotercer", "adjective"),
        ("pop", "adjective"),
        ("pan", "verb"),
        ("no ser", "verb"),
    ],
)
def test_what_rules_cannot_know_is_refused(word, part_of_speech):
    if part_of_speech == "verb":
        pytest.importorskip("ablaut")
    with pytest.raises(UnknownParadigmError, match=word.split(maxsplit=1)[0]):
        inflect(Lexeme(word, part_of_speech))


def test_a_noun_spelled_like_a_short_form_has_a_plural():
    assert inflect(Lexeme("mal", "noun", "masculine"))["Number=Plur"] == ("males",)


def test_other_parts_of_speech_do_not_inflect():
    assert inflect(Lexeme("siempre", "adverb")) == {}


def test_the_module_is_found_by_the_code_of_the_language():
    assert inflector("es") is inflect


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ablaut", None)
    with pytest.raises(MissingExtraError, match="the extra “curate”"):
        inflect(Lexeme("cantar", "verb"))
