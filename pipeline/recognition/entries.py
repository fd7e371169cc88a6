"""The words of a language with their forms, from which the index is built."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from pipeline.model.identity import word_id
from pipeline.model.lexicon import Features, Lexicon, Word
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


class Record(Protocol):
    """An entry with its forms, whether they are written out or made when asked for."""

    @property
    def entry(self) -> VocabularyWord: ...
    @property
    def parts_of_speech(self) -> tuple[str, ...]: ...
    @property
    def forms(self) -> tuple[StoredForm, ...]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """What the forms of a word are, apart from their spellings: the same for all words that inflect alike."""

    types: tuple[str, ...]
    analyses: tuple[tuple[Features, ...], ...]


@dataclass(slots=True)  # not frozen, which takes thrice the time to make; nothing changes one
class CompactWord:
    """An entry whose forms are made when they are asked for: of its own, it keeps nothing of them but the spellings."""

    entry: VocabularyWord
    parts_of_speech: tuple[str, ...]
    texts: tuple[str, ...]
    """Of its forms, in the order in which they are stored."""
    cells: Cells
    """Of the same forms."""

    @property
    def forms(self) -> tuple[StoredForm, ...]:
        """All its forms."""
        return tuple(map(StoredForm, self.cells.types, self.texts, self.cells.analyses))

    def only(self, wanted: Callable[[str], bool]) -> WordForms:
        """Return the entry with no forms but those whose spelling is wanted."""
        cells = zip(self.texts, self.cells.types, self.cells.analyses, strict=True)
        forms = tuple([StoredForm(type_, text, its) for text, type_, its in cells if wanted(text)])
        return WordForms(self.entry, self.parts_of_speech, forms)


AnyRecord = TypeVar("AnyRecord", bound=Record)


def records_of(lexicon: Lexicon) -> list[WordForms]:
    """Return the words of a lexicon, most needed first."""
    found = []
    for need, entry, word in _of_words(lexicon):
        forms = tuple(StoredForm(form.type, form.text, form.features) for form in word.forms)
        found.append((need, WordForms(entry, word.parts_of_speech, forms)))
    return by_need(found)


def compact_records_of(lexicon: Lexicon) -> list[CompactWord]:
    """Return the same words as they are stored."""
    known: dict[tuple[object, ...], Cells] = {}
    found = []
    for need, entry, word in _of_words(lexicon):
        types = tuple([form.type for form in word.forms])
        analyses = tuple([form.features for form in word.forms])
        # By identity: forms of one cell share their analyses, which live as long as the lexicon.
        cells = known.setdefault((types, *map(id, analyses)), Cells(types, analyses))
        found.append((need, CompactWord(entry, word.parts_of_speech, tuple([form.text for form in word.forms]), cells)))
    return by_need(found)


def _of_words(lexicon: Lexicon) -> Iterator[tuple[Need, VocabularyWord, Word]]:
    for word in lexicon.words:
        need = min(((one.level, one.priority) for one in word.levels), default=None)
        yield need, VocabularyWord(word_id(lexicon.language, word.identity), word.base_form, *(need or ())), word


def by_need(records: Iterable[tuple[Need, AnyRecord]]) -> list[AnyRecord]:
    """Return words by how much a learner needs them, those without a level last."""
    return [one for _, one in sorted(records, key=lambda pair: (pair[0] or _LAST, pair[1].entry.base_form))]
