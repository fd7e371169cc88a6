"""Pronunciations against tables of our own, written from dictionaries and not from what the code gives."""

import csv
import importlib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

LETTERS = {"it": "abcdefghilmnopqrstuvzàèéìòù ", "pt": "abcdefghijlmnopqrstuvxzáâãàçéêíóôõú- "}
SOUNDS = {
    "it": set("abdefijklmnoprstuvwzɔɛɡɲʃʎʒˈ "),
    "pt": set("abdefijklmnopstuvwzɐɔɛɡɨɲɾʁʃʎʒẽĩõũˈ \N{COMBINING TILDE}"),
}


def pronounce(language: str) -> Callable[[str, str], str | None]:
    """Return what pronounces the words of a language."""
    found: Callable[[str, str], str | None] = importlib.import_module(
        f"pipeline.languages.{language}.pronunciation"
    ).pronounce
    return found


@pytest.mark.parametrize("language", LETTERS)
def test_pronunciations_are_those_of_the_table_and_what_spelling_leaves_open_has_none(language: str) -> None:
    path = Path(__file__).parent / language / "pronunciations.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        table = [(row["lemma"], row["part_of_speech"], row["pronunciation"] or None) for row in csv.DictReader(lines)]
    say = pronounce(language)
    assert {row: said for row in table if (said := say(row[0], row[1])) != row[2]} == {}


@pytest.mark.parametrize("language", LETTERS)
def test_nothing_is_no_word(language: str) -> None:
    assert pronounce(language)("", "noun") is None


@pytest.mark.parametrize("language", LETTERS)
@given(data=st.data(), part_of_speech=st.sampled_from(["noun", "verb", "adverb"]))
def test_every_spelling_is_refused_or_read_in_known_sounds(
    language: str, data: st.DataObject, part_of_speech: str
) -> None:
    word = data.draw(st.text(LETTERS[language], min_size=1, max_size=12))
    said = pronounce(language)(word, part_of_speech)
    if said is not None:
        assert set(said) <= SOUNDS[language]
        assert all(one.count("ˈ") <= 1 for one in said.split())
        assert unicodedata.is_normalized("NFC", said)
