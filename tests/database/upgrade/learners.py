"""Learners' databases of every ancestry, with rows of every table, made at random."""

import random
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, UniqueConstraint

from pipeline.database import migrate
from pipeline.database.engine import create_engine_for
from pipeline.database.models import Base
from tests.database.history import REVISIONS

from .releases import Edition, build

FIRST = ("conversations", "messages")
VOCABULARY = (
    "words",
    "word_meanings",
    "word_examples",
    "word_forms",
    "word_difficulty_levels",
    "word_synonyms",
    "user_word_progress",
)
NEVER_IN_THE_APP = {
    ("words", "identity"),
    ("word_meanings", "part_of_speech"),
    ("word_meanings", "register"),
    ("word_meanings", "pattern"),
    ("word_forms", "level"),
    ("lessons", "source_id"),
}
UNIQUE = {"words": ("language", "base_form"), "user_word_progress": ("word_id", "language")}

LACKING = {
    "app": {*VOCABULARY, "word_topics", "release_packs", "homographs"},
    "app with words": {"word_topics", "release_packs", "homographs"},
    "app with topics": {"release_packs", "homographs"},
}
"""The tables that files of apps do not have. No app has had topics of words yet; one that takes our models will."""

ANCESTRIES = ("first", *LACKING, *REVISIONS, "shipped")

NAMES = ("casa", "pan", "sol", "luz", "mar", "rey", "voz", "pez")
"""The base forms of all tests: few, so that releases and learners' own words meet."""

Rows = dict[str, list[dict[str, Any]]]


def create_all(path: Path, tables: tuple[str, ...], *, first_version: bool = False) -> None:
    """Make tables as an app's `create_all` does: columns and keys, but no rule, no default, no name of a constraint."""
    metadata = MetaData()
    for name in tables:
        columns = []
        for column in Base.metadata.tables[name].columns:
            if (name, column.name) in NEVER_IN_THE_APP or (first_version and column.name == "topic_id"):
                continue
            keys = [ForeignKey(key.target_fullname) for key in column.foreign_keys]
            options = {"primary_key": True, "index": True} if column.name == "id" else {"nullable": column.nullable}
            columns.append(Column(column.name, Integer() if column.name == "id" else column.type, *keys, **options))
        unique = [UniqueConstraint(*UNIQUE[name])] if name in UNIQUE else []
        Table(name, metadata, *columns, *unique)
    metadata.create_all(create_engine_for(path))


def make(path: Path, ancestry: str, chance: random.Random, *former: Edition) -> Path:
    """Write a learner's database of an ancestry; `former` is the release it was shipped with, if it was."""
    path.unlink(missing_ok=True)
    if ancestry == "shipped":
        build(path, *former)
    elif ancestry == "first":
        create_all(path, FIRST, first_version=True)
    elif ancestry.startswith("app"):
        tables = tuple(name for name in Base.metadata.tables if name not in LACKING[ancestry])
        create_all(path, tables)
    else:
        shutil.copy(_migrated(ancestry), path)
    with opened(path) as connection:
        fill(connection, chance)
    return path


_made: dict[str, Path] = {}


def _migrated(revision: str) -> Path:
    if revision not in _made:
        import tempfile

        _made[revision] = Path(tempfile.mkdtemp(prefix="upgrade-tests-")) / "migrated.db"
        migrate.upgrade(_made[revision], revision)
    return _made[revision]


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection as an app has it, foreign keys off; what was done is committed."""
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection


def fill(connection: sqlite3.Connection, chance: random.Random) -> None:
    """Put rows that break no rule into every table that is there."""
    writer = Writer(connection, chance)
    for _ in range(chance.randrange(4)):
        conversation = writer.add("conversations", language=chance.choice(("spanish", "es")))
        for _ in range(chance.randrange(3)):
            writer.add("messages", conversation_id=conversation, role="user", content=writer.text())
    own = [writer.word() for _ in range(chance.randrange(5))]
    words = [row for (row,) in writer.query("words", "SELECT id FROM words ORDER BY id")]
    for word in filter(None, own):
        if chance.random() < 0.4:
            writer.relate(word, chance.choice(words))
    for word in words:
        if chance.random() < 0.4:
            writer.progress(word)
    for _ in range(chance.randrange(3)):
        writer.lesson()
    writer.lesson_progress()
    if chance.random() < 0.7 and (test := writer.add("assessments", language="es", difficulty_level="mixed")):
        writer.add("assessment_questions", assessment_id=test, question_text="¿?", correct_answer="sí")
        writer.add("assessment_attempts", assessment_id=test, language="es", score=50.5, total_questions=3)
        writer.add("user_levels", language=chance.choice(("es", "spanish")), proficiency_score=12.5)


class Writer:
    """Inserts rows as an app would: a value for every column that must have one, dates with microseconds."""

    def __init__(self, connection: sqlite3.Connection, chance: random.Random) -> None:
        self.connection = connection
        self.chance = chance
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        self.columns = {
            table: [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
            for (table,) in tables
        }

    def query(self, table: str, query: str) -> list[Any]:
        """Return the rows of a query, none if there is no such table."""
        return self.connection.execute(query).fetchall() if table in self.columns else []

    def text(self) -> str:
        """Return some text, with what is awkward in SQL and in JSON."""
        return self.chance.choice(("hola", "¿qué?", "it's; --", '"x"', "a\nb", "🙂", "")) + str(self.chance.random())

    def now(self) -> str:
        """Return a moment after all releases."""
        return f"2025-12-{self.chance.randrange(1, 29):02} 10:11:12.{self.chance.randrange(1, 10**6):06}"

    def add(self, table: str, **values: Any) -> int | None:
        """Insert a row, if there is such a table; return its id."""
        if table not in self.columns:
            return None
        row: dict[str, Any] = {}
        for column in Base.metadata.tables[table].columns:
            if column.name not in self.columns[table] or column.name == "id":
                continue
            if column.name in values:
                row[column.name] = values[column.name]
            elif str(column.type) == "DATETIME":
                row[column.name] = None if column.nullable and self.chance.random() < 0.5 else self.now()
            elif not column.nullable:
                row[column.name] = {"VARCHAR": "x", "TEXT": "x"}.get(str(column.type).partition("(")[0], 1)
        if "id" in values:
            row["id"] = values["id"]
        marks = ", ".join("?" * len(row))
        cursor = self.connection.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )
        return cursor.lastrowid

    def word(self) -> int | None:
        """Insert a word of the app's own, with all that belongs to it; None if there is one already."""
        language, name = self.chance.choice(("es", "fr")), self.chance.choice((*NAMES, "mío", "tuyo", "suyo"))
        same = self.query("words", f"SELECT id FROM words WHERE language = '{language}' AND base_form = '{name}'")
        if same:
            return None
        word = self.add("words", language=language, base_form=name, part_of_speech="verb", notes=self.text())
        if word is None:
            return None
        for order in range(1, 1 + self.chance.randrange(3)):
            texts = ("un sentido", "otro", self.text())
            meaning = self.add(
                "word_meanings",
                word_id=word,
                meaning_text=self.chance.choice(texts),
                translation="t",
                meaning_order=order,
                part_of_speech=None,
            )
            for _ in range(self.chance.randrange(3)):
                self.add(
                    "word_examples",
                    word_meaning_id=meaning,
                    example_text=self.chance.choice(("Un ejemplo.", "otro")),
                    translation=None,
                )
        if self.chance.random() < 0.5:
            self.add("word_forms", word_id=word, form_type="plural", form_text=name + "s", grammatical_info=None)
            self.add("word_difficulty_levels", word_id=word, difficulty_level="A1", priority=3)
            self.add("word_topics", word_id=word, topic_id=self.chance.choice(("food", "theirs")))
        return word

    def relate(self, word: int, other: int) -> None:
        """Relate two words, if they are of one language and not related."""
        languages = self.query("words", f"SELECT DISTINCT language FROM words WHERE id IN ({word}, {other})")
        there = self.query(
            "word_synonyms", f"SELECT 1 FROM word_synonyms WHERE word_id = {word} AND synonym_word_id = {other}"
        )
        if word != other and len(languages) == 1 and not there:
            self.add("word_synonyms", word_id=word, synonym_word_id=other, relationship_type="antonym")

    def progress(self, word: int) -> None:
        """Note progress with a word."""
        ((language,),) = self.query("words", f"SELECT language FROM words WHERE id = {word}")
        first, last = sorted((self.now(), self.now()))
        self.add(
            "user_word_progress",
            word_id=word,
            language=language,
            times_encountered=self.chance.randrange(9),
            mastery_score=self.chance.choice((0, 0.5, 99.9, 100)),
            first_encountered=first,
            last_encountered=self.chance.choice((last, None)),
            **(self.estimate(last) if self.chance.random() < 0.5 else {}),
        )

    def estimate(self, reviewed: str) -> dict[str, Any]:
        """Return when a word is due, and why, as far as the file has columns for it."""
        if "due" not in self.columns.get("user_word_progress", ()):
            return {}
        due = {"due": self.now(), "last_reviewed": reviewed}
        return {"stability": self.chance.uniform(0.1, 100), "difficulty": self.chance.uniform(1, 10), **due}

    def lesson_progress(self) -> None:
        """Note progress with some lessons."""
        for lesson, language in self.query("lessons", "SELECT id, language FROM lessons ORDER BY id"):
            if self.chance.random() < 0.5:
                self.add("lesson_progress", lesson_id=lesson, language=language, status="completed")
            if self.chance.random() < 0.1:
                self.add("grammar_rules", lesson_id=lesson, title="una regla", description=self.text())

    def lesson(self) -> None:
        """Insert a lesson of the app's own; it may have the natural key of one of ours."""
        kind = self.chance.choice(("vocabulary", "grammar", "listening"))
        lesson = self.add(
            "lessons",
            language=self.chance.choice(("es", "fr")),
            lesson_type=kind,
            title=self.chance.choice(("Food", "Travel 2", self.text())),
            difficulty_level="A1",
            topic_id=self.chance.choice(("food", "travel", None)),
            tutor_prompt=self.chance.choice((None, "be kind")),
        )
        for order in range(self.chance.randrange(3)):
            self.add(
                "lesson_items",
                lesson_id=lesson,
                item_type=self.chance.choice(("word", "metadata")),
                content=self.chance.choice(NAMES),
                metadata="{}",
                item_metadata="{}",
                order_index=order,
            )


def contents(path: Path) -> Rows:
    """Return every row of every table, with the type SQLite stores each value in."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_stat1'")
        found: Rows = {}
        for (name,) in names.fetchall():
            quoted = '"' + name.replace('"', '""') + '"'
            found[name] = [dict(row) for row in connection.execute(f"SELECT * FROM {quoted}")]
        return found


def missing(before: Rows, after: Rows, table: str, *, aside: bool = False) -> list[Mapping[str, Any]]:
    """Return the rows of a table that are not there any more as they were, or, with `aside`, not kept either."""
    there = list(after.get(table, ()))
    if aside:
        there += after.get(f"upgrade_kept_{table}", ())
    return [row for row in before.get(table, ()) if not any(_holds(one, row) for one in there)]


def _holds(row: Mapping[str, Any], part: Mapping[str, Any]) -> bool:
    return all(
        name in row and row[name] == value and isinstance(row[name], type(value)) for name, value in part.items()
    )
