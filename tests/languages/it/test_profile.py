"""What the profile says of nouns and base forms."""

import pytest

from pipeline.languages.articles import article_before, definite_article
from pipeline.languages.profile import profile


@pytest.mark.parametrize(
    ("noun", "gender", "article"),
    [
        ("libro", "masculine", "il"),
        ("sole", "masculine", "il"),
        ("casa", "feminine", "la"),
        ("stazione", "feminine", "la"),
        ("amico", "masculine", "l'"),
        ("uomo", "masculine", "l'"),
        ("hotel", "masculine", "l'"),
        ("amica", "feminine", "l'"),
        ("studente", "masculine", "lo"),
        ("zaino", "masculine", "lo"),
        ("zia", "feminine", "la"),
        ("gnomo", "masculine", "lo"),
        ("psicologo", "masculine", "lo"),
        ("yogurt", "masculine", "lo"),
        ("iodio", "masculine", "lo"),
        ("iena", "feminine", "la"),
        ("insegnante", "masculine/feminine", "l'"),
        ("cantante", "masculine/feminine", None),
    ],
)
def test_the_article_that_a_noun_is_learnt_with(noun: str, gender: str, article: str | None) -> None:
    assert definite_article(profile("it"), noun, gender, None) == article


@pytest.mark.parametrize(
    ("text", "article"), [("l'amico", "l'"), ("lo zio", "lo"), ("lozione", None), ("gli amici", "gli")]
)
def test_an_article_before_a_noun_is_known(text: str, article: str | None) -> None:
    assert article_before(profile("it"), text) == article
