"""Pronunciations against a table of our own, written by hand and not from what the code gives."""

import csv
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.nl.pronunciation import pronounce

with (Path(__file__).parent / "pronunciations.csv").open(encoding="utf-8", newline="") as lines:
    TABLE = [(row["lemma"], row["part_of_speech"], row["pronunciation"] or None) for row in csv.DictReader(lines)]

SOUNDS = set("abdefhijklmnoprstuvxyzøœŋɑɔəɛɣɪʃʋʏːˈ ")


def test_pronunciations_are_those_of_the_table_and_what_spelling_leaves_open_has_none() -> None:
    assert {row: said for row in TABLE if (said := pronounce(row[0], row[1])) != row[2]} == {}


def test_nothing_is_no_word() -> None:
    assert pronounce("", "noun") is None


@given(st.text("abcdeghijklmnoprstuvwzëï ", min_size=1, max_size=12), st.sampled_from(["noun", "verb", "adverb"]))
def test_every_spelling_is_refused_or_read_in_known_sounds(word: str, part_of_speech: str) -> None:
    said = pronounce(word, part_of_speech)
    if said is not None:
        assert set(said) <= SOUNDS
        assert said.count("ˈ") <= 1
        assert unicodedata.is_normalized("NFC", said)
