"""Does a sentence show a word?"""

import pytest

from pipeline.languages.profile import Profile, profile
from pipeline.languages.spelling import shows, words_of

PLAIN = Profile("eo", "Esperanto")


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
    assert shows(text, base_form, forms, PLAIN)


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
    assert not shows(text, base_form, forms, PLAIN)


def test_words_are_in_lower_case() -> None:
    assert words_of("Straße, ¿QUÉ?", PLAIN) == ["straße", "qué"]


def test_lower_case_is_that_of_the_language() -> None:
    assert words_of("ISPARTA İyi", profile("tr")) == ["ısparta", "iyi"]
    assert shows("İYİ geceler.", "iyi", [], profile("tr"))
    assert not shows("İYİ geceler.", "ıyı", [], profile("tr"))


@pytest.mark.parametrize(
    ("language", "text", "base_form", "forms"),
    [
        ("ja", "毎朝パンを食べます。", "パン", []),
        ("ja", "毎朝パンを食べます。", "食べる", ["食べます"]),
        ("zh", "我每天吃面包。", "面包", []),
        ("th", "ฉันกินข้าวทุกวัน", "ข้าว", []),
    ],
)
def test_without_spaces_the_letters_are_looked_for(language: str, text: str, base_form: str, forms: list[str]) -> None:
    assert shows(text, base_form, forms, profile(language))
    assert not shows(text, f"{base_form}{base_form}", [], profile(language))
