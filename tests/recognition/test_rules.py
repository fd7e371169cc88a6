"""Rules: read from a profile, whatever else stands in it."""

import pytest

from pipeline.languages.profile import Profile, profile
from pipeline.recognition.rules import Rules, from_profile, rules_of


def of(**table: object) -> Rules:
    return from_profile(Profile("xx", "Test", recognition=table))


def test_a_language_without_a_profile_has_none() -> None:
    rules = rules_of("xx")
    assert rules == Rules(profile("xx"))


def test_unknown_keys_are_ignored() -> None:
    rules = of(articles=("el",), something={"new": 1})
    assert rules == Rules(rules.profile)


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_profiles_of_the_project_can_be_read(language: str) -> None:
    rules = rules_of(language)
    assert rules.contractions
    assert rules.reflexive_pronouns


def test_a_list_is_a_table_without_values() -> None:
    assert of(elisions=("l’", "d'")).elisions == {"l'": (), "d'": ()}
    assert of(enclitics=("me", "l'"), elisions={"l'": ("le",)}).enclitics == {"me": ("me",), "l'": ("le",)}


def test_one_word_need_not_be_a_list() -> None:
    assert of(variants={"e": "y"}).variants == {"e": ("y",)}


def test_hosts_are_form_types_or_features() -> None:
    one = Profile(
        "xx",
        "Test",
        paradigms={"verb": {"imperative": ("Mood=Imp|Person=2", "Mood=Imp|Person=3")}},
        recognition={"enclitic_hosts": ("imperative", "VerbForm=Inf", "nonsense")},
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
    assert of(reflexive_pronouns=("me",)).reflexive_pronouns == {"me": {}}
