"""The words of a language with their forms, from which the index is built."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model.identity import word_id
from pipeline.model.lexicon import Features, Lexicon
from pipeline.recognition.tokens import VocabularyWord

Need = tuple[str, int] | None
"""The lowest level of a word and its priority there; None for a word without a level."""
_LAST = ("~", 0)
"""Sorts after every level."""


class StoredForm(NamedTuple):
    """A row of `word_forms`."""

    type: str
    text: str
    features: tuple[Features, ...] = ()


class WordForms(NamedTuple):
    """An entry with the data that its forms are derived from."""

    entry: VocabularyWord
    parts_of_speech: tuple[str, ...]
    """That of the word, then those of only some of its meanings."""
    forms: tuple[StoredForm, ...] = ()


def records_of(lexicon: Lexicon) -> list[WordForms]:
    """Return the words of a lexicon, most needed first."""
    found = []
    for word in lexicon.words:
        need = min(((one.level, one.priority) for one in word.levels), default=None)
        entry = VocabularyWord(word_id(lexicon.language, word.identity), word.base_form, *(need or ()))
        forms = tuple(StoredForm(form.type, form.text, form.features) for form in word.forms)
        found.append((need, WordForms(entry, word.parts_of_speech, forms)))
    return by_need(found)


def by_need(records: Iterable[tuple[Need, WordForms]]) -> list[WordForms]:
    """Return words by how much a learner needs them, those without a level last."""
    return [one for _, one in sorted(records, key=lambda pair: (pair[0] or _LAST, pair[1].entry.base_form))]
