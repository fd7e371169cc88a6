"""Paradigms against tables of our own, written from grammars and not from what the code gives."""

import csv
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.languages.inflection import Lexeme, Paradigm, UnknownParadigmError, inflector
from pipeline.languages.it.inflection import inflect
from pipeline.languages.profile import profile
from pipeline.system.extras import MissingExtraError

FOLDER = Path(__file__).parent
CITATION = {
    "verb": ("VerbForm=Inf",),
    "noun": ("Number=Sing", "Number=Plur"),
    "adjective": ("Gender=Masc|Number=Sing", "Number=Sing", "Gender=Masc|Number=Plur"),
}


def table(part_of_speech: str) -> dict[Lexeme, dict[str, tuple[str, ...]]]:
    """Return the table's cells by word; a cell without forms is one that the word must not have."""
    rows: dict[Lexeme, dict[str, tuple[str, ...]]] = {}
    with (FOLDER / f"{part_of_speech}s.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            lexeme = Lexeme(row["lemma"], part_of_speech, row.get("gender"))
            rows.setdefault(lexeme, {})[row["cell"]] = tuple(row["forms"].split("|")) if row["forms"] else ()
    return rows


def paradigms(part_of_speech: str) -> Iterator[tuple[Lexeme, Paradigm]]:
    for lexeme in table(part_of_speech):
        yield lexeme, inflect(lexeme)


@pytest.fixture(params=["verb", "noun", "adjective"])
def part_of_speech(request: pytest.FixtureRequest) -> str:
    if request.param == "verb":
        pytest.importorskip("ablaut")
    return str(request.param)


def test_forms_are_those_of_the_table(part_of_speech):
    wrong = {
        (lexeme.base_form, cell): (paradigm.get(cell, ()), forms)
        for lexeme, paradigm in paradigms(part_of_speech)
        for cell, forms in table(part_of_speech)[lexeme].items()
        if paradigm.get(cell, ()) != forms
    }
    assert not wrong


def test_cells_are_those_of_the_profile(part_of_speech):
    for lexeme, paradigm in paradigms(part_of_speech):
        for cell, forms in paradigm.items():
            assert profile("it").form_type(part_of_speech, cell), (lexeme, cell)
            assert forms, (lexeme, cell)


def test_every_cell_of_the_profile_is_some_words(part_of_speech):
    seen = {cell for _, paradigm in paradigms(part_of_speech) for cell in paradigm}
    assert seen == {cell for cells in profile("it").paradigms[part_of_speech].values() for cell in cells}


def test_features_of_a_cell_are_sorted(part_of_speech):
    for cells in profile("it").paradigms[part_of_speech].values():
        for cell in cells:
            assert cell.split("|") == sorted(cell.split("|"))


def test_the_citation_form_is_the_base_form(part_of_speech):
    for lexeme, paradigm in paradigms(part_of_speech):
        if paradigm:
            first = next(paradigm[cell] for cell in CITATION[part_of_speech] if cell in paradigm)
            assert first[0] == lexeme.base_form


def test_forms_are_clean(part_of_speech):
    for lexeme, paradigm in paradigms(part_of_speech):
        lemma = lexeme.base_form
        for forms in paradigm.values():
            assert len(set(forms)) == len(forms), lexeme
            for form in forms:
                assert unicodedata.is_normalized("NFC", form)
                assert form.strip() == form
                assert form
                assert (form == form.lower()) is (lemma == lemma.lower())
                assert (" " in form) is (" " in lemma)
                assert all(word.removesuffix("'").isalpha() for word in form.split())


@pytest.mark.parametrize(
    ("word", "part_of_speech", "gender"),
    [
        ("chimico", "noun", "masculine"),  # chimici, but fichi: the stress is not written
        ("mango", "noun", "feminine"),
        ("scricchiolio", "noun", "masculine"),  # olio, but scricchiolii
        ("borbottio", "noun", "masculine"),
        ("sinergia", "noun", "feminine"),  # sinergie, but orge
        ("libido", "noun", "feminine"),
        ("sottoscala", "noun", "masculine"),
        ("bungee", "noun", "masculine"),  # borrowed, with its spelling
        ("roulotte-bar", "noun", "feminine"),
        ("boutique", "noun", "feminine"),
        ("portavoce", "noun", "masculine/feminine"),
        ("caporedattore", "noun", "masculine"),
        ("pianoforti", "noun", "masculine"),  # a plural, or the same in both?
        ("carie", "noun", "feminine"),
        ("tavolo rotondo", "noun", "masculine"),
        ("ocra", "adjective", None),  # a noun of colour
        ("conservatore", "adjective", None),
        ("verde chiaro", "adjective", None),
        ("eroico-comico", "adjective", None),
        ("pane", "verb", None),
        ("andarsene", "verb", None),
        ("farcela", "verb", None),
        ("si lava", "verb", None),
    ],
)
def test_what_rules_cannot_know_is_refused(word, part_of_speech, gender):
    if part_of_speech == "verb":
        pytest.importorskip("ablaut")
    with pytest.raises(UnknownParadigmError, match=word.split(maxsplit=1)[0]):
        inflect(Lexeme(word, part_of_speech, gender))


def test_other_parts_of_speech_do_not_inflect():
    assert inflect(Lexeme("sempre", "adverb")) == {}


def test_the_module_is_found_by_the_code_of_the_language():
    assert inflector("it") is inflect


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ablaut", None)
    with pytest.raises(MissingExtraError, match="the extra “curate”"):
        inflect(Lexeme("cantare", "verb"))
