"""JSON Lines in a zip, an object for each word with all that belongs to it, with their schema: a Data Package."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.export.archive import archived
from pipeline.export.datapackage import descriptor, resource
from pipeline.export.registry import DatabaseFormat
from pipeline.export.tables import TABLES, Column
from pipeline.export.vocabulary import Item, Vocabulary, Word
from pipeline.reporting.terminal import harmless_json

_ABOUT = "Each line is a JSON object."
_TABLES = {one.name: one for one in TABLES}


def written(vocabulary: Vocabulary) -> bytes:
    """Return the archive: datapackage.json, words.jsonl and lessons.jsonl."""
    return archived(
        [
            ("datapackage.json", descriptor(vocabulary, [_resource(name) for name in _NESTED], _ABOUT)),
            ("words.jsonl", _lines(_words(vocabulary))),
            ("lessons.jsonl", _lines(_lessons(vocabulary))),
        ]
    )


_NESTED = {
    "words": (
        Column("topics", "Topics.", "array"),
        Column("lessons", "Ids of the lessons that teach the word.", "array"),
        Column(
            "meanings",
            "Objects with meaning, translation, explanation, part_of_speech, register, pattern, and examples: objects "
            "with example and translation. The primary one first.",
            "array",
        ),
        Column(
            "forms",
            "Objects with type, form, features (an array of texts such as Gender=Masc|Number=Sing) and level.",
            "array",
        ),
        Column("relations", "Objects with type and word_id.", "array"),
    ),
    "lessons": (
        Column(
            "items",
            "Objects with word_id (null for a phrase), text, translation, example, example_translation.",
            "array",
        ),
    ),
}
"""By resource, the fields beside those of the table of this name."""


def _resource(name: str) -> dict[str, Any]:
    columns = {one.name: one for one in (*_TABLES[name].columns, *_NESTED[name])}  # in the order of the keys
    schema = {"fields": [one.schema for one in columns.values()], "primaryKey": ["id"]}
    return resource(name, "jsonl", "application/jsonl", schema) | {"dialect": {"json": {"keyed": True}}}


def _words(vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    for row, word in zip(_named("words", vocabulary), vocabulary.words, strict=True):
        yield row | _of_word(word)


def _lessons(vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    for row, lesson in zip(_named("lessons", vocabulary), vocabulary.lessons, strict=True):
        yield row | {"items": [_item(one) for one in lesson.items]}


def _named(table: str, vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    names = [one.name for one in _TABLES[table].columns]
    return (dict(zip(names, row, strict=True)) for row in _TABLES[table].rows(vocabulary))


def _of_word(word: Word) -> dict[str, Any]:
    return {
        "topics": word.topics,
        "lessons": word.lessons,
        "meanings": [
            {
                "meaning": one.text,
                "translation": one.translation,
                "explanation": one.explanation,
                "part_of_speech": one.part_of_speech,
                "register": one.register,
                "pattern": one.pattern,
                "examples": [{"example": each.text, "translation": each.translation} for each in one.examples],
            }
            for one in word.meanings
        ],
        "forms": [
            {"type": one.type, "form": one.text, "features": one.features, "level": one.level} for one in word.forms
        ],
        "relations": [{"type": one.type, "word_id": one.word} for one in word.relations],
    }


def _item(item: Item) -> dict[str, Any]:
    return {("word_id" if name == "word" else name): value for name, value in item._asdict().items()}


def _lines(objects: Iterable[dict[str, Any]]) -> bytes:
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in objects)
    return "".join(f"{line if line.isprintable() else harmless_json(line)}\n" for line in lines).encode()


FORMAT = DatabaseFormat(suffix=".jsonl.zip", write=written)
