"""Count the lemmas of one block. It needs no engine: any process can do it, in any order, as often as it takes.

All figures are whole numbers, so that their sums do not depend on the order in which blocks are counted.
"""

import functools
import math
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.app.stored_words import NoLanguageError
from pipeline.app.vocabulary import index_of_file
from pipeline.curation.frequency.corpus import Block, documents
from pipeline.languages.profile import profile
from pipeline.recognition.index import Index, of_records
from pipeline.recognition.lemmatizer import simplemma_for
from pipeline.recognition.lookup import look_up
from pipeline.recognition.rules import rules_of
from pipeline.recognition.tokenizer import token_kind
from pipeline.recognition.tokens import TokenKind

UNIT = 2**20
"""What 1 bit of `Sums.spread` is stored as."""
REMEMBERED = 100_000
"""How many spellings a process remembers the lemmas of."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Where a process finds the words of a language: in a database, or, without one, in lemma tables alone."""

    language: str
    database: Path | None = None


class Lemma(NamedTuple):
    """What is counted. `level` is that of a word in the pack, and empty for any other."""

    text: str
    level: str


class Sums(NamedTuple):
    """Of one lemma."""

    occurrences: int
    documents: int
    spread: int
    """The sum over documents of f · log2(f / n), in 1/UNIT bits; f: how often it occurs in one with n running words."""
    ambiguous: int
    """How much of the count is of spellings that may also be another word of the pack."""


@dataclass(slots=True)
class BlockCounts:
    """What a block holds."""

    sums: dict[Lemma, Sums] = field(default_factory=dict)
    running: int = 0
    documents: int = 0
    undecodable: int = 0
    """Documents that are not UTF-8, and so were not counted."""


class _Reading(NamedTuple):
    lemmas: tuple[Lemma, ...]
    ambiguous: bool


def count_block(block: Block, vocabulary: Vocabulary) -> BlockCounts:
    """Return the counts of a block.

    Raises:
        CorpusError: it cannot be read.
        NoVocabularyError: the database is no vocabulary database, or is damaged.
    """
    reader = _reader(vocabulary)
    counts = BlockCounts()
    totals: dict[Lemma, list[int]] = {}
    for line in documents(block):
        try:
            text = line.decode("utf-8-sig")
        except UnicodeDecodeError:
            counts.undecodable += 1
            continue
        readings = Counter(filter(None, map(reader.reading, reader.index.pattern.findall(text))))
        _add_document(totals, readings)
        counts.documents += 1
        counts.running += readings.total()
    counts.sums = {lemma: Sums(*sums) for lemma, sums in totals.items()}
    return counts


def _add_document(totals: dict[Lemma, list[int]], readings: Counter[_Reading]) -> None:
    running = readings.total()
    here: Counter[Lemma] = Counter()
    ambiguous: Counter[Lemma] = Counter()
    for reading, count in readings.items():
        for lemma in reading.lemmas:
            here[lemma] += count
            if reading.ambiguous:
                ambiguous[lemma] += count
    for lemma, count in here.items():
        sums = totals.setdefault(lemma, [0, 0, 0, 0])
        sums[0] += count
        sums[1] += 1
        sums[2] += _spread(count, running)
        sums[3] += ambiguous[lemma]


@functools.lru_cache(2**14)
def _spread(count: int, running: int) -> int:
    return round(UNIT * count * math.log2(count / running))


class _Reader:
    """Knows the lemmas of spellings."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.index = _index(vocabulary)
        self._known: dict[str, _Reading | None] = {}

    def reading(self, piece: str) -> _Reading | None:
        """Return the lemmas of a piece of text; None if it is no word. Several: of a contraction (`del`)."""
        try:
            return self._known[piece]
        except KeyError:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[piece] = self._read(piece)
            return found

    def _read(self, piece: str) -> _Reading | None:
        if piece.isspace() or token_kind(piece) is not TokenKind.WORD:
            return None
        spelling = look_up(self.index, piece)
        if spelling is None or spelling.kind is not TokenKind.WORD:
            return None
        candidates = [one for one in spelling.candidates if not one.unlikely]
        if candidates:
            lemmas = dict.fromkeys(Lemma(one.base_form, one.level or "") for one in candidates[0].words)
            others = {one.word.id for one in candidates} - {candidates[0].word.id}
            return _Reading(tuple(lemmas), bool(others))
        return _Reading((Lemma(self._unknown(spelling.text, spelling.lower), ""),), False)

    def _unknown(self, text: str, lower: str) -> str:
        lemmatizer = self.index.lemmatizer
        found = lemmatizer and (lemmatizer(text) or lemmatizer(lower))
        return found or (text if self.index.rules.profile.nouns_capitalised else lower)


@functools.lru_cache(2)
def _reader(vocabulary: Vocabulary) -> _Reader:
    return _Reader(vocabulary)


def _index(vocabulary: Vocabulary) -> Index:
    """Return the index of a language; without a database, or words in it, an empty one."""
    lemmatizer = simplemma_for(vocabulary.language)
    if vocabulary.database is not None:
        try:
            return index_of_file(vocabulary.database, vocabulary.language, lemmatizer)
        except NoLanguageError:
            pass
    return of_records(vocabulary.language, (), rules_of(profile(vocabulary.language)), lemmatizer)
