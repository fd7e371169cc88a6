"""What is said of a pronunciation that is not IPA: all of it at once, and what to do."""

import pytest

from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.lexicon import Lexicon, Word
from pipeline.rules.words.pronunciation import pronunciation_letters


def found(pronunciation: str) -> list[tuple[str, str | None]]:
    word = Word("rubinetto", "noun", (), (), "home", Place("it/A1/home.yaml"), pronunciation=pronunciation)
    return [(one.message, one.suggestion) for one in pronunciation_letters(Lexicon("it", words=(word,)), profile("it"))]


def test_another_transcription_is_one_finding() -> None:
    ((message, hint),) = found("ru-bi-NET-to")
    assert message == "“-”, “N”, “E” and “T” are not IPA, in the pronunciation “ru-bi-NET-to”"
    assert hint is not None
    assert "leave it empty: it is optional" in hint
    assert "`babblr-vocab pronounce it --write`" in hint


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("rubi'netto", "“'” is not IPA, in the pronunciation “rubi'netto”", "Write ˈ (U+02C8) for “'”"),
        ("'go:", "“'”, “g” and “:” are not IPA, in the pronunciation “'go:”", None),
    ],
)
def test_what_was_typed_for_a_sign_is_said_with_the_sign(typed: str, message: str, hint: str | None) -> None:
    signs = "Write ˈ (U+02C8) for “'”, ɡ (U+0261) for “g”, ː (U+02D0) for “:”"
    assert found(typed) == [(message, hint or signs)]


def test_ipa_is_left_alone() -> None:
    assert found("rubiˈnetto") == []
