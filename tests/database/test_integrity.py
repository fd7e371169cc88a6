"""What holds between rows and without words: foreign keys, cascades, defaults and ids."""

import re
import sqlite3

import pytest

from .rows import GOOD, dump, insert
from .specification import TABLES

DEFAULTED = [(name, column) for name, table in TABLES.items() for column in table.columns if column.default]
REFERENCES = [
    (name, column, parent, action)
    for name, table in TABLES.items()
    for column, parent, action in sorted(table.references)
]
WITH_ID = [name for name, table in TABLES.items() if table.autoincrement]


@pytest.fixture
def full(connection) -> sqlite3.Connection:
    """A connection to a database with a good row in every table."""
    for table, row in GOOD.items():
        insert(connection, table, row)
    return connection


@pytest.mark.parametrize(("table", "column", "parent", "action"), REFERENCES)
def test_a_row_cannot_refer_to_none(full, table, column, parent, action):
    with pytest.raises(sqlite3.IntegrityError, match=r"^FOREIGN KEY constraint failed$"):
        insert(full, table, {**GOOD[table], column: 999})
    with pytest.raises(sqlite3.IntegrityError, match=r"^FOREIGN KEY constraint failed$"):
        full.execute(f"UPDATE {table} SET {column} = 999")


@pytest.mark.parametrize(
    ("parent", "children"),
    [
        ("conversations", ["messages"]),
        ("words", ["word_meanings", "word_examples", "word_forms", "word_difficulty_levels", "word_synonyms"]),
        ("words", ["word_topics", "user_word_progress"]),
        ("word_meanings", ["word_examples"]),
        ("lessons", ["lesson_items", "lesson_progress", "grammar_rules"]),
        ("assessments", ["assessment_questions"]),
    ],
)
def test_rows_are_deleted_with_what_they_belong_to(full, parent, children):
    full.execute("DELETE FROM assessment_attempts")
    assert all(dump(full, child) for child in children)
    full.execute(f"DELETE FROM {parent} WHERE id = 1")
    assert not any(dump(full, child) for child in children)


def test_a_relationship_is_deleted_with_either_word(full):
    full.execute("DELETE FROM words WHERE id = 2")
    assert not dump(full, "word_synonyms")
    assert dump(full, "word_forms")


def test_an_assessment_with_attempts_cannot_be_deleted(full):
    """Its foreign key does not cascade: what the learner did does not vanish by accident."""
    with pytest.raises(sqlite3.IntegrityError, match=r"^FOREIGN KEY constraint failed$"):
        full.execute("DELETE FROM assessments")
    full.execute("DELETE FROM assessment_attempts")
    full.execute("DELETE FROM assessments")


@pytest.mark.parametrize(("table", "column"), DEFAULTED, ids=lambda value: getattr(value, "name", value))
def test_a_default_is_filled_in_by_the_database(connection, table, column):
    """A plain INSERT gets every default, and a timestamp is UTC text to the second."""
    for parent in ("conversations", "lessons", "assessments"):
        insert(connection, parent, GOOD[parent])
    row = {name: value for name, value in GOOD[table].items() if name != column.name}
    rowid = insert(connection, table, row)
    query = f'SELECT "{column.name}", {column.default}, typeof("{column.name}") FROM {table} WHERE rowid = ?'
    value, default, type_ = connection.execute(query, (rowid,)).fetchone()
    if column.type == "DATETIME":
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", value)
    else:
        assert value == default
    assert type_ == {"INTEGER": "integer", "BOOLEAN": "integer", "FLOAT": "real"}.get(column.type, "text")


@pytest.mark.parametrize("table", WITH_ID)
def test_the_id_of_a_deleted_row_is_not_given_again(full, table):
    full.execute("DELETE FROM assessment_attempts")
    last = full.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()[0]
    full.execute(f"DELETE FROM {table}")
    for parent, row in GOOD.items():
        if not dump(full, parent):
            new = dict(row)
            for column, referred, _ in TABLES[parent].references:
                new[column] = full.execute(f"SELECT max(id) FROM {referred}").fetchone()[0]
            if parent == "word_synonyms":
                new["word_id"] = insert(full, "words", {**GOOD["words"], "base_form": "vivienda"})
            rowid = insert(full, parent, new)
            if parent == table:
                assert rowid > last
