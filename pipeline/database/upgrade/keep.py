"""Preserve rows that cannot stay unchanged, verbatim, in separate tables that the app does not read.

The table beside `messages` is `upgrade_kept_messages`. It has two columns of its own (which row it was, and why it was
preserved), then the same columns without types or rules, so that SQLite stores each value exactly.
"""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

import sqlite3
from collections import Counter

from pipeline.database.upgrade.report import Kept
from pipeline.database.upgrade.schema import StoredTable, listed, quoted, references_of, tables_of

OWN = "upgrade_"
"""The prefix of all tables that an upgrade adds."""
PREFIX = OWN + "kept_"
ROW = "upgrade_row"
REASON = "upgrade_reason"

ORPHAN = "what it refers to is not there"


class Keeper:
    """Preserves rows in separate tables, and counts them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._beside: dict[tuple[str, ...], str] = {}
        """By the table's name and columns: a table gains columns while its file is adopted."""

    def keep(self, table: StoredTable, condition: str, reason: str, *, source: str | None = None) -> int:
        """Preserve the rows of a table that meet an SQL condition, and return how many there are.

        In the condition the row is `o`. `source` is where the rows are now, if not under the table's own name.
        """
        source = quoted(source or table.name)
        columns = listed(table.columns)
        values = ", ".join(f"o.{quoted(name)}" for name in table.columns)
        row = f"o.{quoted(table.identity[0])}" if table.has_rowid else "NULL"
        rows = f"FROM main.{source} AS o WHERE {condition}"
        if self.connection.execute(f"SELECT 1 {rows} LIMIT 1").fetchone() is None:
            return 0
        beside = self._prepared(table)
        count = self.connection.execute(
            f"INSERT INTO main.{quoted(beside)} ({ROW}, {REASON}, {columns}) SELECT {row}, ?, {values} {rows}",
            (reason,),
        ).rowcount
        self._counts[table.name, beside, reason] += count
        return count

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The preserved rows."""
        return tuple(Kept(*key, count) for key, count in sorted(self._counts.items()))

    def _prepared(self, table: StoredTable) -> str:
        """Return the table for preserved rows, created if necessary and with all the columns."""
        key = (table.name, *table.columns)
        if key not in self._beside:
            self._beside[key] = self._prepare(table)
        return self._beside[key]

    def _prepare(self, table: StoredTable) -> str:
        present = tables_of(self.connection)
        name, number = table_beside(table.name), 1
        while (other := present.get(name.lower())) and not {ROW, REASON} <= other.columns.keys():
            number += 1  # an unrelated table of that name
            name = f"{table_beside(table.name)}_{number}"
        if other is None:
            columns = ", ".join((ROW, REASON, *map(quoted, table.columns)))
            self.connection.execute(f"CREATE TABLE main.{quoted(name)} ({columns})")
            return name
        known = {column.lower() for column in other.columns}
        for column in table.columns:
            if column.lower() not in known:
                self.connection.execute(f"ALTER TABLE main.{quoted(name)} ADD COLUMN {quoted(column)}")
        return name


def table_beside(table: str) -> str:
    """Return the name of the table for a table's preserved rows."""
    return PREFIX + table


def set_orphans_aside(connection: sqlite3.Connection, keeper: Keeper) -> int:
    """Preserve and remove rows with broken references until there are none left; return how many.

    Apps that leave SQLite's foreign keys off, which is the default, create such rows. The migrations refuse to run if
    there are any.
    """
    moved = 0
    while broken := _broken(connection):
        before = moved
        tables = tables_of(connection)
        for reference in references_of(connection, tables):
            if reference.table.lower() not in broken:
                continue
            table = tables[reference.table.lower()]
            stated = " AND ".join(f"o.{quoted(name)} IS NOT NULL" for name in reference.columns)
            condition = f"{stated} AND NOT {_parent_exists(reference.parent, reference.columns, reference.targets)}"
            if reference.parent.lower() not in tables:
                condition = stated
            moved += keeper.keep(table, condition, ORPHAN)
            connection.execute(f"DELETE FROM main.{quoted(table.name)} AS o WHERE {condition}")
        if moved == before:
            raise sqlite3.IntegrityError(f"the references of {', '.join(sorted(broken))} cannot be resolved")
    return moved


def _broken(connection: sqlite3.Connection) -> set[str]:
    return {table.lower() for (table,) in connection.execute('SELECT DISTINCT "table" FROM pragma_foreign_key_check')}


def _parent_exists(parent: str, columns: tuple[str, ...], targets: tuple[str, ...]) -> str:
    same = " AND ".join(f"p.{quoted(target)} = o.{quoted(name)}" for name, target in zip(columns, targets, strict=True))
    return f"EXISTS (SELECT 1 FROM main.{quoted(parent)} AS p WHERE {same})"
