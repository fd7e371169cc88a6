"""The temporary tables in which an upgrade notes which rows are which: the variables of its SQL computations.

All are defined here, and nowhere else. One module creates and fills each; any module can insert it into a statement,
as in `{WORDS.pairs}`. They disappear with the connection.
"""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TempTable:
    """A temporary table. Its `str` is its name in SQL."""

    name: str
    columns: str = "id INTEGER PRIMARY KEY"

    def __str__(self) -> str:
        return f"temp.{self.name}"


def clear(connection: sqlite3.Connection, table: TempTable) -> None:
    """Create a temporary table, empty, replacing any existing one."""
    connection.execute(f"DROP TABLE IF EXISTS {table}")
    connection.execute(f"CREATE TEMP TABLE {table.name} ({table.columns})")


def add(connection: sqlite3.Connection, table: TempTable, query: str) -> int:
    """Add the results of a query to a temporary table, except those it already has; return how many rows are new."""
    return connection.execute(f"INSERT OR IGNORE INTO {table} {query}").rowcount


def fill(connection: sqlite3.Connection, table: TempTable, query: str) -> int:
    """Create a temporary table from the results of a query; return how many rows it has."""
    clear(connection, table)
    return connection.execute(f"INSERT INTO {table} {query}").rowcount


@dataclass(frozen=True, slots=True)
class Noted:
    """What `words` notes about words, and `lessons` about lessons: ids in the file, unless stated otherwise."""

    ours: TempTable
    """Rows from a release. Noted by `ledger`."""
    pairs: TempTable
    """Rows of the release (`release_id`) with those of the file (`id`); the `origin` of the learner's is `learner`."""
    adopted: TempTable
    """Rows that were only the learner's until now."""
    fresh: TempTable
    """Rows of the release (`release_id`) that the file lacked, with the ids they get (`id`)."""
    touched: TempTable
    """Rows that changed, themselves or below."""
    dropped: TempTable
    """Our rows that are no longer in the release."""
    retired: TempTable
    """Those of them that stay, because the learner's data depend on them."""
    newly_retired: TempTable
    """Those of the latter that were in use until now."""


def _noted(kind: str) -> Noted:
    return Noted(
        ours=TempTable(f"our_{kind}"),
        pairs=TempTable(f"paired_{kind}", "release_id INTEGER PRIMARY KEY, id INTEGER UNIQUE, origin TEXT"),
        adopted=TempTable(f"adopted_{kind}"),
        fresh=TempTable(f"fresh_{kind}", "position INTEGER PRIMARY KEY, release_id INTEGER, id INTEGER"),
        touched=TempTable(f"touched_{kind}"),
        dropped=TempTable(f"dropped_{kind}"),
        retired=TempTable(f"retired_{kind}"),
        newly_retired=TempTable(f"newly_retired_{kind}"),
    )


WORDS, LESSONS = _noted("words"), _noted("lessons")
OUR_QUESTIONS, OUR_ASSESSMENTS = TempTable("our_questions"), TempTable("our_assessments")
"""Questions and assessments from a release. By `ledger`."""
GONE_QUESTIONS, GONE_ASSESSMENTS = TempTable("gone_questions"), TempTable("gone_assessments")
"""Those that are no longer in the release. By `assessments`."""
LEARNERS_WORDS = TempTable("learners_words")
"""Our words that the learner's file had first. By `ledger`."""
SHIPPED_WORDS = TempTable("shipped_words")
"""Words from this release or an earlier one. By `words`."""
OUR_IDENTITIES = TempTable("our_identities", "language, identity, id INTEGER, PRIMARY KEY (language, identity)")
"""Our words in the file by identity. By `pairing`."""
ABSORBED = TempTable("absorbed", "id INTEGER PRIMARY KEY, survivor INTEGER")
"""Words of the file that become one with another word of it (`survivor`). By `pairing`."""
DATES = TempTable("dates", "created_at TEXT PRIMARY KEY")
"""The dates of released rows, including the new release. By `ledger`."""
SHIPPED_ITEM_TYPES = TempTable("item_types", "item_type TEXT PRIMARY KEY")
"""The types of lesson items that releases ship. By `lessons`."""

GONE = TempTable("gone")
"""In the table being merged: rows of the file with no counterpart in the release. By `parts`."""
FRESH = TempTable("fresh", "position INTEGER PRIMARY KEY, release_id INTEGER")
"""In the table being merged: rows of the release with no counterpart in the file. By `parts`."""

FORMER_WORDS, FORMER_LESSONS = TempTable("former_words"), TempTable("former_lessons")
FORMER_QUESTIONS, FORMER_ASSESSMENTS = TempTable("former_questions"), TempTable("former_assessments")
"""Rows in the old file that came from a release. By `check`."""
MISSING = TempTable("missing", "number")
"""In the table being checked: numbers of rows that are missing or changed in the upgraded copy. By `check`."""

SURVIVORS = TempTable("survivors", "id INTEGER PRIMARY KEY, survivor INTEGER")
"""Words of an old file that duplicate another, and which one that is. By `adopt`."""


def matched(table: str, *, unique: bool) -> TempTable:
    """Return the temporary table that pairs rows of the release and the file, and says whether they are the `same`.

    If their keys are `unique`, no row of the file can be paired twice. By `parts`.
    """
    once = "" if unique else "UNIQUE"
    return TempTable(f"matched_{table}", f"release_id INTEGER PRIMARY KEY, id INTEGER {once}, same INTEGER")
