"""The results of checks of a database file, and the checks of its contents."""

import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from alembic.util import CommandError

from pipeline.builder.rows import TABLES
from pipeline.database import migrate
from pipeline.database.texts import not_text
from pipeline.database.unreadable import decoded
from pipeline.database.untrusted import opened
from pipeline.model.identity import lesson_id, question_id, word_id
from pipeline.model.suggestions import count as counted


class Verdict(Enum):
    """How a check ended."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNPROVEN = "unproven"
    """The file is sound, but not proven to be what its sources make."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: what was checked, the verdict, and what was found."""

    name: str
    outcome: Verdict
    detail: str


LEARNER = ("conversations", "messages", "user_word_progress", "lesson_progress", "assessment_attempts", "user_levels")
"""The tables of learner data. In a release they are empty."""

_MADE_BY_SQLITE = ("sqlite_sequence", "sqlite_stat1", "sqlite_stat4")
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master"
_BARE_WORDS = "SELECT count(*) FROM words w WHERE NOT EXISTS (SELECT 1 FROM word_meanings m WHERE m.word_id = w.id)"
_BARE_MEANINGS = """
    SELECT count(*) FROM word_meanings m WHERE NOT EXISTS (SELECT 1 FROM word_examples e WHERE e.word_meaning_id = m.id)
"""
_SOUND = ("integrity", "text", "foreign keys")
_CONTENT = ("row counts", "learner rows", "identifiers", "meanings", "examples")
AFTER_SCHEMA = (*_SOUND, *_CONTENT)
"""The checks that make sense only if the database has one of our schemas."""

REBUILT = ("content", "provenance")
"""The checks of a database against one that is rebuilt from its sources."""


def judged(name: str, fault: str | None, well: str) -> CheckResult:
    """Return a check that failed if there is a fault, or else passed."""
    return CheckResult(name, Verdict.FAILED, fault) if fault is not None else CheckResult(name, Verdict.OK, well)


def inside(database: Path, rows: Mapping[str, int] | None) -> Iterator[CheckResult]:
    """Yield the checks of a database. `rows` is the expected number of rows by table, if known.

    `database` is our own copy, in a folder of its own. What it contains is only checked if it is sound enough.
    """
    skipped = None
    for check in soundness(database):
        yield check
        skipped = check.detail if check.outcome is Verdict.SKIPPED else None
    if skipped:
        yield from (CheckResult(name, Verdict.SKIPPED, skipped) for name in _CONTENT)
        return
    with opened(database) as connection:
        yield _tried("row counts", lambda: _counts(connection, rows))
        yield _tried("learner rows", lambda: _learner(connection))
        yield _tried("identifiers", lambda: _identifiers(connection))
        yield _tried("meanings", lambda: _none(connection, _BARE_WORDS, "words", "meaning"))
        yield _tried("examples", lambda: _none(connection, _BARE_MEANINGS, "meanings", "example"))


def soundness(database: Path) -> Iterator[CheckResult]:
    """Yield the checks that a database must pass before anything of it is shown: they do not depend on its contents.

    The schema comes first. If it has tables, views or triggers that are not ours, nothing else is checked, so nothing
    in the file is ever run.
    """
    with opened(database) as connection:
        schema = _tried("schema", lambda: _schema(connection))
        yield schema
        if schema.outcome is not Verdict.OK:
            yield from (CheckResult(name, Verdict.SKIPPED, "the schema is not one of ours") for name in _SOUND)
            return
        integrity = _tried("integrity", lambda: _integrity(database))
        yield integrity
        if integrity.outcome is not Verdict.OK:
            yield from (CheckResult(name, Verdict.SKIPPED, "the file is damaged") for name in _SOUND[1:])
            return
        yield _tried("text", lambda: _text(connection))
        yield _tried("foreign keys", lambda: _foreign_keys(connection))


Seen = tuple[Verdict, str]


def _tried(name: str, look: Callable[[], Seen]) -> CheckResult:
    try:
        with decoded():
            return CheckResult(name, *look())
    except sqlite3.DatabaseError as error:
        return CheckResult(name, Verdict.FAILED, f"SQLite cannot read it: {error}")


def _schema(connection: sqlite3.Connection) -> Seen:
    known = connection.execute("SELECT type FROM sqlite_master WHERE name = 'alembic_version'").fetchall()
    if known != [("table",)]:
        return Verdict.FAILED, "it has no table alembic_version: the file was not made by `build` or `release`"
    stated = connection.execute("SELECT version_num FROM alembic_version LIMIT 2").fetchall()
    revision = stated[0][0] if len(stated) == 1 else None
    expected = _schema_of(revision) if isinstance(revision, str) else None
    if expected is None:
        return Verdict.FAILED, f"the revision “{str(revision)[:40]}” is unknown; a newer babblr-vocab may know it"
    found = {row for row in connection.execute(_SCHEMA) if row[1] not in _MADE_BY_SQLITE}
    names = sorted(f"{type_} {name}" for type_, name, *_ in found ^ expected)
    if names:
        return Verdict.FAILED, f"the schema differs from that of revision {revision}; see {names[0][:80]}"
    return Verdict.OK, f"revision {revision}"


def _schema_of(revision: str) -> set[tuple[str, ...]] | None:
    """Return the schema that the migrations create, or None if there is no such revision."""
    if not re.fullmatch(r"\w{1,40}", revision, re.ASCII):  # Alembic also knows `head`, `+1` and ranges
        return None
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-") as folder:
        path = Path(folder) / "schema.db"
        try:
            migrate.upgrade(path, revision)
        except CommandError:
            return None
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [(revision,)]:
                return None
            return {row for row in connection.execute(_SCHEMA) if row[1] not in _MADE_BY_SQLITE}


def _integrity(database: Path) -> Seen:
    # SQLite ignores CHECK constraints in a database that it opens read-only. By now the schema is known to be ours,
    # so it can be trusted.
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        connection.execute("PRAGMA query_only=ON")
        (damage,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return (Verdict.OK, "no damage") if damage == "ok" else (Verdict.FAILED, str(damage)[:200])


def _text(connection: sqlite3.Connection) -> Seen:
    found = next(not_text(connection), None)
    return (Verdict.FAILED, str(found)) if found else (Verdict.OK, "all texts are UTF-8")


def _foreign_keys(connection: sqlite3.Connection) -> Seen:
    row = connection.execute("PRAGMA foreign_key_check").fetchone()
    if row:
        return Verdict.FAILED, f"row {row[1]} of {row[0]} refers to a missing row of {row[2]}"
    return Verdict.OK, "all references are valid"


def _counts(connection: sqlite3.Connection, rows: Mapping[str, int] | None) -> Seen:
    if rows is None:
        return Verdict.SKIPPED, "there is no manifest to compare with"
    unknown = [table for table in rows if table not in TABLES]
    if unknown:
        return Verdict.FAILED, f"the manifest counts a table that is not a vocabulary table: {unknown[0][:40]}"
    for table in TABLES:
        if table in rows and (found := _number(connection, table)) != rows[table]:
            return Verdict.FAILED, f"{table} has {found} rows; the manifest says {rows[table]}"
    words, every = counted(rows.get("words", 0), "word"), counted(sum(rows.values()), "row")
    return Verdict.OK, f"{words}, {every}, as the manifest says"


def _learner(connection: sqlite3.Connection) -> Seen:
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in LEARNER:
        if table in present and (found := _number(connection, table)):
            return Verdict.FAILED, f"{table} has {found} rows: the file contains a learner's data"
    return Verdict.OK, "no learner data"


def _identifiers(connection: sqlite3.Connection) -> Seen:
    """Check the ids: only if they are derived from what they identify does a learner's progress stay with it."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(words)")}
    identity = "COALESCE(identity, base_form)" if "identity" in columns else "base_form"
    count = 0
    for number, language, name in connection.execute(f"SELECT id, language, {identity} FROM words ORDER BY id"):  # noqa: S608  our own names
        if number != word_id(language, name):
            return Verdict.FAILED, f"the id of “{name[:40]}” ({language}) is not the one derived from its identity"
        count += 1
    wrong = next(_wrong_practice_ids(connection), None)
    if wrong:
        return Verdict.FAILED, f"the id of {wrong} is not the one derived from what it identifies"
    return Verdict.OK, f"the ids of all {count} words are derived from their identities"


def _wrong_practice_ids(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the lessons and questions whose ids are not derived from the ids of their sources, or from what they ask.

    Vocabulary lessons of older releases do not state those.
    """
    present = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info('lessons')")}
    if "source_id" in present:
        lessons = "SELECT id, language, source_id FROM lessons WHERE source_id IS NOT NULL ORDER BY id"
        for number, language, source in connection.execute(lessons):
            if number != lesson_id(language, source):
                yield f"the lesson “{source[:40]}” ({language})"
    asked = (
        "SELECT q.id, a.language, q.question_text, q.correct_answer, q.options FROM assessment_questions AS q "
        "JOIN assessments AS a ON a.id = q.assessment_id ORDER BY q.id"
    )
    for number, *key in connection.execute(asked) if present else ():  # they came with the table of lessons
        if number != question_id(*(str(one) for one in key)):
            yield f"the question “{str(key[1])[:40]}” ({key[0]})"


def _number(connection: sqlite3.Connection, table: str) -> int:
    count: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  our own names
    return count


def _none(connection: sqlite3.Connection, query: str, what: str, lacking: str) -> Seen:
    (count,) = connection.execute(query).fetchone()
    if count:
        return Verdict.FAILED, f"{count} {what} have no {lacking}"
    return Verdict.OK, f"all {what} have at least one {lacking}"
