"""The temporary tables in which an upgrade notes which rows are which: the variables of what it computes in SQL.

All are named here, and nowhere else. One module makes and fills each; in a statement of any module it stands as a
value, such as `{WORDS.pairs}`. They go with the connection.
"""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TempTable:
    """A temporary table, which as a text is its name in SQL."""

    name: str
    columns: str = "id INTEGER PRIMARY KEY"

    def __str__(self) -> str:
        return f"temp.{self.name}"


def clear(connection: sqlite3.Connection, table: TempTable) -> None:
    """Make a temporary table, empty, in place of what it was."""
    connection.execute(f"DROP TABLE IF EXISTS {table}")
    connection.execute(f"CREATE TEMP TABLE {table.name} ({table.columns})")


def add(connection: sqlite3.Connection, table: TempTable, query: str) -> int:
    """Put what a query finds into a temporary table, but for what is there already; return how many rows are new."""
    return connection.execute(f"INSERT OR IGNORE INTO {table} {query}").rowcount


def fill(connection: sqlite3.Connection, table: TempTable, query: str) -> int:
    """Make a temporary table of what a query finds; return how many rows that are."""
    clear(connection, table)
    return connection.execute(f"INSERT INTO {table} {query}").rowcount


@dataclass(frozen=True, slots=True)
class Noted:
    """What `words` notes of the words, and `lessons` of the lessons: identifiers in the file, unless it says so."""

    ours: TempTable
    """What a release has put there. This is noted by `ledger`."""
    pairs: TempTable
    """Rows of the release (`release_id`) with those of the file (`id`); the `origin` of the learner's is `learner`."""
    adopted: TempTable
    """What was the learner's alone until now."""
    fresh: TempTable
    """Rows of the release (`release_id`) that the file lacked, with the identifiers they get (`id`)."""
    touched: TempTable
    """What changed, in itself or below."""
    dropped: TempTable
    """What is ours, and not in the release any more."""
    retired: TempTable
    """What of it stays, since something of the learner's hangs on it."""
    newly_retired: TempTable
    """What of that was in use until now."""


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
LEARNERS_WORDS = TempTable("learners_words")
"""Words of ours that the learner's file had first. By `ledger`."""
SHIPPED_WORDS = TempTable("shipped_words")
"""Words that a release has put there, or puts there now. By `words`."""
DATES = TempTable("dates", "created_at TEXT PRIMARY KEY")
"""The dates that rows of releases carry, the new one included. By `ledger`."""
SHIPPED_ITEM_TYPES = TempTable("item_types", "item_type TEXT PRIMARY KEY")
"""The types of lesson items that releases ship. By `lessons`."""

GONE = TempTable("gone")
"""Of the table that is merged now: rows of the file that the release has none for. By `parts`."""
FRESH = TempTable("fresh", "position INTEGER PRIMARY KEY, release_id INTEGER")
"""Of the table that is merged now: rows of the release that the file has none for. By `parts`."""

FORMER_WORDS, FORMER_LESSONS = TempTable("former_words"), TempTable("former_lessons")
"""What a release had put into the former file. By `check`."""
MISSING = TempTable("missing", "number")
"""Of the table that is checked now: row numbers of what the upgraded copy has not as it was. By `check`."""

SURVIVORS = TempTable("survivors", "id INTEGER PRIMARY KEY, survivor INTEGER")
"""Words of an old file that turn out to be another one, and which that is. By `adopt`."""


def matched(table: str, *, unique: bool) -> TempTable:
    """Return the temporary table of rows of the release with rows of the file, and whether they are the `same`.

    If their keys are `unique`, no row of the file can be found twice. By `parts`.
    """
    once = "" if unique else "UNIQUE"
    return TempTable(f"matched_{table}", f"release_id INTEGER PRIMARY KEY, id INTEGER {once}, same INTEGER")
