"""What the profile says of nouns and base forms."""

import pytest

from pipeline.languages.articles import article_before, definite_article
from pipeline.languages.profile import profile


@pytest.mark.parametrize(
    ("noun", "gender", "article"),
    [
        ("livro", "masculine", "o"),
        ("água", "feminine", "a"),
        ("turista", "masculine/feminine", None),
    ],
)
def test_the_article_that_a_noun_is_learnt_with(noun: str, gender: str, article: str | None) -> None:
    assert definite_article(profile("pt"), noun, gender, None) == article


@pytest.mark.parametrize(
    ("text", "article"), [("a mesa", "a"), ("amesa", None), ("os amigos", "os"), ("uns dias", "uns")]
)
def test_an_article_before_a_noun_is_known(text: str, article: str | None) -> None:
    assert article_before(profile("pt"), text) == article


@pytest.mark.parametrize(
    ("base_form", "infinitive"), [("lavar-se", "lavar"), ("pôr-se", "pôr"), ("propor-se", "propor"), ("lavar", "lavar")]
)
def test_the_infinitive_of_a_reflexive_verb(base_form: str, infinitive: str) -> None:
    assert profile("pt").core(base_form) == infinitive
