"""Merge the vocabulary of the release into a database with the same schema."""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

import re
import sqlite3
from dataclasses import dataclass

from pipeline.database.models import Base
from pipeline.database.upgrade import assessments, ledger, lessons, words
from pipeline.database.upgrade.errors import ReleaseError
from pipeline.database.upgrade.keep import Keeper
from pipeline.database.upgrade.parts import Work
from pipeline.database.upgrade.report import LanguageChanges
from pipeline.database.upgrade.schema import listed

_VERSION = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}){2}")


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge."""

    languages: dict[str, LanguageChanges]
    edits: int
    """Rows written; 0 if the vocabulary was already that of the release."""


def merge_release(connection: sqlite3.Connection, keeper: Keeper) -> Merged:
    """Replace the vocabulary of `main` with that of `release`, in its languages. Call it outside a transaction.

    Raises:
        ReleaseError: the release has orphaned rows, or the file has a later version of a language.
    """
    ledger.prepare(connection)
    connection.execute("BEGIN")
    work = Work(connection, keeper)
    changes = _versions(connection)
    ledger.find_ours(connection)
    words.merge_words(work, changes)
    lessons.merge_lessons(work, changes)
    assessments.merge_assessments(work, changes)
    _check_all_came(work)
    _replace(work, "homographs")
    _replace(work, "release_packs")
    if work.edits:
        ledger.note_release(connection)
        _gather_statistics(connection)
    connection.execute("COMMIT")
    return Merged(changes, work.edits)


def _versions(connection: sqlite3.Connection) -> dict[str, LanguageChanges]:
    former = dict(connection.execute("SELECT language, version FROM main.release_packs"))
    versions = connection.execute("SELECT language, version FROM release.release_packs ORDER BY language").fetchall()
    for language, version in versions:
        if _is_older(version, str(former.get(language))):
            raise ReleaseError(
                f"the release is older than the file: it has {language} {version}, and the file {former[language]}"
            )
    return {language: LanguageChanges(former.get(language), version) for language, version in versions}


def _is_older(version: str, than: str) -> bool:
    """Whether a version (major.minor.patch) precedes another; False if either has another format."""
    if not (_VERSION.fullmatch(version) and _VERSION.fullmatch(than)):
        return False
    one, other = ([int(number) for number in each.split(".")] for each in (version, than))
    return one < other


def _replace(work: Work, table: str) -> None:
    """Make a table that only the release writes what it is there, in the release's languages."""
    columns = listed(column.name for column in Base.metadata.tables[table].columns)
    new = f"SELECT {columns} FROM release.{table}"
    ours = "language IN (SELECT language FROM release.release_packs)"
    old = f"SELECT {columns} FROM main.{table} WHERE {ours}"
    if work.number(f"SELECT EXISTS ({new} EXCEPT {old}) OR EXISTS ({old} EXCEPT {new})"):
        work.edit(f"DELETE FROM main.{table} WHERE {ours}")
        work.edit(f"INSERT INTO main.{table} ({columns}) {new}")


def _check_all_came(work: Work) -> None:
    """Reject a release with rows that belong to no word, meaning or lesson: they would be lost silently."""
    for part in (*words.WORD_PARTS, *lessons.LESSON_PARTS):
        stated = work.number(f"SELECT count(*) FROM release.{part.table}")
        came = work.number(f"SELECT count(*) FROM {part.matched}")
        if stated != came:
            raise ReleaseError(f"the release is faulty: {stated - came} rows of its {part.table} belong to nothing")


def _gather_statistics(connection: sqlite3.Connection) -> None:
    """Update the statistics of SQLite's query planner."""
    for part in (*words.WORD_PARTS, *lessons.LESSON_PARTS):
        connection.execute(f"ANALYZE main.{part.table}")
    for table in ("words", "word_topics", "lessons", "assessments", "assessment_questions", "user_word_progress"):
        connection.execute(f"ANALYZE main.{table}")
