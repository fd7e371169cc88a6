"""Pronunciations against a table of our own, written by ear and not from what the code gives."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.es.pronunciation import STRESS, pronounce

with (Path(__file__).parent / "pronunciations.csv").open(encoding="utf-8", newline="") as lines:
    TABLE = [(row["lemma"], row["part_of_speech"], row["pronunciation"]) for row in csv.DictReader(lines)]

SOUNDS = set("abdefiklmnoprstuxwjɡɲɾʃʝθ" + STRESS + " ")


def test_pronunciations_are_those_of_the_table():
    assert {row: said for row in TABLE if (said := pronounce(row[0], row[1])) != row[2]} == {}


@pytest.mark.parametrize(
    "word",
    ["test", "stand", "kung-fu", "garçon", "twitter", "feng shui", "puzzle", "", "3", "jazz", "jeep", "boom", "blog"],
)
def test_foreign_spelling_is_not_read(word):
    assert pronounce(word, "noun") is None


@given(st.text("abcdefghijlmnñopqrstuvxyzáéíóúü", min_size=1, max_size=12))
def test_every_spelling_is_refused_or_read_in_known_sounds(word):
    said = pronounce(word, "noun")
    if said is not None:
        assert set(said) <= SOUNDS
        assert said.count(STRESS) <= 1
        assert unicodedata.is_normalized("NFC", said)
