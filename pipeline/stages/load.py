"""Stage 10: rows into SQLite.

Tuples go to the driver in one transaction, and indexes are made afterwards: an order of magnitude faster than the
ORM, and no slower per row at 60,000 words than at 600.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection

from pipeline.model.identity import lesson_id, word_id
from pipeline.model.lexicon import Form, Lesson, Lexicon, Relation, Source, Word

TABLES = {
    "words": ("id", "language", "base_form", "part_of_speech", "pronunciation", "notes", "created_at", "updated_at"),
    "word_meanings": (
        "id",
        "word_id",
        "meaning_text",
        "translation",
        "meaning_order",
        "explanation",
        "part_of_speech",
        "created_at",
    ),
    "word_forms": ("id", "word_id", "form_type", "form_text", "grammatical_info", "created_at"),
    "word_difficulty_levels": ("id", "word_id", "difficulty_level", "priority", "created_at"),
    "word_synonyms": ("id", "word_id", "synonym_word_id", "relationship_type", "created_at"),
    "word_examples": ("id", "word_meaning_id", "example_text", "translation", "created_at"),
    "lessons": (
        "id",
        "language",
        "lesson_type",
        "title",
        "title_en",
        "oneliner",
        "oneliner_en",
        "description",
        "description_en",
        "subject",
        "topic_id",
        "difficulty_level",
        "order_index",
        "is_active",
        "created_at",
        "updated_at",
    ),
    "lesson_items": (
        "id",
        "lesson_id",
        "item_type",
        "content",
        "metadata",
        "item_metadata",
        "order_index",
        "created_at",
    ),
    "release_packs": (
        "language",
        "version",
        "release_date",
        "licence",
        "attribution",
        "sources",
        "targets",
        "source_digest",
        "tool_versions",
    ),
}
"""The tables of the vocabulary in the order of their foreign keys, with the columns that are written."""

TOOLS = ("babblr-vocab", "jsonschema", "jsonschema-rs", "pyyaml", "simplemma", "spacy", "spacy-lookups-data")
"""The packages that can change what is built or refused."""

_WORDS_A_BATCH = 1_000


class Loader:
    """Writes lexicons into a migrated, empty database, one language after the other, inside one transaction."""

    def __init__(self, connection: Connection, epoch: int | None = None) -> None:
        self._connection = connection
        self._epoch = epoch
        self._indexes = _drop_indexes(connection)
        self.counts = dict.fromkeys(TABLES, 0)
        """How many rows each table was given."""
        self.records: list[dict[str, Any]] = []
        """What the release says of each language."""

    def load(self, lexicon: Lexicon) -> None:
        """Write one language. It must be free of errors: the database refuses what the rules forbid."""
        record = release_record(lexicon)
        created = created_at(record["release_date"], self._epoch)
        words = sorted(lexicon.words, key=lambda word: word_id(lexicon.language, word.base_form))
        for start in range(0, len(words), _WORDS_A_BATCH):
            self._load_words(words[start : start + _WORDS_A_BATCH], lexicon.language, created)
        self._load_relations(lexicon.relations, lexicon.language, created)
        self._load_lessons(lexicon.lessons, lexicon.language, created)
        self._insert({"release_packs": [tuple(map(_column, record.values()))]})
        self.records.append(record)

    def finish(self) -> None:
        """Make the indexes again, and gather the statistics that SQLite's query planner reads."""
        for statement in self._indexes:
            self._connection.exec_driver_sql(statement)
        self._connection.exec_driver_sql("ANALYZE")

    def _load_words(self, words: Sequence[Word], language: str, created: str) -> None:
        rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}

        def add(table: str, *values: Any) -> int:
            identifier = self.counts[table] + len(rows[table]) + 1
            rows[table].append((identifier, *values, created))
            return identifier

        for word in words:
            owner = word_id(language, word.base_form)
            rows["words"].append(
                (owner, language, word.base_form, word.part_of_speech, word.pronunciation, word.notes, created, created)
            )
            for order, sense in enumerate(word.meanings, 1):
                meaning = add(
                    "word_meanings",
                    *(owner, sense.text, sense.translation, order, sense.explanation, sense.part_of_speech),
                )
                for example in sense.examples:
                    add("word_examples", meaning, example.text, example.translation)
            for form in word.forms:
                add("word_forms", owner, form.type, form.text, grammatical_info(form))
            for level in word.levels:
                add("word_difficulty_levels", owner, level.level, level.priority)
        self._insert(rows)

    def _load_relations(self, relations: Sequence[Relation], language: str, created: str) -> None:
        first = self.counts["word_synonyms"] + 1
        self._insert(
            {
                "word_synonyms": [
                    (number, word_id(language, one.base_form), word_id(language, one.other), one.type, created)
                    for number, one in enumerate(relations, first)
                ]
            }
        )

    def _load_lessons(self, lessons: Sequence[Lesson], language: str, created: str) -> None:
        rows: dict[str, list[tuple[Any, ...]]] = {"lessons": [], "lesson_items": []}
        for number, lesson in enumerate(lessons):
            topic = lesson.topic
            owner = lesson_id(language, lesson.level, topic.id, lesson.part)
            part = f" {lesson.part}" if lesson.parts > 1 else ""
            texts = (topic.title + part, topic.title_en + part, topic.oneliner, topic.oneliner_en)
            about = (topic.oneliner, topic.oneliner_en, topic.title, topic.id, lesson.level)
            rows["lessons"].append((owner, language, "vocabulary", *texts, *about, number, 1, created, created))
            for place, word in enumerate(lesson.words):
                identifier = self.counts["lesson_items"] + len(rows["lesson_items"]) + 1
                card = lesson_card(word, language)
                rows["lesson_items"].append((identifier, owner, "word", word.base_form, card, card, place, created))
        self._insert(rows)

    def _insert(self, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        for table, values in rows.items():
            if values:
                columns = TABLES[table]
                places = ", ".join("?" * len(columns))
                # Table and column names are the constants above; the values are bound.
                statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
                self._connection.exec_driver_sql(statement, values)
                self.counts[table] += len(values)


def _drop_indexes(connection: Connection) -> list[str]:
    """Drop the indexes of the vocabulary tables, and return the statements that make them again."""
    found = connection.exec_driver_sql(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    )
    indexes = [(name, statement) for name, table, statement in found if table in TABLES]
    for name, _ in indexes:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    return [statement for _, statement in indexes]


def grammatical_info(form: Form) -> str | None:
    """Return the analyses of a form as a JSON array of Universal Dependencies features, or None without any."""
    if not form.features:
        return None
    return json.dumps([dict(sorted(one.items())) for one in form.features], ensure_ascii=False, separators=(",", ":"))


def lesson_card(word: Word, language: str) -> str:
    """Return what the app shows of a word in a lesson, as the JSON object that it reads."""
    meaning = word.meanings[0]
    card = {
        "translation": meaning.translation,
        "example": meaning.examples[0].text,
        "pronunciation": word.pronunciation or "",
        "word_id": word_id(language, word.base_form),
    }
    return json.dumps(card, ensure_ascii=False)


def release_record(lexicon: Lexicon) -> dict[str, Any]:
    """Return what the release says of a language: what it was made from and with, by column of `release_packs`."""
    pack = lexicon.pack
    if pack is None:
        raise ValueError(f"the lexicon of “{lexicon.language}” has no pack: it has errors and cannot be loaded")
    digest = hashlib.sha256()
    for document in lexicon.documents:
        inside = document.file.removeprefix(pack.place.file.removesuffix("pack.yaml"))
        digest.update(f"{inside}\0{document.digest}\n".encode())
    return {
        "language": lexicon.language,
        "version": pack.version,
        "release_date": pack.release_date,
        "licence": pack.licence,
        "attribution": pack.attribution,
        "sources": {key: _stated(source) for key, source in sorted(pack.sources.items())},
        "targets": dict(pack.targets),
        "source_digest": digest.hexdigest(),
        "tool_versions": {tool: version(tool) for tool in TOOLS},
    }


def _stated(source: Source) -> dict[str, str]:
    return {name: value for name, value in asdict(source).items() if value is not None and name != "id"}


def _column(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else value


def created_at(release_date: str, epoch: int | None) -> str:
    """Return the timestamp of a pack's rows, in UTC: its release date, or `epoch` (in seconds) where that is given."""
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return f"{release_date} 00:00:00"
