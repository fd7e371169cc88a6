"""A beginner knows nine words in ten of everyday talk that was written before anybody looked at the list."""

from pathlib import Path
from statistics import mean

import pytest

from pipeline.recognition.coverage import coverage
from pipeline.recognition.index import of_lexicon
from pipeline.recognition.lemmatizer import simplemma_for
from tests.packs import LANGUAGES, committed

DIALOGUES = Path(__file__).parent / "data" / "dialogues"


def test_every_language_has_its_dialogues() -> None:
    assert [folder.name for folder in sorted(DIALOGUES.iterdir())] == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_beginner_knows_nine_words_in_ten(language: str) -> None:
    """What is known for sure counts, and every dialogue as much as any other."""
    index = of_lexicon(committed(language).lexicon, lemmatizer=simplemma_for(language))
    known = {
        file.name: coverage(file.read_text("utf-8"), index, "A1").lower
        for file in sorted((DIALOGUES / language).glob("*.txt"))
    }
    assert len(known) >= 12
    assert mean(known.values()) >= 0.9, known
