"""Paradigms against tables of our own, written from grammars and not from what the code gives."""

import csv
import itertools
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.fr import tables
from pipeline.languages.fr.inflection import inflect
from pipeline.languages.inflection import Lexeme, UnknownParadigmError, inflector
from pipeline.languages.profile import profile
from pipeline.system.extras import MissingExtraError

FILES = {"verb": "conjugations.csv", "noun": "nouns.csv", "adjective": "adjectives.csv"}


def rows(part_of_speech: str) -> list[tuple[str, Mapping[str, tuple[str, ...]]]]:
    """Return base forms and their cells; a cell that is empty in the table must not be in the paradigm."""
    with (Path(__file__).parent / FILES[part_of_speech]).open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    return [
        (row.pop("base_form"), {cell: tuple(forms.split("|")) if forms else () for cell, forms in row.items()})
        for row in table
    ]


WORDS = [(part, base_form, cells) for part in FILES for base_form, cells in rows(part)]


def paradigm(base_form: str, part_of_speech: str) -> Mapping[str, tuple[str, ...]]:
    if part_of_speech == "verb":
        pytest.importorskip("ablaut")
    return inflect(Lexeme(base_form, part_of_speech))


@pytest.mark.parametrize(
    ("part", "base_form", "cells"), WORDS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_forms_are_those_of_the_table(part, base_form, cells):
    found = paradigm(base_form, part)
    assert {cell: found.get(cell, ()) for cell in cells} == cells


@pytest.mark.parametrize("part", FILES)
def test_every_word_has_sound_forms_in_cells_of_the_profile(part):
    names = {cell for cells in profile("fr").paradigms[part].values() for cell in cells}
    for base_form, _ in rows(part):
        found = paradigm(base_form, part)
        assert set(found) <= names
        assert not found or next(iter(found.values()))[0] == base_form  # the citation cell comes first
        for form in itertools.chain.from_iterable(found.values()):
            assert form == form.strip() != ""
            assert unicodedata.is_normalized("NFC", form)
            assert not any(map(str.isupper, form)) or any(map(str.isupper, base_form))
        assert all(len(set(forms)) == len(forms) > 0 for forms in found.values())


def test_the_profile_names_cells_once_with_their_features_sorted():
    for cells in profile("fr").paradigms.values():
        names = [cell for group in cells.values() for cell in group]
        assert len(names) == len(set(names))
        assert all(cell.split("|") == sorted(cell.split("|")) for cell in names)


def test_finite_forms_have_no_reflexive_pronoun():
    found = paradigm("se laver", "verb")
    assert found["VerbForm=Inf"] == ("se laver",)
    assert found["Tense=Pres|VerbForm=Part"] == ("lavant",)
    assert found["Mood=Imp|Number=Plur|Person=2|Tense=Pres|VerbForm=Fin"] == ("lavez",)


@pytest.mark.parametrize(
    ("base_form", "first_person"),
    [("s'en aller", "vais"), ("faire les courses", "fais les courses"), ("se rendre compte", "rends compte")],
)
def test_of_several_words_the_verb_is_conjugated(base_form, first_person):
    found = paradigm(base_form, "verb")
    assert found["VerbForm=Inf"] == (base_form,)
    assert found["Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin"] == (first_person,)


def test_a_defective_verb_has_the_tenses_in_use():
    assert set(paradigm("quérir", "verb")) == {"VerbForm=Inf"}
    assert paradigm("clore", "verb")["Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"] == ("closent",)
    assert "Mood=Ind|Number=Plur|Person=3|Tense=Imp|VerbForm=Fin" not in paradigm("clore", "verb")
    assert not any("Mood=Imp" in cell for cell in paradigm("pouvoir", "verb"))


def test_an_infinitive_of_1990_is_conjugated_like_the_traditional_one():
    pytest.importorskip("ablaut")
    cells = inflect(Lexeme("décroitre", "verb"))
    assert cells["VerbForm=Inf"] == ("décroitre", "décroître")
    assert "décroitras" in cells["Mood=Ind|Number=Sing|Person=2|Tense=Fut|VerbForm=Fin"]


def test_an_impersonal_verb_has_the_third_person_only():
    finite = [cell for cell in paradigm("falloir", "verb") if "VerbForm=Fin" in cell]
    assert len(finite) == 7
    assert all("Person=3" in cell and "Number=Sing" in cell for cell in finite)


@pytest.mark.parametrize(
    ("base_form", "participles"),
    [
        ("dormir", ["dormi"]),
        ("devoir", ["dû", "due", "dus", "dues"]),
        ("prendre", ["pris", "prise", "pris", "prises"]),
        ("absoudre", ["absous", "absoute", "absous", "absoutes"]),
    ],
)
def test_participles_agree_where_they_can(base_form, participles):
    found = paradigm(base_form, "verb")
    assert [forms[0] for cell, forms in found.items() if "Tense=Past|VerbForm=Part" in cell] == participles


@pytest.mark.parametrize(
    ("base_form", "tense", "form"),
    [
        ("connaître", "Mood=Ind|Number=Plur|Person=1|Tense=Past|VerbForm=Fin", "connûmes"),
        ("connaître", "Mood=Sub|Number=Sing|Person=3|Tense=Imp|VerbForm=Fin", "connût"),
        ("jeûner", "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin", "jeûne"),
        ("croître", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "croît"),
        ("rappeler", "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin", "rappelle"),
        ("préférer", "Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin", "préférons"),
    ],
)
def test_the_reform_leaves_alone_what_it_does_not_name(base_form, tense, form):
    assert paradigm(base_form, "verb")[tense] == (form,)


@pytest.mark.parametrize(
    ("masculine", "feminine"),
    [
        ("élévateur", "élévatrice"),
        ("producteur", "productrice"),
        ("percepteur", "perceptrice"),
        ("distributeur", "distributrice"),
        ("tricheur", "tricheuse"),
        ("dormeur", "dormeuse"),
        ("rieur", "rieuse"),
        ("râleur", "râleuse"),
        ("envahisseur", "envahisseuse"),
        ("porteur", "porteuse"),
        ("vengeur", "vengeresse"),
        ("antérieur", "antérieure"),
        ("meilleur", "meilleure"),
    ],
)
def test_the_feminine_of_eur_follows_what_precedes_it(masculine, feminine):
    cells = paradigm(masculine, "adjective")
    assert cells["Gender=Fem|Number=Sing"] == (feminine,)
    assert cells["Gender=Fem|Number=Plur"] == (f"{feminine}s",)


def test_an_adjective_without_a_feminine_has_no_cells_for_it():
    assert set(paradigm("vainqueur", "adjective")) == {"Gender=Masc|Number=Sing", "Gender=Masc|Number=Plur"}


@pytest.mark.parametrize(
    ("base_form", "part", "reason"),
    [
        ("rally", "noun", "loanword"),
        ("clergyman", "noun", "loanword"),
        ("porte-avions", "noun", "compound"),
        ("carte bancaire", "noun", "compound"),
        ("compositeur", "adjective", "ending"),
        ("obsesseur", "adjective", "ending"),
        ("transmetteur", "adjective", "ending"),
        ("bel", "adjective", "short form of “beau”"),
        ("vieil", "adjective", "short form of “vieux”"),
        ("cet", "adjective", "short form of “ce”"),
        ("hip", "adjective", "ending"),
        ("bleu clair", "adjective", "compound"),
        ("bavarde", "verb", "infinitive"),
    ],
)
def test_what_rules_cannot_know_is_refused_with_its_reason(base_form, part, reason):
    with pytest.raises(UnknownParadigmError, match=reason):
        paradigm(base_form, part)


def test_other_parts_of_speech_do_not_inflect():
    assert inflect(Lexeme("avec", "preposition")) == {}


def test_the_language_has_its_inflector():
    assert inflector("fr") is inflect


def test_without_ablaut_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "ablaut", None)
    with pytest.raises(MissingExtraError, match="the extra “curate”"):
        inflect(Lexeme("parler", "verb"))


@pytest.mark.parametrize("name", ["nouns.csv", "adjectives.csv"])
def test_exceptions_stand_once_and_in_columns(name):
    base_forms = [row["base_form"] for row in tables.rows(name)]
    assert len(base_forms) == len(set(base_forms))
    assert all(None not in row and None not in row.values() for row in tables.rows(name))


@given(
    st.text("abcdefghijlmnopqrstuvxzàâçéèêëîïôœùûü- '", min_size=1, max_size=14), st.sampled_from(["noun", "adjective"])
)
def test_any_word_is_inflected_or_refused(word, part):
    try:
        found = inflect(Lexeme(word, part))
    except UnknownParadigmError:
        return
    assert all(form for forms in found.values() for form in forms)
