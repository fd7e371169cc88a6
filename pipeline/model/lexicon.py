"""The words of one language, and everything the pack says about them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.assessments import Assessment
from pipeline.model.concepts import Concept, NoWord
from pipeline.model.findings import Place, Pointer
from pipeline.model.grammar import GrammarLesson
from pipeline.model.identity import identity_of
from pipeline.model.lessons import Lesson
from pipeline.model.packs import Pack
from pipeline.model.running_words import RunningWord

PARTS_OF_SPEECH = (
    "noun",
    "verb",
    "adjective",
    "adverb",
    "pronoun",
    "preposition",
    "conjunction",
    "interjection",
)

RELATION_FIELDS = {"synonyms": "synonym", "near_synonyms": "near_synonym", "antonyms": "antonym"}
"""The fields of an entry that name other words, and the relationship each one states."""

Features = Mapping[str, str]
"""Universal Dependencies features: `{"Number": "Plur", "Gender": "Fem"}`.

Source: https://universaldependencies.org/u/feat/index.html
"""


Extra = tuple[tuple[str, str | int], ...]
"""Fields of an entry, with their values, that no stage or rule reads by name. They are only passed on.

`model.fields` lists all fields. A field that code reads by name gets an attribute.
"""


_SHARE = re.compile(r"[01](\.[0-9]{1,6})?")

TABLES = ("paradigm", "homographs")
"""The kinds of documents that are tables without a schema: their columns say all."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source file: its text, and the record read from it (None when it could not be read).

    `file` is the name shown to people and the key of the document; `digest` is the SHA-256 of its bytes.
    """

    file: str
    kind: str
    """What it holds: `pack`, `words`, `lessons`, `grammar`, `assessment`, `concepts`, `concepts-none`, `profile` (each
    with a schema), or one of `TABLES`."""
    format: str
    """`yaml`, `csv` or `toml`."""
    text: str
    digest: str
    data: Any = None
    level: str | None = None
    """The level: of word lists, the name of the folder; of all lessons and of concepts, the name of the file."""
    topic: str | None = None
    """The name of the file: of word lists, the topic; of paradigm tables, the part of speech; of
    assessments, the id."""
    stated_level: str | None = None
    """The level stated in the file."""
    stated_topic: str | None = None
    """The topic stated in the file."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that shows a meaning."""

    text: str
    translation: str | None = None
    source: str | None = None
    """The id of the source that the sentence is from, if it is not our own."""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """One sense of a word. `part_of_speech` is set only if it differs from the word's."""

    text: str
    translation: str
    examples: tuple[Example, ...]
    part_of_speech: str | None = None
    pattern: str | None = None
    """The construction that the word has in this meaning (`model.patterns`)."""
    explanation: str | None = None
    concept: str | None = None
    """The id of the concept that it expresses."""
    source: str | None = None
    """The id of the source that the translation or the definition is from, if it is not our own."""
    extra: Extra = ()


@dataclass(slots=True)  # not frozen, which takes thrice the time to make; nothing changes one
class Form:
    """An inflected form. `features` holds one entry for every analysis of the spelling.

    `level` is the level from which learners are shown it; None: whenever they know the word.
    """

    type: str
    text: str
    features: tuple[Features, ...] = ()
    level: str | None = None
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class ParadigmRow:
    """The row of a word in a paradigm table: its forms by cell (`Gender=Fem|Number=Plur`), with variants."""

    base_form: str
    part_of_speech: str
    cells: Mapping[str, tuple[str, ...]]
    place: Place


@dataclass(frozen=True, slots=True)
class Level:
    """A level at which a word is taught. `place` is where the pack states it."""

    level: str
    priority: int
    place: Place
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word: a language and an identity, which is its first base form. `place` is its entry."""

    base_form: str
    part_of_speech: str
    levels: tuple[Level, ...]
    meanings: tuple[Meaning, ...]
    topic: str
    place: Place
    further_topics: tuple[str, ...] = ()
    """Those that the entry names beside `topic`, which is its file's."""
    gender: str | None = None
    pronunciation: str | None = None
    notes: str | None = None
    formerly: tuple[str, ...] = ()
    """The base forms that the word had, the first one first."""
    stated_identity: str | None = None
    """What the entry itself says of the word's identity."""
    source: str | None = None
    status: str = "draft"
    written_by: str | None = None
    reviewed_by: str | None = None
    curated_forms: tuple[Form, ...] = ()
    forms: tuple[Form, ...] = ()
    """All forms: those of the word's paradigms, and the curated ones."""
    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Base forms named in `synonyms`, `near_synonyms` and `antonyms`, by field."""
    contrasts: tuple[str, ...] = ()
    """Base forms of words that learners confuse with it."""
    extra: Extra = ()

    @property
    def identity(self) -> str:
        """What makes it the same word in every release: its first base form, or what its entry says."""
        return identity_of(self.base_form, self.formerly, self.stated_identity)

    @property
    def topics(self) -> tuple[str, ...]:
        """The word's topics, each once, that of its file first."""
        return tuple(dict.fromkeys((self.topic, *self.further_topics)))

    @property
    def parts_of_speech(self) -> tuple[str, ...]:
        """The word's part of speech, then any others that its meanings have."""
        others = (meaning.part_of_speech for meaning in self.meanings)
        return tuple(dict.fromkeys((self.part_of_speech, *(other for other in others if other))))


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship between two words, stated once in each direction."""

    base_form: str
    other: str
    type: str


@dataclass(frozen=True, slots=True)
class LemmaAnalysis:
    """A lemmatizer's analysis of a word: its possible base forms. Empty: it does not know the word."""

    lemmatizer: str
    lemmas: tuple[str, ...]
    confirmed: bool = False
    """Whether the word is a form of one of them by the rules of the language."""


@dataclass(frozen=True, slots=True)
class ExampleCoverage:
    """How many words of a sentence a learner of a level can know; `unknown` lists the others."""

    words: int
    known: int
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft that lacks a required field, or has errors. Until it is fit, it is in no database, lesson or example."""

    base_form: str
    """Empty if it lacks that, too."""
    level: str | None
    place: Place
    lacks: tuple[Pointer, ...]
    """The fields of the entry that are not filled in. None: it has errors."""


@dataclass(frozen=True, slots=True)
class UnfinishedPractice:
    """A draft of a grammar lesson, a question or a whole assessment that has errors, which keep it out of databases."""

    kind: str
    """The kind of its document: `grammar`, or `assessment`."""
    id: str
    """Empty if it has none."""
    level: str | None
    """None: it is a whole assessment, or states no level."""
    place: Place
    """Of a whole assessment, its file."""


@dataclass(frozen=True, slots=True)
class Homograph:
    """A word outside the lexicon that is spelled like a form of a word in it."""

    spelling: str
    lemma: str
    part_of_speech: str
    stated_share: str
    """How much of all uses of the spelling are of that word, as the table says."""
    place: Place

    @property
    def share(self) -> float | None:
        """The share as a number from 0 to 1, or None if what is stated is none."""
        if not _SHARE.fullmatch(self.stated_share) or float(self.stated_share) > 1:
            return None
        return float(self.stated_share)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language in the stages. Each stage returns a lexicon with more filled in."""

    language: str
    documents: tuple[Document, ...] = ()
    stated_profile: Mapping[str, Any] | None = None
    """What the pack states of its language: the table of its language.toml, if it has one."""
    pack: Pack | None = None
    words: tuple[Word, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()
    unfinished_practice: tuple[UnfinishedPractice, ...] = ()
    paradigms: tuple[ParadigmRow, ...] = ()
    """The rows of all paradigm tables."""
    complete: bool = True
    """Whether every entry could be read. If not, rules that count words or report missing ones are skipped."""
    relations: tuple[Relation, ...] = ()
    homographs: tuple[Homograph, ...] = ()
    """The rows of the table of homographs."""
    concepts: tuple[Concept, ...] = ()
    """Those of all languages. None: there is no folder of concepts beside the pack."""
    without_words: tuple[NoWord, ...] = ()
    """Why concepts have no word in the pack."""
    lessons: tuple[Lesson, ...] = ()
    """In the order in which they are taught."""
    grammar: tuple[GrammarLesson, ...] = ()
    """The grammar lessons, in the order in which they are taught."""
    assessments: tuple[Assessment, ...] = ()
    """By id."""
    lemma_analyses: Mapping[tuple[str, str], tuple[LemmaAnalysis, ...]] = field(default_factory=dict)
    """By base form and part of speech; only words that some lemmatizer knows."""
    example_lemmas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By text of the example: the case-folded lemmas and spellings of its tokens."""

    example_tokens: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """By text of the example: for each running word except names, the base forms of the words that it may be."""
    example_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By text of the example: the base forms of all words of the lexicon that are recognised in it, each once."""
    example_patterns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By text of the example: the constructions recognised in it (`recognition.patterns`)."""
    example_coverage: Mapping[tuple[str, str], ExampleCoverage] = field(default_factory=dict)
    """By text of the example and level."""
    definition_tokens: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """By text of the definition, like `example_tokens`."""
    definition_coverage: Mapping[tuple[str, str], ExampleCoverage] = field(default_factory=dict)
    """By text of the definition and level."""
    running_words: Mapping[str, tuple[RunningWord, ...]] = field(default_factory=dict)
    """By text of a grammar lesson, of an assessment, or of a phrase in a lesson."""

    @property
    def base_forms(self) -> frozenset[str]:
        """The base forms of all words, including those that are not filled in yet."""
        return frozenset([*(word.base_form for word in self.words), *(draft.base_form for draft in self.unfinished)])

    @property
    def whole_assessments(self) -> tuple[Assessment, ...]:
        """The assessments of which nothing is left out: with a question fewer, the same answers have another score."""
        short = {one.place.file for one in self.unfinished_practice}
        return tuple(one for one in self.assessments if one.place.file not in short)

    @property
    def judged_homographs(self) -> Iterator[tuple[Homograph, float]]:
        """The homographs that a curator has found to be said, each with its share; a share of 0 refuses one."""
        return ((one, one.share) for one in self.homographs if one.share)

    @property
    def respelled(self) -> dict[str, str]:
        """By former base forms that no word has now, the base form that took its place."""
        known = self.base_forms
        return {form: word.base_form for word in self.words for form in word.formerly if form not in known}

    @property
    def tables(self) -> frozenset[str]:
        """The parts of speech for which the pack has a paradigm table."""
        return frozenset(
            document.topic for document in self.documents if document.kind == "paradigm" and document.topic
        )

    @property
    def word_lists(self) -> tuple[Document, ...]:
        """The documents that hold words and could be read."""
        return tuple(document for document in self.documents if document.stated_topic is not None)
