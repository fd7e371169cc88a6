"""The tables that a vocabulary is laid out in, with their schemas (https://datapackage.org/standard/table-schema/)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.export.vocabulary import Vocabulary
from pipeline.model.cefr import LEVELS

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    about: str
    type: str = "string"
    required: bool = True
    choices: tuple[str, ...] = ()

    @property
    def schema(self) -> dict[str, Any]:
        """Its field descriptor."""
        constraints: dict[str, Any] = ({"required": True} if self.required else {}) | (
            {"enum": list(self.choices)} if self.choices else {}
        )
        about = {"name": self.name, "type": self.type, "description": self.about}
        return about | ({"constraints": constraints} if constraints else {})


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Vocabulary], Iterator[Row]]
    to: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    """By table, the columns that refer to it, and those of it that they refer to."""

    @property
    def schema(self) -> dict[str, Any]:
        """Its Table Schema."""
        found: dict[str, Any] = {
            "fields": [one.schema for one in self.columns],
            "missingValues": [""],
            "primaryKey": list(self.key),
        }
        if self.to:
            found["foreignKeys"] = [
                {"fields": list(ours), "reference": {"resource": other, "fields": list(its)}}
                for other, (ours, its) in self.to.items()
            ]
        return found


def _words(vocabulary: Vocabulary) -> Iterator[Row]:
    for one in vocabulary.words:
        yield (
            *(one.id, vocabulary.release.language, one.base_form, one.part_of_speech, one.gender),
            *(one.article(vocabulary.profile), one.plural, one.pronunciation, one.level, one.priority),
            *("|".join(one.topics), one.notes),
        )


def _meanings(vocabulary: Vocabulary) -> Iterator[Row]:
    for word in vocabulary.words:
        for number, one in enumerate(word.meanings, 1):
            about = one.text, one.translation, one.explanation, one.part_of_speech, one.register, one.pattern
            yield word.id, number, *about


def _examples(vocabulary: Vocabulary) -> Iterator[Row]:
    for word in vocabulary.words:
        for meaning, its in enumerate(word.meanings, 1):
            for number, one in enumerate(its.examples, 1):
                yield word.id, meaning, number, one.text, one.translation


def _forms(vocabulary: Vocabulary) -> Iterator[Row]:
    for word in vocabulary.words:
        for number, one in enumerate(word.forms, 1):
            yield word.id, number, one.type, one.text, ";".join(one.features), one.level


def _relations(vocabulary: Vocabulary) -> Iterator[Row]:
    chosen = {word.id for word in vocabulary.words}
    for word in vocabulary.words:
        for one in word.relations:
            if one.word in chosen:
                yield word.id, one.type, one.word


def _lessons(vocabulary: Vocabulary) -> Iterator[Row]:
    for number, one in enumerate(vocabulary.lessons, 1):
        yield one.id, number, one.level, one.topic, one.title, one.title_en, one.about, one.about_en


def _items(vocabulary: Vocabulary) -> Iterator[Row]:
    chosen = {word.id for word in vocabulary.words}
    for lesson in vocabulary.lessons:
        for number, one in enumerate(lesson.items, 1):
            if one.word is None or one.word in chosen:
                yield lesson.id, number, one.word, one.text, one.translation, one.example, one.example_translation


def _number(name: str, about: str) -> Column:
    return Column(name, about, "integer")


def _optional(name: str, about: str, choices: tuple[str, ...] = ()) -> Column:
    return Column(name, about, required=False, choices=choices)


_WORD = _number("word_id", "The word.")
_LEVEL = Column("level", "CEFR level.", choices=LEVELS)
_OF_WORD = {"words": (("word_id",), ("id",))}

TABLES = (
    Table(
        "words",
        (
            _number("id", "The word's identifier, the same in every release."),
            Column("language", "ISO 639-1 code of the language taught."),
            Column("base_form", "The form that a dictionary lists."),
            Column("part_of_speech", "Part of speech."),
            _optional("gender", "Gender of a noun."),
            _optional("article", "Article that a noun is learnt with."),
            _optional("plural", "Plural of a noun."),
            _optional("pronunciation", "Broad IPA."),
            Column("level", "The lowest CEFR level at which the word is taught.", choices=LEVELS),
            _number("priority", "1 is the most useful within the level."),
            _optional("topics", "Topics, separated by a vertical bar."),
            _optional("notes", "Usage, in English."),
        ),
        ("id",),
        _words,
        {},
    ),
    Table(
        "meanings",
        (
            _WORD,
            _number("number", "1 is the primary meaning."),
            Column("meaning", "Definition in the language taught."),
            Column("translation", "The word in English."),
            _optional("explanation", "A longer note in English."),
            _optional("part_of_speech", "Part of speech of this meaning, if it differs from the word's."),
            _optional("register", "formal or informal, if the word has this meaning only in such speech."),
            _optional("pattern", "The construction that the word has in this meaning."),
        ),
        ("word_id", "number"),
        _meanings,
        _OF_WORD,
    ),
    Table(
        "examples",
        (
            _WORD,
            _number("meaning", "The number of the meaning that it shows."),
            _number("number", "Place among the examples of the meaning."),
            Column("example", "Sentence in the language taught."),
            _optional("translation", "The sentence in English."),
        ),
        ("word_id", "meaning", "number"),
        _examples,
        {"meanings": (("word_id", "meaning"), ("word_id", "number"))},
    ),
    Table(
        "forms",
        (
            _WORD,
            _number("number", "Place in the paradigm."),
            Column("type", "plural, feminine, conjugation, participle, …"),
            Column("form", "The form itself."),
            _optional("features", "Universal Dependencies features; several analyses are separated by semicolons."),
            _optional("level", "The level from which learners are shown it, if later than the word.", LEVELS),
        ),
        ("word_id", "number"),
        _forms,
        _OF_WORD,
    ),
    Table(
        "relations",
        (
            _WORD,
            Column("type", "synonym, near_synonym or antonym."),
            _number("other_word_id", "The word that it is to this one."),
        ),
        ("word_id", "type", "other_word_id"),
        _relations,
        _OF_WORD,
    ),
    Table(
        "lessons",
        (
            Column("id", "The lesson's identifier."),
            _number("number", "Place in the course."),
            _LEVEL,
            Column("topic", "Topic."),
            Column("title", "Title in the language taught."),
            _optional("title_en", "Title in English."),
            _optional("about", "What it is about, in the language taught."),
            _optional("about_en", "The same in English."),
        ),
        ("id",),
        _lessons,
        {},
    ),
    Table(
        "lesson_items",
        (
            Column("lesson_id", "The lesson."),
            _number("number", "Place in the lesson."),
            Column("word_id", "The word; empty for a phrase.", "integer", required=False),
            Column("text", "The word or phrase."),
            _optional("translation", "The same in English."),
            _optional("example", "A sentence with it."),
            _optional("example_translation", "The sentence in English."),
        ),
        ("lesson_id", "number"),
        _items,
        {"lessons": (("lesson_id",), ("id",)), **_OF_WORD},
    ),
)
"""All tables, each after those that it refers to."""
