"""Sentences and the words that must be found in them: `cases/<language>.yaml`. A new entry there is a new test."""

from typing import Any

import pytest
import yaml

from pipeline.recognition.recognition import recognise
from tests.recognition.small import FOLDER, LANGUAGES, small, words_of


def cases() -> list[Any]:
    found = []
    for language in LANGUAGES:
        table = yaml.safe_load((FOLDER / "cases" / f"{language}.yaml").read_text("utf-8"))
        found += [pytest.param(language, text, words, id=f"{language}-{text!a}") for text, words in table.items()]
    return found


@pytest.mark.parametrize(("language", "text", "words"), cases())
def test_case(language: str, text: str, words: list[str]) -> None:
    assert words_of(recognise(text, small(language))) == words
