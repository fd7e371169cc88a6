"""The definite article that a noun is learnt with."""

import pytest

from pipeline.languages.articles import definite_article
from pipeline.languages.profile import Profile, profile


@pytest.mark.parametrize(
    ("language", "noun", "gender", "pronunciation", "article"),
    [
        ("es", "pan", "masculine", "pan", "el"),
        ("es", "casa", "feminine", "ˈkasa", "la"),
        ("es", "agua", "feminine", "ˈaɡwa", "el"),
        ("es", "amiga", "feminine", "aˈmiɣa", "la"),
        ("es", "árbol", "masculine", "ˈaɾβol", "el"),
        ("es", "artista", "masculine/feminine", "aɾˈtista", None),
        ("fr", "pain", "masculine", "pɛ̃", "le"),
        ("fr", "eau", "feminine", "o", "l'"),
        ("fr", "homme", "masculine", "ɔm", "l'"),
        ("fr", "haricot", "masculine", "aʁiko", "le"),
        ("fr", "yaourt", "masculine", "jauʁt", "le"),
        ("fr", "élève", "masculine/feminine", "elɛv", "l'"),
        ("de", "Haus", "neuter", "haʊ̯s", "das"),
        ("de", "Wohnung", "feminine", None, "die"),
        ("de", "Eltern", None, None, None),
    ],
)
def test_nouns(language: str, noun: str, gender: str | None, pronunciation: str | None, article: str | None) -> None:
    assert definite_article(profile(language), noun, gender, pronunciation) == article


def test_a_language_whose_profile_has_none() -> None:
    assert definite_article(Profile("xx", "xx"), "a", "masculine", None) is None
