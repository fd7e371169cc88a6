"""Does a sentence show a word?"""

import pytest

from pipeline.languages.spelling import shows, words_of


@pytest.mark.parametrize(
    ("text", "base_form", "forms"),
    [
        ("Compro pan.", "pan", []),
        ("¡Pan, por favor!", "pan", []),
        ("Hasta luego, Ana.", "hasta luego", []),
        ("Los panes son buenos.", "pan", ["panes"]),
        ("L'eau est froide.", "eau", []),
        ("Aujourd'hui, il pleut.", "aujourd'hui", []),
        ("Où est le petit-déjeuner ?", "petit-déjeuner", []),
        ("Ich stehe um sieben auf.", "aufstehen", ["stehe auf"]),
    ],
)
def test_word_is_seen(text: str, base_form: str, forms: list[str]) -> None:
    assert shows(text, base_form, forms)


@pytest.mark.parametrize(
    ("text", "base_form", "forms"),
    [
        ("Compro panes.", "pan", []),
        ("Auf dem Tisch stehe ich.", "aufstehen", ["stehe auf"]),
        ("Hasta mañana, luego no.", "hasta pronto", []),
        ("Él está aquí.", "esta", []),
        ("", "pan", []),
    ],
)
def test_word_is_not_seen(text: str, base_form: str, forms: list[str]) -> None:
    assert not shows(text, base_form, forms)


def test_words_are_case_folded() -> None:
    assert words_of("Straße, ¿QUÉ?") == ["strasse", "qué"]
