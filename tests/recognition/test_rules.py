"""Rules: what a profile says of running text."""

import pytest

from pipeline.languages.profile import Profile, Recognition, profile
from pipeline.recognition.rules import Rules, from_profile, rules_of


def of(**table: object) -> Rules:
    return from_profile(Profile("xx", "Test", recognition=Recognition(**table)))  # type: ignore[arg-type]


def test_a_language_without_a_profile_has_none() -> None:
    rules = rules_of(profile("xx"))
    assert rules == Rules(profile("xx"))


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_profiles_of_the_project_can_be_read(language: str) -> None:
    rules = rules_of(profile(language))
    assert rules.contractions
    assert rules.reflexive_pronouns


def test_spellings_have_the_plain_apostrophe() -> None:
    assert of(elisions={"l’": ("le",)}).elisions == {"l'": ("le",)}


def test_enclitics_stand_for_themselves_or_for_an_elision() -> None:
    assert of(enclitics={"me": "mi"}).enclitics == {"me": ("mi",)}
    assert of(enclitics=("me", "l'"), elisions={"l'": ("le",)}).enclitics == {"me": ("me",), "l'": ("le",)}


def test_one_word_need_not_be_a_list() -> None:
    assert of(variants={"e": "y"}).variants == {"e": ("y",)}


def test_hosts_are_form_types_or_features() -> None:
    one = Profile(
        "xx",
        "Test",
        paradigms={"verb": {"imperative": ("Mood=Imp|Person=2", "Mood=Imp|Person=3")}},
        recognition=Recognition(enclitic_hosts=("imperative", "VerbForm=Inf")),
    )
    assert from_profile(one).enclitic_hosts == (
        {"Mood": "Imp", "Person": "2"},
        {"Mood": "Imp", "Person": "3"},
        {"VerbForm": "Inf"},
    )


def test_groups_give_enclitics_their_order() -> None:
    rules = of(enclitic_groups=(("se",), ("me", "te")))
    assert rules.enclitic_order == {"se": 0, "me": 1, "te": 1}
    assert list(rules.enclitics) == ["se", "me", "te"]


def test_pronouns_may_say_which_forms_they_go_with() -> None:
    assert of(reflexive_pronouns={"me": "Number=Sing|Person=1"}).reflexive_pronouns == {
        "me": {"Number": "Sing", "Person": "1"}
    }
    assert of(reflexive_pronouns={"me": ""}).reflexive_pronouns == {"me": {}}
