"""The definite article that a noun is learnt with."""

import pytest

from pipeline.languages.articles import article_of, definite_article
from pipeline.languages.profile import Profile, profile
from tests.packs import committed


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


@pytest.mark.parametrize(
    ("language", "noun", "article"),
    [
        ("es", "gafas", "las"),
        ("es", "Estados Unidos", "los"),
        ("es", "España", None),
        ("es", "enero", None),
        ("es", "agua", "el"),
        ("fr", "États-Unis", "les"),
        ("fr", "vacances", "les"),
        ("it", "occhiali", "gli"),
        ("it", "jeans", "i"),
        ("it", "Paesi Bassi", "i"),
        ("pt", "óculos", "os"),
        ("pt", "calças", "as"),
        ("pt", "Portugal", None),
        ("pt", "Brasil", "o"),
        ("de", "Eltern", "die"),
        ("de", "USA", "die"),
        ("de", "Schweiz", "die"),
        ("de", "Österreich", None),
        ("nl", "kleren", "de"),
        ("nl", "Nederland", None),
    ],
)
def test_a_noun_of_a_pack_has_its_article_in_lessons_and_exports(language: str, noun: str, article: str | None) -> None:
    word = next(one for one in committed(language).lexicon.words if one.base_form == noun)
    assert article_of(profile(language), word) == article
