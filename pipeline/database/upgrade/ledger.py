"""Tell our rows in a learner's file from the learner's own.

A word is ours if its id is the one derived from its language and identity, which is its first base form: if the app
lets SQLite number its own words, the chance of a collision is 1 in 2^48. So a shipped file needs no ledger. Two cases
are recorded when they arise, in `upgrade_adopted`: a word the learner's file had before we shipped it, which keeps its
id (`origin` is `learner`), and one of ours whose derived id was taken (`origin` is `release`). Lessons likewise.

A row below one of our words came with a release if it has the date of one. The dates of releases are those of our
words, and those recorded in `upgrade_releases`. Anything else was written by the app.
"""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

import sqlite3

from pipeline.database.upgrade import mend
from pipeline.database.upgrade.schema import tables_of
from pipeline.database.upgrade.temporary import (
    DATES,
    LEARNERS_WORDS,
    LESSONS,
    OUR_ASSESSMENTS,
    OUR_QUESTIONS,
    WORDS,
    TempTable,
    add,
    clear,
    fill,
)
from pipeline.model.identity import lesson_id, question_id, retired_id, word_id
from pipeline.model.lessons import MOST_DERIVED_LESSONS

ADOPTIONS = "upgrade_adopted"
RELEASE_DATES = "upgrade_releases"

_TABLES = {
    ADOPTIONS: "kind TEXT NOT NULL, id INTEGER NOT NULL, natural_key TEXT NOT NULL, origin TEXT NOT NULL, "
    "PRIMARY KEY (kind, id)",
    RELEASE_DATES: "language TEXT NOT NULL, created_at TEXT NOT NULL, PRIMARY KEY (language, created_at)",
}

LESSON_KEY = ("language", "difficulty_level", "topic_id", "source_id")
"""The columns by which `upgrade_is_lesson_id` recognises our lessons."""


def _is_word_id(identifier: object, language: object, identity: object) -> bool:
    return isinstance(language, bytes) and isinstance(identity, bytes) and identifier == derived(language, identity)


def derived(language: bytes, identity: bytes) -> int:
    """Return the id of a word. Takes bytes, because an untrusted file may have text that is not Unicode."""
    return word_id(language.decode("utf-8", "replace"), identity.decode("utf-8", "replace"))


def _is_lesson_id(identifier: object, language: object, level: object, topic: object, source: object) -> bool:
    """Whether the id is derived from a lesson's source or, in lessons from before there were sources, from a part."""
    if not isinstance(language, bytes):
        return False
    code = language.decode("utf-8", "replace")
    if isinstance(source, bytes):
        return identifier == lesson_id(code, source.decode("utf-8", "replace"))
    if not (isinstance(level, bytes) and isinstance(topic, bytes)):
        return False
    start = f"{level.decode('utf-8', 'replace')}/{topic.decode('utf-8', 'replace')}"
    return any(identifier == lesson_id(code, f"{start}/{part}") for part in range(1, MOST_DERIVED_LESSONS + 1))


def _is_question_id(identifier: object, *key: object) -> bool:
    """Whether the id is derived from a question's language, text, answer and options."""
    texts = [one.decode("utf-8", "replace") for one in key if isinstance(one, bytes)]
    return len(texts) == len(key) and identifier == question_id(texts[0], *texts[1:])


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that recognise our ids; text is passed to them as BLOBs."""
    for name, arguments, function in (
        ("upgrade_word_id", 2, derived),
        ("upgrade_is_word_id", 3, _is_word_id),
        ("upgrade_is_lesson_id", 5, _is_lesson_id),
        ("upgrade_is_question_id", 5, _is_question_id),
        ("upgrade_retired_id", 1, retired_id),
    ):
        connection.create_function(name, arguments, function, deterministic=True)


def blobs(row: str, *columns: str) -> str:
    """Return columns of a row as BLOBs, for the functions."""
    return ", ".join(f"CAST({row}.{column} AS BLOB)" for column in columns)


def identity_of(row: str, *, stated: bool = True) -> str:
    """Return the identity of a word; without one `stated`, as in files of former revisions, it is the base form.

    Here and below, a broken value counts as what the upgrade makes of it, so that a row is the same one's before and
    after.
    """
    return f"COALESCE({mend.identity(f'{row}.identity')}, {row}.base_form)" if stated else f"{row}.base_form"


def word_key(row: str, *, stated: bool = True) -> str:
    """Return language and identity of a word as BLOBs, for the functions."""
    return f"CAST({_language(row)} AS BLOB), CAST({identity_of(row, stated=stated)} AS BLOB)"


def _natural_key(row: str, *, stated: bool = True) -> str:
    return f"{_language(row)} || char(31) || {identity_of(row, stated=stated)}"


def _language(row: str) -> str:
    return mend.language(f"{row}.language")


_OURS = f"{_language('o')} IN (SELECT language FROM release.release_packs)"


def find_ours(connection: sqlite3.Connection) -> None:
    """Note what is ours in `main`, in the release's languages, which words are also the learner's, and our dates."""
    find_our_words(connection, "main", WORDS.ours)
    find_our_lessons(connection, "main", LESSONS.ours)
    find_our_assessments(connection, "main", OUR_QUESTIONS, OUR_ASSESSMENTS)
    clear(connection, LEARNERS_WORDS)
    if ADOPTIONS in tables_of(connection):
        add(connection, LEARNERS_WORDS, f"SELECT id FROM main.{ADOPTIONS} WHERE kind = 'word' AND origin = 'learner'")
    _find_dates(connection)


def find_our_words(connection: sqlite3.Connection, schema: str, into: TempTable) -> None:
    """Fill a temporary table with the ids of our words in a database, in the release's languages."""
    stated = "identity" in tables_of(connection, schema)["words"].columns
    known = _adopted(connection, schema, "word", _natural_key("o", stated=stated))
    is_word = f"upgrade_is_word_id(o.id, {word_key('o', stated=stated)})"
    fill(connection, into, f"SELECT o.id FROM {schema}.words AS o WHERE {_OURS} AND ({is_word} OR {known})")


def find_our_lessons(connection: sqlite3.Connection, schema: str, into: TempTable) -> None:
    """Fill a temporary table with the ids of our lessons in a database, in the release's languages."""
    known = _adopted(connection, schema, "lesson", "o.language")
    columns = tables_of(connection, schema)["lessons"].columns
    key = [f"CAST(o.{name} AS BLOB)" if name in columns else "NULL" for name in LESSON_KEY]  # old files lack one
    is_lesson = f"upgrade_is_lesson_id(o.id, {', '.join(key)})"
    ours = f"o.lesson_type IN ('vocabulary', 'grammar') AND ({is_lesson} OR {known})"
    fill(connection, into, f"SELECT o.id FROM {schema}.lessons AS o WHERE {_OURS} AND {ours}")


def find_our_assessments(connection: sqlite3.Connection, schema: str, questions: TempTable, into: TempTable) -> None:
    """Fill temporary tables with the ids of our questions, and of our assessments, which have some of them or did."""
    key = f"CAST({_language('o')} AS BLOB), {blobs('q', 'question_text', 'correct_answer', 'options')}"
    fill(
        connection,
        questions,
        f"SELECT q.id FROM {schema}.assessment_questions AS q JOIN {schema}.assessments AS o ON o.id = q.assessment_id "
        f"WHERE {_OURS} AND upgrade_is_question_id(q.id, {key})",
    )
    shipped = "SELECT id FROM release.assessments"
    with_ours = f"SELECT assessment_id FROM {schema}.assessment_questions WHERE id IN (SELECT id FROM {questions})"
    ours = f"o.id IN ({shipped} UNION {with_ours})"
    fill(connection, into, f"SELECT o.id FROM {schema}.assessments AS o WHERE {_OURS} AND {ours}")


def _adopted(connection: sqlite3.Connection, schema: str, kind: str, key: str) -> str:
    """Return the condition that a row is recorded as ours."""
    if ADOPTIONS not in tables_of(connection, schema):
        return "0"
    same = f"a.kind = '{kind}' AND a.id = o.id AND a.natural_key = {key}"
    return f"EXISTS (SELECT 1 FROM {schema}.{ADOPTIONS} AS a WHERE {same})"


def _find_dates(connection: sqlite3.Connection) -> None:
    """Note the dates of released rows, including those of the new release."""
    clear(connection, DATES)
    is_word = f"upgrade_is_word_id(w.id, {word_key('w')})"
    ours = f"SELECT DISTINCT w.created_at FROM main.words AS w JOIN {WORDS.ours} AS o ON o.id = w.id WHERE {is_word}"
    add(connection, DATES, ours)
    add(connection, DATES, "SELECT DISTINCT created_at FROM release.words")
    if RELEASE_DATES in tables_of(connection):
        add(connection, DATES, f"SELECT DISTINCT created_at FROM main.{RELEASE_DATES}")


def note_release(connection: sqlite3.Connection) -> None:
    """Record the dates of the release, and what is ours despite an id that does not show it."""
    for table, columns in _TABLES.items():
        connection.execute(f"CREATE TABLE IF NOT EXISTS main.{table} ({columns})")
    connection.execute(
        f"INSERT OR IGNORE INTO main.{RELEASE_DATES} SELECT DISTINCT language, created_at FROM release.words"
    )
    key = _natural_key("w")
    connection.execute(
        f"INSERT OR REPLACE INTO main.{ADOPTIONS} (kind, id, natural_key, origin) "
        f"SELECT 'word', w.id, {key}, CASE WHEN p.origin = 'learner' THEN 'learner' ELSE 'release' END "
        f"FROM {WORDS.pairs} AS p JOIN main.words AS w ON w.id = p.id "
        f"WHERE NOT EXISTS (SELECT 1 FROM main.{ADOPTIONS} AS a WHERE a.kind = 'word' AND a.id = w.id "
        f"AND a.natural_key = {key}) "
        f"AND NOT upgrade_is_word_id(w.id, {word_key('w')})"
    )
    is_lesson = f"upgrade_is_lesson_id(l.id, {blobs('l', *LESSON_KEY)})"
    connection.execute(
        f"INSERT OR IGNORE INTO main.{ADOPTIONS} (kind, id, natural_key, origin) "
        "SELECT 'lesson', l.id, l.language, CASE WHEN p.origin = 'learner' THEN 'learner' ELSE 'release' END "
        f"FROM {LESSONS.pairs} AS p JOIN main.lessons AS l ON l.id = p.id WHERE NOT {is_lesson}"
    )
