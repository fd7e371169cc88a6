"""Sentences and the words found in them with the profile and the forms of the project: `sentences.yaml` of a language.

The words that are looked for are those of its `lexicon.yaml`.
"""

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.languages.inflection import Lexeme, inflector
from pipeline.languages.profile import profile
from pipeline.model.identity import word_id
from pipeline.recognition import index
from pipeline.recognition.entries import StoredForm, WordForms
from pipeline.recognition.index import Index
from pipeline.recognition.recognition import recognise
from pipeline.recognition.rules import features
from pipeline.recognition.tokens import Token, TokenKind, VocabularyWord

pytest.importorskip("ablaut")

FOLDER = Path(__file__).parent
SENTENCES = [
    (path.parent.name, text, words)
    for path in sorted(FOLDER.glob("*/sentences.yaml"))
    for text, words in yaml.safe_load(path.read_text("utf-8")).items()
]


@functools.cache
def small(language: str) -> Index:
    """Return the index of the words of a `lexicon.yaml`."""
    lexicon: dict[str, Any] = yaml.safe_load((FOLDER / language / "lexicon.yaml").read_text("utf-8"))
    records: dict[str, WordForms] = {}
    for part_of_speech, words in lexicon.items():
        for base_form in words:
            given = words[base_form] if isinstance(words, dict) else None
            forms = tuple(forms_of(language, base_form, part_of_speech, given))
            known = records.get(base_form)
            entry = VocabularyWord(word_id(language, base_form), base_form, "A1", 1)
            parts = (*(known.parts_of_speech if known else ()), part_of_speech)
            records[base_form] = WordForms(entry, parts, (*(known.forms if known else ()), *forms))
    return index.of_records(language, records.values())


def forms_of(language: str, base_form: str, part_of_speech: str, given: Any) -> Iterator[StoredForm]:
    """Yield the forms of a word: those of its paradigm, or those that are given."""
    if isinstance(given, list):
        yield from (StoredForm("variant", form) for form in given)
        return
    inflect = inflector(language)
    assert inflect is not None
    for cell, forms in inflect(Lexeme(base_form, part_of_speech, given)).items():
        type_ = profile(language).form_type(part_of_speech, cell)
        assert type_
        yield from (StoredForm(type_, form, (features(cell),)) for form in forms)


def rendered(token: Token) -> str:
    if token.kind is TokenKind.NAME:
        return "-"
    first = token.candidates[0] if token.candidates else None
    return "/".join(dict.fromkeys((first.base_form, *(word.base_form for word in first.words)))) if first else "_"


@pytest.mark.parametrize(("language", "text", "words"), SENTENCES, ids=[f"{one[0]}-{one[1]}" for one in SENTENCES])
def test_words_of_a_sentence(language: str, text: str, words: str) -> None:
    tokens = [one for one in recognise(text, small(language)) if one.kind in (TokenKind.WORD, TokenKind.NAME)]
    assert " ".join(map(rendered, tokens)) == words
