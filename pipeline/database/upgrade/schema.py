"""Read tables, columns and references from SQLite. Names are returned as names, never as SQL.

What PRAGMAs do not say of a table, `statement` reads from its SQL text.
"""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

import functools
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory

from pipeline.database import migrate
from pipeline.database.upgrade.errors import UnsupportedFileError
from pipeline.system.resources import resource

VERSION_TABLE = "alembic_version"


def quoted(name: str) -> str:
    """Return a name as an SQL identifier, whatever characters it contains."""
    return '"' + name.replace('"', '""') + '"'


def listed(names: Iterable[str]) -> str:
    """Return names as a list of SQL identifiers."""
    return ", ".join(map(quoted, names))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: str
    required: bool
    """Declared NOT NULL."""
    default: str | None
    """An SQL expression."""
    key: int
    """Place in the primary key, from 1; 0 if it is not part of it."""
    generated: bool


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A table with rows: not a view, not a virtual table."""

    name: str
    sql: str
    columns: dict[str, Column]
    """By name, in their order."""
    has_rowid: bool

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns that identify its rows: the hidden row number, or the primary key of a table without one.

        Raises:
            UnsupportedFileError: ordinary columns have taken all three names of the row number.
        """
        if not self.has_rowid:
            return tuple(column.name for column in self.columns.values() if column.key)
        taken = {name.lower() for name in self.columns}
        for name in ("rowid", "_rowid_", "oid"):
            if name not in taken:
                return (name,)
        raise UnsupportedFileError(f"the columns of the table “{self.name}” hide its row numbers")


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A foreign key: `columns` of `table` name the row of `parent` that has the same values in `targets`."""

    table: str
    columns: tuple[str, ...]
    parent: str
    targets: tuple[str, ...]


def tables_of(connection: sqlite3.Connection, schema: str = "main") -> dict[str, StoredTable]:
    """Return the tables of a database by name in lower case, since SQLite ignores case.

    SQLite's own tables are left out, and so are virtual ones; what those store is in tables that are listed.
    """
    listing = connection.execute(
        "SELECT l.name, l.wr, m.sql FROM pragma_table_list AS l "
        f"JOIN {quoted(schema)}.sqlite_master AS m ON m.name = l.name AND m.type = 'table' "
        "WHERE l.schema = ? AND l.type IN ('table', 'shadow') AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "ORDER BY m.rowid",
        (schema,),
    ).fetchall()
    return {
        name.lower(): StoredTable(name, sql or "", _columns(connection, name, schema), not without_rowid)
        for name, without_rowid, sql in listing
    }


def _columns(connection: sqlite3.Connection, table: str, schema: str) -> dict[str, Column]:
    found = connection.execute(
        'SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?, ?)', (table, schema)
    )
    return {
        name: Column(name, kind, bool(required), default, key, hidden > 1)
        for name, kind, required, default, key, hidden in found
    }


def references_of(connection: sqlite3.Connection, tables: dict[str, StoredTable]) -> list[ForeignKey]:
    """Return all foreign keys of the tables of `main`; one that names no target column means the primary key."""
    found = []
    for table in tables.values():
        parts: dict[int, list[tuple[str, str, str | None]]] = {}
        for number, parent, column, target in connection.execute(
            'SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq', (table.name,)
        ):
            parts.setdefault(number, []).append((parent, column, target))
        for columns in parts.values():
            parent = tables.get(columns[0][0].lower())
            keys = sorted((c for c in parent.columns.values() if c.key), key=lambda c: c.key) if parent else []
            stated = [target for _, _, target in columns if target is not None]
            targets = stated or [column.name for column in keys]
            names = tuple(column for _, column, _ in columns)
            found.append(ForeignKey(table.name, names, columns[0][0], tuple(targets)))
    return found


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The schema that the migrations create, at one revision."""

    tables: dict[str, StoredTable]
    indexes: dict[str, tuple[tuple[str, str], ...]]
    """For each table, the names of its indexes and the statements that create them."""
    triggers: dict[str, tuple[str, str]]
    """By trigger name: its table, and the statement that creates it."""

    @property
    def index_names(self) -> frozenset[str]:
        """The names of all indexes."""
        return frozenset(name for made in self.indexes.values() for name, _ in made)


@functools.cache
def revisions() -> tuple[str, ...]:
    """Return the revisions that this version knows, oldest first."""
    scripts = ScriptDirectory(str(resource("migrations"))).walk_revisions(base="base", head="heads")
    return tuple(script.revision for script in scripts)[::-1]


@functools.cache
def blueprint(revision: str) -> Blueprint:
    """Return the schema at a revision, taken from an empty database after the migrations."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        migrate.upgrade(path, revision)
        with closing(sqlite3.connect(path)) as connection:
            tables = tables_of(connection)
            indexes: dict[str, list[tuple[str, str]]] = {}
            triggers: dict[str, tuple[str, str]] = {}
            for kind, name, table, sql in connection.execute(
                "SELECT type, name, tbl_name, sql FROM sqlite_master "
                "WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid"
            ):
                if kind == "index":
                    indexes.setdefault(table, []).append((name, sql))
                else:
                    triggers[name] = (table, sql)
    return Blueprint(tables, {table: tuple(made) for table, made in indexes.items()}, triggers)
