"""Good rows for every table, and the SQL to put them into a database.

They are written for a database that holds the three words of `BASE`: `casa` and `hogar`, which are Spanish, and the
French `maison`.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]

BASE: tuple[tuple[str, Row], ...] = (
    ("words", {"id": 1, "language": "es", "base_form": "casa", "part_of_speech": "noun"}),
    ("words", {"id": 2, "language": "es", "base_form": "hogar", "part_of_speech": "noun"}),
    ("words", {"id": 3, "language": "fr", "base_form": "maison", "part_of_speech": "noun"}),
    ("word_meanings", {"id": 1, "word_id": 1, "meaning_text": "Edificio para vivir.", "translation": "house"}),
)

GOOD: dict[str, Row] = {
    "conversations": {"language": "spanish", "topic_id": "travel"},
    "messages": {"conversation_id": 1, "role": "user", "content": "¡Hola!", "corrections": "[]"},
    "words": {
        "language": "es",
        "base_form": "pan",
        "part_of_speech": "noun",
        "pronunciation": "pan",
        "notes": "masculino",
        "identity": "pann",
    },
    "word_meanings": {
        "word_id": 1,
        "meaning_text": "Familia que vive junta.",
        "translation": "household",
        "meaning_order": 2,
        "part_of_speech": "noun",
        "register": "formal",
        "pattern": "quedar + se",
    },
    "word_examples": {"word_meaning_id": 1, "example_text": "Mi casa es pequeña.", "translation": "My house is small."},
    "word_forms": {
        "word_id": 1,
        "form_type": "plural",
        "form_text": "casas",
        "grammatical_info": '[{"Number": "Plur"}]',
        "level": "B2",
    },
    "word_difficulty_levels": {"word_id": 1, "difficulty_level": "A1", "priority": 1},
    "word_synonyms": {"word_id": 1, "synonym_word_id": 2, "relationship_type": "near_synonym"},
    "word_topics": {"word_id": 1, "topic_id": "home"},
    "user_word_progress": {
        "word_id": 1,
        "language": "es",
        "times_encountered": 3,
        "mastery_score": 12.5,
        "first_encountered": "2025-01-02 03:04:05",
        "last_encountered": "2025-02-03 04:05:06.789",
        "stability": 2.3065,
        "difficulty": 2.118,
        "due": "2025-02-05 04:05:06.789",
        "last_reviewed": "2025-02-03 04:05:06.789",
    },
    "lessons": {
        "language": "es",
        "lesson_type": "listening",
        "title": "La comida",
        "created_at": "2025-01-02 03:04:05",
        "title_en": "Food",
    },
    "lesson_items": {"lesson_id": 1, "item_type": "word", "content": "pan", "metadata": "{}", "item_metadata": "{}"},
    "lesson_progress": {"lesson_id": 1, "language": "es", "mastery_score": 0.5},
    "grammar_rules": {"lesson_id": 1, "title": "El plural", "description": "Se añade -s.", "examples": "[]"},
    "assessments": {
        "language": "spanish",
        "assessment_type": "cefr_placement",
        "title": "Nivel",
        "difficulty_level": "mixed",
    },
    "assessment_questions": {
        "assessment_id": 1,
        "question_type": "fill_blank",
        "question_text": "Yo ___ Ana.",
        "correct_answer": "soy",
    },
    "assessment_attempts": {
        "assessment_id": 1,
        "language": "es",
        "score": 80,
        "total_questions": 10,
        "correct_answers": 8,
    },
    "user_levels": {"language": "es"},
    "homographs": {
        "language": "es",
        "spelling": "estado",
        "lemma": "estado",
        "part_of_speech": "noun",
        "share": 0.8,
    },
    "release_packs": {
        "language": "es",
        "version": "1.0.0",
        "release_date": "2025-06-01",
        "licence": "CC-BY-SA-4.0",
        "attribution": "",
        "sources": '{"own": {"licence": "CC-BY-SA-4.0"}}',
        "source_digest": "0" * 64,
        "targets": '{"A1": 500}',
        "tool_versions": '{"python": "3.11.7"}',
        "app_topics": '{"restaurant": ["food"]}',
        "language_profile": '{"name": "Spanish"}',
    },
}
"""A good row of each table, parents before children."""


def insert(connection: sqlite3.Connection, table: str, row: Row, *, verb: str = "INSERT") -> int:
    """Insert the row and return its rowid."""
    columns = ", ".join(f'"{column}"' for column in row)
    marks = ", ".join("?" for _ in row)
    cursor = connection.execute(f'{verb} INTO "{table}" ({columns}) VALUES ({marks})', tuple(row.values()))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the names of the columns of the table."""
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def tables_of(connection: sqlite3.Connection) -> set[str]:
    """Return the names of the tables, without SQLite's and Alembic's own."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in names if name != "alembic_version" and not name.startswith("sqlite_")}


def dump(connection: sqlite3.Connection, table: str, columns: list[str] | None = None) -> list[tuple[Any, ...]]:
    """Return all rows of the table in the order of their rowids, with the type SQLite stores each value in."""
    names = columns_of(connection, table) if columns is None else columns
    values = ", ".join(f'"{name}", typeof("{name}")' for name in names)
    return connection.execute(f'SELECT {values} FROM "{table}" ORDER BY rowid').fetchall()
