"""Whole classes of words that a beginner knows: numbers, days and months, as others list them."""

from pathlib import Path

import pytest

from pipeline.recognition.coverage import coverage
from pipeline.recognition.index import Index, of_lexicon
from tests.packs import LANGUAGES, committed

FOLDER = Path(__file__).parent / "data" / "numerals"

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def unknown(texts: list[str], index: Index) -> list[str]:
    return [text for text in texts if coverage(text, index, "A1").lower != 1]


def test_numbers_in_words_are_known(language: str) -> None:
    lines = (FOLDER / f"{language}.tsv").read_text("utf-8").splitlines()
    assert len(lines) > 400
    assert unknown([line.partition("\t")[2] for line in lines], of_lexicon(committed(language).lexicon)) == []


def test_days_and_months_are_known(language: str) -> None:
    names = (FOLDER / f"{language}.calendar.txt").read_text("utf-8").splitlines()
    assert len(names) == 7 + 12
    assert unknown(names, of_lexicon(committed(language).lexicon)) == []
