"""What an export knows of a word, from its forms."""

import pytest

from pipeline.export.vocabulary import Form, Word
from pipeline.languages.profile import profile


@pytest.mark.parametrize(
    ("language", "base_form", "part_of_speech", "features", "article"),
    [
        ("de", "Eltern", "noun", ("Case=Nom|Number=Plur",), "die"),
        ("de", "wir", "pronoun", ("Case=Nom|Number=Plur|Person=1",), None),
        ("fr", "plusieurs", "adjective", ("Number=Plur",), None),
        ("es", "gafas", "noun", ("Gender=Fem|Number=Plur",), "las"),
    ],
)
def test_only_nouns_have_an_article(
    language: str, base_form: str, part_of_speech: str, features: tuple[str, ...], article: str | None
) -> None:
    form = Form("plural", base_form, features, None)
    word = Word(1, base_form, part_of_speech, None, None, "A1", 1, (), (), (form,), (), ())
    assert word.article(profile(language)) == article
