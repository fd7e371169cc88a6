"""A beginner knows nine words in ten of everyday talk that was written before anybody looked at the list."""

import re
from hashlib import sha256
from pathlib import Path
from statistics import mean

import pytest

from pipeline.recognition.coverage import coverage
from pipeline.recognition.index import of_lexicon
from pipeline.recognition.lemmatizer import simplemma_for
from tests.packs import LANGUAGES, committed

DIALOGUES = Path(__file__).parent / "data" / "dialogues"
HELD_OUT = Path(__file__).parent / "data" / "held-out"


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


def test_nobody_has_changed_the_dialogues_that_are_held_out() -> None:
    stated = dict(re.findall(r"^- (\S+): `(\w+)`$", (HELD_OUT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert len(stated) == 9
    for folder, digest in stated.items():
        files = sorted((HELD_OUT / folder).glob("*.txt"))
        assert len(files) == 12
        assert sha256(b"".join(file.read_bytes() for file in files)).hexdigest() == digest, folder
