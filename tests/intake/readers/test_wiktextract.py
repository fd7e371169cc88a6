"""Entries of Wiktionary, as wiktextract writes them."""

import json
from typing import Any

import pytest

from pipeline.intake.readers.registry import family_for
from pipeline.intake.statements import Aside, Entry, Sample, Statement
from tests.intake.readers.reading import read_one


def said(language: str = "es", **fields: Any) -> Statement:
    """Return what is read from an entry."""
    entry = {"word": "casa", "lang_code": "es", "pos": "noun", "senses": [{"glosses": ["house"]}]} | fields
    (row,) = read_one(json.dumps(entry).encode(), language).rows
    (statement,) = row.statements
    return statement


def entry(language: str = "es", **fields: Any) -> Entry:
    found = said(language, **fields)
    assert isinstance(found, Entry)
    return found


@pytest.mark.parametrize(
    ("fields", "gender"),
    [
        ({"tags": ["feminine"]}, "feminine"),
        (
            {"senses": [{"glosses": ["a"], "tags": ["masculine"]}, {"glosses": ["b"], "tags": ["feminine"]}]},
            "masculine/feminine",
        ),
        ({"head_templates": [{"args": {"1": "f"}}]}, "feminine"),
        ({"head_templates": [{"args": {"1": "mf"}}]}, "masculine/feminine"),
        ({"head_templates": [{"args": {"1": "m-p"}}]}, "masculine"),
        (
            {"head_templates": [{"args": {"1": "n,(e)s,^er"}, "expansion": "Haus n (strong, genitive Hauses)"}]},
            "neuter",
        ),
        ({"head_templates": [{"expansion": "casa f (plural casas)"}]}, "feminine"),
        ({"head_templates": [{"expansion": "artista m or f (plural artistas)"}]}, "masculine/feminine"),
        ({"head_templates": [{"expansion": "fiets c (plural fietsen)"}]}, "common"),
        ({"head_templates": [{"args": {"1": "pl"}}]}, ""),
        ({"pos": "adj", "tags": ["feminine"]}, ""),
    ],
)
def test_gender(fields: dict[str, Any], gender: str) -> None:
    assert entry(**fields).gender == gender


def test_pronunciation_is_that_of_the_region_taught() -> None:
    sounds = [
        {"ipa": "/ˈkasa/", "tags": ["Latin-America"]},
        {"ipa": "[ˈka.sa]", "tags": ["Spain"]},
        {"ipa": "/ˈkasa̠/", "tags": ["Spain"]},
        {"audio": "x.ogg"},
    ]
    assert entry(sounds=sounds).pronunciations == ("ˈkasa̠",)
    assert entry(sounds=[{"ipa": "/a/", "tags": ["Mexico"]}, {"ipa": "/b/"}]).pronunciations == ("b",)
    assert entry(sounds=[{"ipa": "[x]"}]).pronunciations == ("x",)
    assert entry().pronunciations == ()


def test_forms() -> None:
    forms = [
        {"form": "casa", "tags": ["canonical"]},
        {"form": "casas", "tags": ["plural"]},
        {"form": "casita", "tags": ["diminutive"]},
        {"form": "niña", "tags": ["feminine", "singular"]},
        {"form": "xyz", "tags": ["plural"], "source": "declension"},
    ]
    found = entry(forms=forms)
    assert found.plural == "casas"
    assert found.forms == (("", "casita"), ("feminine", "niña"))


@pytest.mark.parametrize(
    ("gloss", "translations"),
    [
        ("present; gift", ("present", "gift")),
        ("city, town", ("city", "town")),
        ("a vessel, usually made of glass, for drinking", ("a vessel, usually made of glass, for drinking",)),
        ("to wash (one's hands, face)", ("to wash (one's hands, face)",)),
    ],
)
def test_translations(gloss: str, translations: tuple[str, ...]) -> None:
    assert entry(senses=[{"glosses": [gloss]}]).senses == (translations,)


def test_a_sense_under_another_has_its_own_gloss() -> None:
    assert entry(senses=[{"glosses": ["building", "house"]}]).senses == (("house",),)


def test_what_a_person_should_look_at() -> None:
    senses = [
        {"glosses": ["car"], "tags": ["Latin-America"]},
        {"glosses": ["wagon"], "tags": ["Spain"]},
        {"glosses": ["wreck"], "tags": ["colloquial", "derogatory"]},
    ]
    assert entry(senses=senses).doubts == (
        "first sense is said in Latin-America",
        "third sense is colloquial, derogatory",
    )


def test_examples_keep_their_source() -> None:
    senses = [
        {"glosses": ["house"], "examples": [{"text": "Es mi casa.", "translation": "It is mine.", "ref": "2001, X"}]}
    ]
    assert entry(senses=senses).examples == (Sample("Es mi casa.", "It is mine.", "2001, X"),)


@pytest.mark.parametrize(
    ("fields", "aside"),
    [
        ({"senses": [{"glosses": ["plural of x"], "form_of": [{"word": "x"}]}]}, Aside("casa", "form of x", "x")),
        ({"senses": [{"glosses": ["old x"], "alt_of": [{"word": "x"}]}]}, Aside("casa", "another spelling of x", "x")),
        ({"pos": "name"}, Aside("casa", "proper name")),
        ({"pos": "suffix"}, Aside("casa", "part of a word (suffix)")),
        ({"lang_code": "it"}, Aside("casa", "another language (it)")),
        ({"lang_code": []}, Aside("casa", "another language (not stated)")),
        ({"word": ""}, Aside("", "not an entry")),
    ],
)
def test_what_is_set_aside(fields: dict[str, Any], aside: Aside) -> None:
    assert said(**fields) == aside


def test_a_form_with_a_meaning_of_its_own_is_a_word() -> None:
    senses = [{"glosses": ["plural of esposa"], "form_of": [{"word": "esposa"}]}, {"glosses": ["handcuffs"]}]
    assert entry(word="esposas", senses=senses).senses == (("handcuffs",),)


def test_values_of_other_kinds_say_nothing() -> None:
    odd = {
        "senses": [1, {"glosses": 5}, {"glosses": [None]}],
        "forms": {"a": 1},
        "sounds": ["x"],
        "head_templates": None,
    }
    assert entry(**odd, pos=[]) == Entry("casa")


def test_a_first_entry_longer_than_what_is_looked_at() -> None:
    long = json.dumps({"word": "casa", "lang_code": "es", "pos": "noun", "senses": [{"glosses": ["x" * 200_000]}]})
    assert family_for(long.encode()).name == "wiktextract"
