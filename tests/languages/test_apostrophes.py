"""The apostrophe that learners see."""

import pytest

from pipeline.languages.apostrophes import printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'eau est froide.", "L’eau est froide."),
        ("Qu'est-ce qu'il y a aujourd'hui\u202f?", "Qu’est-ce qu’il y a aujourd’hui\u202f?"),
        ("Wie geht's?", "Wie geht’s?"),
        ("Das ist Lukas' Buch.", "Das ist Lukas’ Buch."),
        ("So 'ne Frage!", "So ’ne Frage!"),
        ("my parents' house", "my parents’ house"),
        ("l'", "l’"),
        ("It isn't 'hello' here.", "It isn’t 'hello' here."),
        ("5' and 3'", "5' and 3'"),
        ("", ""),
    ],
)
def test_printed(text: str, expected: str) -> None:
    assert printed(text) == expected
    assert printed(expected) == expected
