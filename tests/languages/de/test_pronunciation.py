"""Pronunciations against a table of our own."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.de.pronunciation import pronounce
from tests.languages.de.tables import rows

SOUNDS = set("abdefhijklmnoprstuvyzøŋœɐɔəɛɡɪʁʃʊʏʒçxãɛ̃ˈˌː̯͡ ")


@pytest.mark.parametrize("row", rows("pronunciations"), ids=lambda row: row["base_form"])
def test_pronunciations_are_those_of_the_table(row):
    assert pronounce(row["base_form"], row["part_of_speech"]) == (row["ipa"] or None)


def test_only_sounds_of_german_are_written():
    for row in rows("pronunciations"):
        assert set(row["ipa"]) <= SOUNDS, row["base_form"]


@given(st.text(alphabet="abcdefghiklmnoprstuwzäöüßABENST- éy", max_size=14))
def test_any_word_gets_one_stress_or_nothing(word):
    spoken = pronounce(word, "noun")
    if spoken is not None:
        assert unicodedata.is_normalized("NFC", spoken)
        assert set(spoken) <= SOUNDS
        assert all(part.count("ˈ") <= 1 for part in spoken.split(" "))


@pytest.mark.parametrize("part_of_speech", ["noun", "verb"])
@given(word=st.text(max_size=20))
def test_any_text_is_survived(part_of_speech, word):
    assert pronounce(word, part_of_speech) is None or word.strip()
