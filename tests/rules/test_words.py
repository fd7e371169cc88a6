"""What no pack can show: two words with one identifier."""

import pytest

from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.lexicon import Level, Lexicon, Word
from pipeline.rules.words import identifier_collision


def word(base_form: str, index: int) -> Word:
    place = Place("A1/food.yaml", ("words", index))
    return Word(base_form, "noun", (Level("A1", index + 1, place),), (), "food", place)


def test_words_with_one_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = Lexicon("es", words=(word("pan", 0), word("agua", 1)))
    assert list(identifier_collision(lexicon, profile("es"))) == []
    monkeypatch.setattr("pipeline.rules.words.word_id", lambda *_: 1)
    (finding,) = identifier_collision(lexicon, profile("es"))
    assert finding.message == "“agua” has the same identifier as “pan”"
    assert finding.references[0].place.pointer == ("words", 0, "base_form")
