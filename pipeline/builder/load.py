"""Rows into SQLite.

Each language's rows are written as tuples to a file of its own, which may happen in a process of its own; then
SQLite copies them, and indexes are made afterwards. That is an order of magnitude faster than the ORM, and no slower
per row at 60,000 words than at 600.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.builder.digests import TOOLS
from pipeline.model.identity import lesson_id, word_id
from pipeline.model.lexicon import Features, Form, Lesson, Lexicon, Source, Word

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

_COUNTED = {"word_meanings", "word_forms", "word_difficulty_levels", "word_synonyms", "word_examples", "lesson_items"}
"""The tables whose identifiers count their rows. Those of words and lessons are derived from what they are."""

_REFERENCES = {("word_examples", "word_meaning_id"): "word_meanings"}
"""The columns that refer to a counted identifier, with its table."""

_WORDS_A_BATCH = 1_000


def write_rows(lexicon: Lexicon, path: Path, epoch: int | None = None) -> dict[str, int]:
    """Write the rows of one language to a file of its own, and return how many there are of each table.

    They are plain tables without constraints, in the order of their identifiers, which count from 1 in each language:
    `Loader.add` puts them behind those of the languages before. The lexicon must be free of errors.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for table, columns in TABLES.items():
            connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        connection.execute("BEGIN")
        rows = _Rows(connection, lexicon.language, created_at(release_record(lexicon)["release_date"], epoch))
        rows.write(lexicon)
        connection.execute("COMMIT")
        return rows.counts


class _Rows:
    """The rows of one language, counted as they are written."""

    def __init__(self, connection: sqlite3.Connection, language: str, created: str) -> None:
        self._connection = connection
        self._language = language
        self._created = created
        self._waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        self._infos: dict[int, str | None] = {}
        """The text of analyses, by their identity."""
        self.counts = dict.fromkeys(TABLES, 0)

    def write(self, lexicon: Lexicon) -> None:
        words = sorted(lexicon.words, key=lambda word: word_id(self._language, word.base_form))
        for start in range(0, len(words), _WORDS_A_BATCH):
            for word in words[start : start + _WORDS_A_BATCH]:
                self._word(word)
            self._flush()
        for relation in lexicon.relations:
            ends = (word_id(self._language, one) for one in (relation.base_form, relation.other))
            self._add("word_synonyms", *ends, relation.type)
        for number, lesson in enumerate(lexicon.lessons):
            self._lesson(lesson, number)
        self._waiting["release_packs"].append(tuple(map(_column, release_record(lexicon).values())))
        self._flush()

    def _add(self, table: str, *values: Any) -> int:
        identifier = self.counts[table] + len(self._waiting[table]) + 1
        self._waiting[table].append((identifier, *values, self._created))
        return identifier

    def _word(self, word: Word) -> None:
        owner = word_id(self._language, word.base_form)
        created = self._created
        about = (self._language, word.base_form, word.part_of_speech, word.pronunciation, word.notes)
        self._waiting["words"].append((owner, *about, created, created))
        for order, sense in enumerate(word.meanings, 1):
            texts = (sense.text, sense.translation, order, sense.explanation, sense.part_of_speech)
            meaning = self._add("word_meanings", owner, *texts)
            for example in sense.examples:
                self._add("word_examples", meaning, example.text, example.translation)
        self._forms(word.forms, owner)
        for level in word.levels:
            self._add("word_difficulty_levels", owner, level.level, level.priority)

    def _forms(self, forms: Sequence[Form], owner: int) -> None:
        """Add forms, which are most of all rows: as `_add` would, at half the time."""
        waiting, infos, created = self._waiting["word_forms"], self._infos, self._created
        first = self.counts["word_forms"] + len(waiting) + 1
        for identifier, form in enumerate(forms, first):
            features = form.features
            # By identity: forms of one cell share their analyses, which live as long as the lexicon does.
            info = infos.get(id(features))
            if info is None and features:
                info = infos[id(features)] = grammatical_info(features)
            waiting.append((identifier, owner, form.type, form.text, info, created))

    def _lesson(self, lesson: Lesson, number: int) -> None:
        topic, created = lesson.topic, self._created
        owner = lesson_id(self._language, lesson.level, topic.id, lesson.part)
        part = f" {lesson.part}" if lesson.parts > 1 else ""
        texts = (topic.title + part, topic.title_en + part, topic.oneliner, topic.oneliner_en)
        about = (topic.oneliner, topic.oneliner_en, topic.title, topic.id, lesson.level)
        self._waiting["lessons"].append(
            (owner, self._language, "vocabulary", *texts, *about, number, 1, created, created)
        )
        for place, word in enumerate(lesson.words):
            card = lesson_card(word, self._language)
            self._add("lesson_items", owner, "word", word.base_form, card, card, place)

    def _flush(self) -> None:
        for table, rows in self._waiting.items():
            if rows:
                places = ", ".join("?" * len(TABLES[table]))
                self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608  our own names
                self.counts[table] += len(rows)
                rows.clear()


@contextmanager
def loading(draft: Path) -> Iterator["Loader"]:
    """Yield the loader of a migrated, empty database."""
    with closing(sqlite3.connect(draft.absolute().as_uri(), uri=True, isolation_level=None)) as connection:
        yield Loader(connection)


class Loader:
    """Fills a migrated, empty database that nobody else sees yet, one language after the other.

    What is written is not flushed and cannot be rolled back: a build that fails throws the file away. Constraints are
    not looked at row by row; `publish.verify` holds all rows to them at once.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "foreign_keys = OFF",
            "ignore_check_constraints = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        self._indexes = _drop_indexes(connection)
        self.counts = dict.fromkeys(TABLES, 0)
        """How many rows each table was given."""
        self.records: list[dict[str, Any]] = []
        """What the release says of each language."""

    def add(self, rows: Path, counts: Mapping[str, int], record: dict[str, Any]) -> None:
        """Take over the rows of one language from the file that `write_rows` made."""
        # Only to read: ATTACH would make the file if it were not there.
        self._connection.execute("ATTACH ? AS language", (f"{rows.absolute().as_uri()}?mode=ro",))
        self._connection.execute("BEGIN")
        for table, columns in TABLES.items():
            values = ", ".join(self._value(table, column) for column in columns)
            # Table and column names are the constants above, the rest are numbers.
            self._connection.execute(
                f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT {values} FROM language.{table} ORDER BY rowid"  # noqa: S608
            )
        self._connection.execute("COMMIT")
        self._connection.execute("DETACH language")
        for table, count in counts.items():
            self.counts[table] += count
        self.records.append(record)

    def _value(self, table: str, column: str) -> str:
        counted = table if column == "id" and table in _COUNTED else _REFERENCES.get((table, column))
        return f"{column} + {self.counts[counted]}" if counted else column

    def finish(self) -> None:
        """Make the indexes again, and gather the statistics that SQLite's query planner reads."""
        for statement in self._indexes:
            self._connection.execute(statement)
        self._connection.execute("ANALYZE")


def _drop_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drop the indexes of the vocabulary tables, and return the statements that make them again."""
    found = connection.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    )
    indexes = [(name, statement) for name, table, statement in found if table in TABLES]
    for name, _ in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in indexes]


def grammatical_info(analyses: tuple[Features, ...]) -> str | None:
    """Return the analyses of a form as a JSON array of Universal Dependencies features, or None without any."""
    if not analyses:
        return None
    return json.dumps([dict(sorted(one.items())) for one in analyses], ensure_ascii=False, separators=(",", ":"))


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
