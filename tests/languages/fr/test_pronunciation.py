"""Pronunciations against a table of our own, written by ear and not from what the code gives."""

import csv
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.fr import tables
from pipeline.languages.fr.pronunciation import pronounce

with (Path(__file__).parent / "pronunciations.csv").open(encoding="utf-8", newline="") as lines:
    TABLE = [(row["base_form"], row["part_of_speech"], row["pronunciation"]) for row in csv.DictReader(lines)]

SOUNDS = re.compile("(?:[abdefijklmnopstuvwyzøœŋəɔɛɡɲɥʁʃʒ ]|[ɑɛɔœ]\u0303)*")
LETTERS = "abcdefghijlmnopqrstuvxyzàâçéèêëîïôœùûü"


@pytest.mark.parametrize(("base_form", "part_of_speech", "sounds"), TABLE)
def test_words_are_said_as_in_the_table(base_form, part_of_speech, sounds):
    assert pronounce(base_form, part_of_speech) == sounds


@pytest.mark.parametrize(
    "word", ["kayak", "western", "feeling", "lobby", "tout à fait", "olibrius", "façade!", "señor", "3"]
)
def test_what_spelling_does_not_tell_is_left_out(word):
    assert pronounce(word, "noun") is None


@pytest.mark.parametrize(
    "word",
    [
        *("coeur", "soeur", "oeuvre", "coexister"),  # œ, or two vowels
        *("cap", "clip", "job", "troc", "marc", "serf", "grésil", "circonspect", "succinct"),  # silent, or not
        *("sangsue", "sculptural", "damnation"),  # silent inside a word, as in longtemps
        *("quick", "jab", "buzz", "trickster"),
        "États-Unis",
    ],
)
def test_letters_that_may_be_silent_or_foreign_are_left_out(word):
    assert pronounce(word, "noun") is None


@pytest.mark.parametrize(
    ("word", "sounds"),
    [("cœur", "kœʁ"), ("longtemps", "lɔ̃tɑ̃"), ("loup", "lu"), ("champ", "ʃɑ̃"), ("blanc", "blɑ̃"), ("profil", None)],
)
def test_letters_that_leave_no_doubt_are_said(word, sounds):
    assert pronounce(word, "noun") == sounds


def test_a_verb_is_not_an_english_noun():
    assert pronounce("détester", "verb") == "detɛste"


@pytest.mark.parametrize("rule", tables.rows("letters.csv"), ids=lambda rule: rule["example"])
def test_rules_have_an_example_with_their_letters(rule):
    assert rule["letters"] in rule["example"]
    assert pronounce(rule["example"], "noun")


def test_single_words_stand_once_and_in_known_sounds():
    base_forms = [row["base_form"] for row in tables.rows("pronunciation.csv")]
    assert len(base_forms) == len(set(base_forms))
    for row in tables.rows("pronunciation.csv"):
        assert SOUNDS.fullmatch(row["pronunciation"]), row


@given(st.text(LETTERS + "- '", min_size=1, max_size=12), st.sampled_from(["noun", "verb"]))
def test_every_spelling_is_refused_or_read_in_known_sounds(word, part_of_speech):
    sounds = pronounce(word, part_of_speech)
    if sounds is not None:
        assert SOUNDS.fullmatch(sounds)
        assert unicodedata.is_normalized("NFC", sounds)
