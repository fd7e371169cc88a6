"""Syllables, stress and accents; examples of the *Ortografía* (2010) and of our own."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.es.enclitics import with_enclitic
from pipeline.languages.es.syllables import accented, plain, stressed_vowel, syllables

WORDS = st.text("abcdefghijlmnñopqrstuvxyz", min_size=1, max_size=14).filter(lambda word: set(word) & set("aeiou"))


@pytest.mark.parametrize(
    "parted",
    [
        "a-ve-ri-güéis",
        "a-e-ro-puer-to",
        "a-ho-ra",
        "al-re-de-dor",
        "at-le-ta",
        "buey",
        "chi-i-ta",
        "ciu-dad",
        "cons-truí-a",
        "gue-rra",
        "guiais",
        "ins-truc-ción",
        "le-í-ais",
        "pa-í-ses",
        "pa-ra-no-ia",
        "pin-güi-no",
        "prohi-bir",
        "quien",
        "trans-por-te",
        "u-ru-guay",
        "ve-hí-cu-lo",
    ],
)
def test_syllables(parted):
    assert syllables(parted.replace("-", "")) == tuple(parted.split("-"))


@pytest.mark.parametrize(
    "word",
    [
        "café",
        "canción",
        "reloj",
        "joven",
        "jóvenes",
        "país",
        "países",
        "búho",
        "ahínco",
        "bahía",
        "rey",
        "jersey",
        "robots",
        "bíceps",
        "ruido",
        "viuda",
        "huido",
        "guion",
        "rio",
        "vio",
        "construí",
        "prohíbe",
        "dieciséis",
        "averigüe",
        "lápiz",
        "feliz",
    ],
)
def test_accents_are_where_the_rules_ask_for_them(word):
    assert accented(plain(word), stressed_vowel(word)) == word


@pytest.mark.parametrize(("old", "new"), [("guión", "guion"), ("rió", "rio"), ("huí", "hui"), ("guiáis", "guiais")])
def test_forms_of_one_syllable_have_no_accent(old, new):
    assert accented(old, stressed_vowel(old)) == new


@given(WORDS)
def test_syllables_are_the_word(word):
    assert "".join(syllables(word)) == word


@given(WORDS)
def test_an_accent_is_read_as_it_was_written(word):
    vowel = stressed_vowel(word)
    spelled = accented(word, vowel)
    assert plain(spelled) == plain(word)
    assert stressed_vowel(spelled) == vowel
    assert unicodedata.is_normalized("NFC", spelled)


@pytest.mark.parametrize(
    ("form", "pronoun", "joined"),
    [
        ("levanta", "te", "levántate"),
        ("pon", "te", "ponte"),
        ("sentad", "os", "sentaos"),
        ("vestid", "os", "vestíos"),
        ("sentemos", "nos", "sentémonos"),
        ("dé", "se", "dese"),
        ("está", "te", "estate"),
        ("reír", "se", "reírse"),
        ("dando", "le", "dándole"),
        ("oye", "me", "óyeme"),
    ],
)
def test_enclitics_keep_the_stress(form, pronoun, joined):
    assert with_enclitic(form, pronoun) == joined
