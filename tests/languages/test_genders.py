"""What the ending of a noun shows of its gender."""

import pytest

from pipeline.languages.genders import gender_by_ending
from pipeline.languages.profile import profile
from tests.packs import committed


@pytest.mark.parametrize(
    ("language", "noun", "gender"),
    [
        ("it", "poltrona", "feminine"),
        ("it", "lenzuolo", "masculine"),
        ("it", "problema", ""),
        ("it", "mano", ""),
        ("it", "capofamiglia", ""),
        ("it", "fine settimana", ""),
        ("de", "Zeitung", "feminine"),
        ("de", "Ursprung", ""),
        ("de", "Ei", ""),
        ("es", "Canción", "feminine"),
        ("es", "día", ""),
        ("xx", "poltrona", ""),
    ],
)
def test_endings(language: str, noun: str, gender: str) -> None:
    assert gender_by_ending(language, noun) == gender


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "nl", "pt"])
def test_no_noun_of_our_packs_is_another_exception(language: str) -> None:
    nouns = [word for word in committed(language).lexicon.words if word.part_of_speech == "noun" and word.gender]
    shown = [(word, gender) for word in nouns if (gender := gender_by_ending(language, word.base_form))]
    assert shown
    assert {gender for _, gender in shown} <= set(profile(language).genders)
    assert [word.base_form for word, gender in shown if gender not in (word.gender or "").split("/")] == []
