"""The final check before the upgraded copy becomes the learner's file: none of the learner's data may be missing.

The old database is attached as `former`, the release as `release`. Every row that the release may not change must
be unchanged, in every column, or preserved unchanged in a separate table.
"""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.database.models import Base
from pipeline.database.upgrade import ledger, mend
from pipeline.database.upgrade.adopt import same_values
from pipeline.database.upgrade.ancestry import rule_breaks
from pipeline.database.upgrade.errors import CheckFailedError, CorruptFileError
from pipeline.database.upgrade.keep import OWN, REASON, ROW
from pipeline.database.upgrade.report import Kept
from pipeline.database.upgrade.schema import VERSION_TABLE, StoredTable, blueprint, quoted, revisions, tables_of
from pipeline.database.upgrade.temporary import (
    FORMER_ASSESSMENTS,
    FORMER_LESSONS,
    FORMER_QUESTIONS,
    FORMER_WORDS,
    MISSING,
    clear,
    fill,
)

_WORD = f"o.word_id NOT IN (SELECT id FROM {FORMER_WORDS})"

_LEARNERS = {
    "words": f"o.id NOT IN (SELECT id FROM {FORMER_WORDS})",
    "word_meanings": _WORD,
    "word_forms": _WORD,
    "word_difficulty_levels": _WORD,
    "word_examples": (
        f"NOT EXISTS (SELECT 1 FROM former.word_meanings AS m JOIN {FORMER_WORDS} AS w ON w.id = m.word_id "
        "WHERE m.id = o.word_meaning_id)"
    ),
    "word_synonyms": f"({_WORD} OR o.synonym_word_id NOT IN (SELECT id FROM {FORMER_WORDS}))",
    "word_topics": _WORD,
    "lessons": f"o.id NOT IN (SELECT id FROM {FORMER_LESSONS})",
    "lesson_items": (
        f"(o.lesson_id NOT IN (SELECT id FROM {FORMER_LESSONS}) "
        "OR o.item_type NOT IN (SELECT 'word' UNION SELECT item_type FROM release.lesson_items))"
    ),
    "grammar_rules": f"o.lesson_id NOT IN (SELECT id FROM {FORMER_LESSONS})",
    "assessments": f"o.id NOT IN (SELECT id FROM {FORMER_ASSESSMENTS})",
    "assessment_questions": f"o.id NOT IN (SELECT id FROM {FORMER_QUESTIONS})",
    "homographs": "o.language NOT IN (SELECT language FROM release.release_packs)",
    "release_packs": "o.language NOT IN (SELECT language FROM release.release_packs)",
}
"""For tables that the release fills: which rows it must not touch. In all others it must not touch any."""


def check_upgraded(connection: sqlite3.Connection, path: Path, kept: Iterable[Kept], stated: frozenset[str]) -> None:
    """Check the upgraded copy in `main`. `stated` is the output of integrity_check before the upgrade.

    Raises:
        CheckFailedError: something is missing or broken.
    """
    try:
        new = rule_breaks(connection, path) - stated
    except CorruptFileError as error:
        raise CheckFailedError(f"the upgraded copy is damaged: {error}") from error
    if new:
        raise CheckFailedError(f"rows of the upgraded copy break rules: {', '.join(sorted(new))}")
    for table, row, parent, _ in connection.execute("PRAGMA main.foreign_key_check"):
        raise CheckFailedError(f"row {row} of {table} refers to a missing row of {parent}")
    before, after = tables_of(connection, "former"), tables_of(connection)
    _find_former(connection, before)
    besides = {one.table.lower(): one.beside for one in kept}
    for name, table in before.items():
        if name == VERSION_TABLE:
            continue
        if name not in after:
            raise CheckFailedError(f"the table {table.name} is missing")
        lost = _lost(connection, table, after[name], after.get(besides.get(name, "").lower()))
        if lost:
            raise CheckFailedError(f"{lost} rows of {table.name} have changed")
    _check_meanings(connection, before)
    _check_schema(connection, before, after)


def _find_former(connection: sqlite3.Connection, before: Mapping[str, StoredTable]) -> None:
    """Find what was ours in the old database, if it had such tables."""
    ledger.prepare(connection)
    clear(connection, FORMER_WORDS)
    clear(connection, FORMER_LESSONS)
    clear(connection, FORMER_QUESTIONS)
    clear(connection, FORMER_ASSESSMENTS)
    if "words" in before:
        ledger.find_our_words(connection, "former", FORMER_WORDS)
    if "lessons" in before and "topic_id" in before["lessons"].columns:
        ledger.find_our_lessons(connection, "former", FORMER_LESSONS)
    if {"assessments", "assessment_questions"} <= before.keys():
        ledger.find_our_assessments(connection, "former", FORMER_QUESTIONS, FORMER_ASSESSMENTS)


def _lost(connection: sqlite3.Connection, before: StoredTable, after: StoredTable, beside: StoredTable | None) -> int:
    """Return how many of the learner's rows are unchanged neither in the table nor in the one beside it."""
    condition = _LEARNERS.get(before.name.lower(), "1")
    model = Base.metadata.tables.get(before.name.lower())
    if model is not None:
        pairs = [(column.name, column.name) for column in model.primary_key]
    else:
        pairs = list(zip(before.identity, after.identity, strict=True))
    found = " AND ".join(f"n.{quoted(new)} = o.{quoted(old)}" for old, new in pairs)
    rows = f"former.{quoted(before.name)} AS o WHERE {condition} AND NOT EXISTS ("
    missing = f"{rows}SELECT 1 FROM main.{quoted(after.name)} AS n WHERE {found} AND {same_values(before, 'o', 'n')})"
    number = f"o.{quoted(before.identity[0])}" if before.has_rowid else "NULL"
    count = fill(connection, MISSING, f"SELECT {number} FROM {missing}")
    if not count or beside is None:
        return count
    if not before.has_rowid:
        same = same_values(before, "o", "k")
        query = f"{missing} AND NOT EXISTS (SELECT 1 FROM main.{quoted(beside.name)} AS k WHERE {same})"
        return int(connection.execute(f"SELECT count(*) FROM {query}").fetchone()[0])
    laid = (
        f"SELECT k.{ROW} FROM main.{quoted(beside.name)} AS k JOIN former.{quoted(before.name)} AS o "
        f"ON {number} = k.{ROW} WHERE k.{REASON} IS NOT NULL AND {same_values(before, 'o', 'k')}"
    )
    return int(connection.execute(f"SELECT count(*) FROM {MISSING} WHERE number NOT IN ({laid})").fetchone()[0])


def _check_meanings(connection: sqlite3.Connection, before: Mapping[str, StoredTable]) -> None:
    """Check that progress still belongs to the same word, and the same lesson."""
    if {"words", "user_word_progress"} <= before.keys():
        identity = ledger.identity_of("f", stated="identity" in before["words"].columns)
        other = connection.execute(
            "SELECT count(*) FROM former.user_word_progress AS o JOIN former.words AS f ON f.id = o.word_id "
            "JOIN main.user_word_progress AS n ON n.id = o.id JOIN main.words AS w ON w.id = n.word_id "
            f"WHERE (w.base_form IS NOT f.base_form AND w.identity IS NOT {identity}) "
            f"OR w.language IS NOT {mend.language('f.language')}"
        ).fetchone()[0]
        if other:
            raise CheckFailedError(f"{other} rows of user_word_progress would be about another word")
    if {"lessons", "lesson_progress"} <= before.keys():
        other = connection.execute(
            "SELECT count(*) FROM former.lesson_progress AS o JOIN former.lessons AS f ON f.id = o.lesson_id "
            "JOIN main.lesson_progress AS n ON n.id = o.id JOIN main.lessons AS l ON l.id = n.lesson_id "
            "WHERE l.language IS NOT f.language OR l.lesson_type IS NOT f.lesson_type"
        ).fetchone()[0]
        if other:
            raise CheckFailedError(f"{other} rows of lesson_progress would be about another lesson")


def _check_schema(
    connection: sqlite3.Connection, before: Mapping[str, StoredTable], after: Mapping[str, StoredTable]
) -> None:
    """Check that tables, indexes, views and triggers that are not ours still exist, verbatim."""
    plan = blueprint(revisions()[-1])
    ours = {*plan.tables, *plan.triggers, *(index for made in plan.indexes.values() for index, _ in made)}
    query = "SELECT type, name, sql FROM {}.sqlite_master WHERE sql IS NOT NULL"
    now = set(connection.execute(query.format("main")))
    for kind, name, sql in connection.execute(query.format("former")):
        strange = name.lower() not in ours and not name.startswith("sqlite_")
        if strange and not name.startswith(OWN) and (kind, name, sql) not in now:
            raise CheckFailedError(f"the {kind} {name} has changed")
    for name, table in before.items():
        columns = {column.lower() for column in after[name].columns} if name in after else set()
        gone = {column.lower() for column in table.columns} - columns
        if gone and name != VERSION_TABLE:
            raise CheckFailedError(f"{table.name} has lost its columns {', '.join(sorted(gone))}")
