"""The release: one of our databases, without learner data. It is only read, never written."""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.database import migrate
from pipeline.database.texts import not_text
from pipeline.database.unreadable import decoded
from pipeline.database.upgrade.ancestry import check_header
from pipeline.database.upgrade.connect import attach_read_only, connect, unwritten
from pipeline.database.upgrade.errors import ReleaseError
from pipeline.database.upgrade.schema import VERSION_TABLE, blueprint, quoted, revisions, tables_of

SHIPPED = (
    "words",
    "word_meanings",
    "word_examples",
    "word_forms",
    "word_difficulty_levels",
    "word_synonyms",
    "word_topics",
    "lessons",
    "lesson_items",
    "grammar_rules",
    "assessments",
    "assessment_questions",
    "homographs",
    "release_packs",
)
"""The tables that a release fills."""


def prepared(release: Path, folder: Path) -> Path:
    """Check a release, and return it, or a copy in the folder that was upgraded to the newest schema.

    Raises:
        ReleaseError: it is not a release, is damaged, or is newer than this program.
    """
    try:
        check_header(release)
    except Exception as error:
        raise ReleaseError(f"not a release: {error}") from error
    try:
        with decoded(), closing(connect(release, **unwritten(release))) as connection:
            revision = _checked(connection, release)
            if revision == revisions()[-1]:
                return release
            copy = folder / "release.db"
            with closing(sqlite3.connect(copy)) as target:
                connection.backup(target)
    except sqlite3.Error as error:
        raise ReleaseError(f"the release {release} cannot be read: {error}") from error
    migrate.upgrade(copy)
    return copy


def attach_release(connection: sqlite3.Connection, release: Path) -> None:
    """Attach the prepared release as `release`."""
    attach_read_only(connection, release, "release")


def _checked(connection: sqlite3.Connection, release: Path) -> str:
    """Check that it is a release, and return its revision."""
    tables = tables_of(connection)
    stamps = []
    if VERSION_TABLE in tables and "version_num" in tables[VERSION_TABLE].columns:
        stamps = [one for (one,) in connection.execute(f"SELECT version_num FROM main.{VERSION_TABLE} LIMIT 2")]
    if len(stamps) != 1:
        raise ReleaseError(f"{release} is not a release: it does not state its schema revision")
    if stamps[0] not in revisions():
        raise ReleaseError(f"the release {release} is newer than this program: get the newest babblr-vocab")
    plan = blueprint(stamps[0])
    for name, planned in plan.tables.items():
        if name not in tables or not planned.columns.keys() <= tables[name].columns.keys():
            raise ReleaseError(f"{release} is not a release: its table “{name}” is not as it should be")
        if name not in SHIPPED and name != VERSION_TABLE and _has_rows(connection, name):
            raise ReleaseError(f"{release} is not a release: its table “{name}” has learner data")
    if "release_packs" not in plan.tables or not _has_rows(connection, "release_packs"):
        raise ReleaseError(f"{release} is not a release: it does not state its languages")
    _check_contents(connection, release)
    return str(stamps[0])


def _check_contents(connection: sqlite3.Connection, release: Path) -> None:
    damage = connection.execute("PRAGMA main.quick_check(1)").fetchone()[0]
    if damage != "ok":
        raise ReleaseError(f"the release {release} is damaged: {damage}")
    garbled = next(not_text(connection), None)
    if garbled:
        raise ReleaseError(f"the release {release} is damaged: {garbled}")
    faults = _FAULTS | (_FAULTS_OF_HOMOGRAPHS if "homographs" in tables_of(connection) else {})
    for fault, query in faults.items():
        if connection.execute(query).fetchone():
            raise ReleaseError(f"{release} is not a release: {fault}")


def _has_rows(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute(f"SELECT 1 FROM main.{quoted(table)} LIMIT 1").fetchone() is not None


_OUTSIDE = "SELECT 1 FROM {} WHERE language NOT IN (SELECT language FROM release_packs) LIMIT 1"

_FAULTS = {
    "it has words of a language that it does not state": _OUTSIDE.format("words"),
    "it has lessons of a language that it does not state": _OUTSIDE.format("lessons"),
    "it has a word twice": "SELECT 1 FROM words GROUP BY language, base_form HAVING count(*) > 1 LIMIT 1",
    "it relates a word to none": (
        "SELECT 1 FROM word_synonyms WHERE synonym_word_id NOT IN (SELECT id FROM words) LIMIT 1"
    ),
    "it has lessons of neither vocabulary nor grammar": (
        "SELECT 1 FROM lessons WHERE lesson_type NOT IN ('vocabulary', 'grammar') LIMIT 1"
    ),
    "it has assessments of a language that it does not state": _OUTSIDE.format("assessments"),
    "it has a question that belongs to no assessment": (
        "SELECT 1 FROM assessment_questions WHERE assessment_id NOT IN (SELECT id FROM assessments) LIMIT 1"
    ),
}
_FAULTS_OF_HOMOGRAPHS = {"it has homographs of a language that it does not state": _OUTSIDE.format("homographs")}
"""Of a table that older releases do not have."""
