"""Whether what a database holds as text is text: SQLite stores any bytes, and a program fails when it reads them."""

# ruff: noqa: S608  (names in SQL are our own)

import functools
import sqlite3
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.database.models import Base
from pipeline.model.suggestions import count

_TEXT = ("VARCHAR", "TEXT", "DATE")
"""Prefixes of the column types whose values SQLite stores as text; this includes timestamps and dates."""


@dataclass(frozen=True, slots=True)
class NotText:
    """Values of a column that are not text in UTF-8."""

    table: str
    column: str
    count: int

    def __str__(self) -> str:
        return f"{self.table}.{self.column} is not text in UTF-8 in {count(self.count, 'row')}"


def not_text(connection: sqlite3.Connection) -> Iterator[NotText]:
    """Yield the columns of our tables in `main` that hold something else than text where they should.

    A value is refused if Python cannot decode it, or if SQLite stores it as another type. Columns that we do not know,
    and those that the database does not have, are left out. Reads every row of the tables once.
    """
    present = set(
        connection.execute(
            "SELECT lower(m.name), lower(c.name) FROM main.sqlite_master AS m, pragma_table_info(m.name, 'main') AS c "
            "WHERE m.type = 'table'"
        )
    )
    for table, pairs in groupby((pair for pair in _columns() if pair in present), key=lambda pair: pair[0]):
        columns = [column for _, column in pairs]
        if not _all_text(connection, table, columns):
            for column in columns:
                if found := _count(connection, table, column):
                    yield NotText(table, column, found)


@functools.cache
def _columns() -> tuple[tuple[str, str], ...]:
    """Return table and column of all that the models declare as text."""
    return tuple(
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if str(column.type).startswith(_TEXT)
    )


def _all_text(connection: sqlite3.Connection, table: str, columns: list[str]) -> bool:
    other = " OR ".join(f"typeof({column}) NOT IN ('text', 'null')" for column in columns)
    if connection.execute(f"SELECT 1 FROM main.{table} WHERE {other} LIMIT 1").fetchone():
        return False
    try:
        deque(connection.execute(f"SELECT {', '.join(columns)} FROM main.{table}"), maxlen=0)
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) is not None:
            raise
        return False  # Python's own error: it could not decode a value
    return True


def _count(connection: sqlite3.Connection, table: str, column: str) -> int:
    values = connection.execute(
        f"SELECT typeof({column}), CAST({column} AS BLOB) FROM main.{table} WHERE {column} IS NOT NULL"
    )
    return sum(kind != "text" or not _is_utf8(value) for kind, value in values)


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
