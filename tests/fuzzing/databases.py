"""Mutations of SQLite files: rows, schema statements, pragmas, and bytes of pages."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from tests.fuzzing.mutations import any_text

_VALUES = (
    None,
    "",
    b"\xff\xfe",
    b"",
    -1,
    0,
    1,
    2**63 - 1,
    -(2**63),
    1.5,
    float("inf"),
    "x" * 100_000,
    "\0",
    "9999-99-99",
)
_PAGE = 4096
_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, i AS {column} FROM n"
_SQL = (
    *("DROP TABLE {table}", "DELETE FROM {table}", "ALTER TABLE {table} RENAME TO {other}_"),
    *("ALTER TABLE {table} ADD COLUMN odd_column TEXT", "ALTER TABLE {table} RENAME COLUMN {column} TO odd_column"),
    *("ALTER TABLE {table} DROP COLUMN {column}", "CREATE TABLE odd (a, b)", "CREATE INDEX odd ON {table} ({column})"),
    "CREATE VIEW odd AS SELECT * FROM {table}",
    "CREATE VIEW odd AS SELECT missing FROM nowhere",
    "DROP TABLE {table}; CREATE VIEW {table} AS SELECT * FROM {other}",
    "DROP TABLE {table}; CREATE VIEW {table} AS SELECT * FROM {table}",
    "DROP TABLE {table}; CREATE TABLE {table} (a, b)",
    "DROP TABLE {table}; CREATE VIRTUAL TABLE {table} USING fts5(a, b)",
    "DROP TABLE {table}; CREATE TABLE {table} (id INTEGER PRIMARY KEY, {column} TEXT) WITHOUT ROWID",
    "CREATE TRIGGER odd AFTER INSERT ON {table} BEGIN DELETE FROM {other}; END",
    "CREATE TRIGGER odd BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END",
    "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = 'garbage' WHERE name = '{table}'",
    "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, 'TEXT', 'BLOB')",
    "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = CAST(x'ff' AS TEXT) || sql WHERE name = '{table}'",
    "PRAGMA writable_schema=ON; UPDATE sqlite_master SET rootpage = 1 WHERE name = '{table}'",
    "PRAGMA writable_schema=ON; UPDATE sqlite_master SET name = CAST(x'c328' AS TEXT) WHERE name = '{table}'",
    "PRAGMA writable_schema=ON; DELETE FROM sqlite_master WHERE name = '{table}'",
    "PRAGMA writable_schema=ON; DELETE FROM sqlite_master WHERE type = 'index'",
    f"CREATE VIEW odd AS {_ENDLESS}",
    f"DROP TABLE {{table}}; CREATE VIEW {{table}} AS {_ENDLESS}",
)
_PRAGMAS = (
    *("user_version = 99", "application_id = 7", "journal_mode = WAL", "journal_mode = TRUNCATE", "schema_version = 7"),
    *("page_size = 512; VACUUM", "page_size = 65536; VACUUM", "auto_vacuum = 1; VACUUM", "legacy_file_format = 1"),
    *("encoding = 'UTF-16'; VACUUM", "default_cache_size = 5", "journal_mode = PERSIST", "auto_vacuum = 2; VACUUM"),
)


def mutate_database(path: Path, rng: random.Random) -> None:
    """Change a database in place."""
    match rng.randrange(10):
        case 0 | 1 | 2 | 3:
            _with(path, rng, _row)
        case 4 | 5 | 6:
            _with(path, rng, _statement)
        case 7:
            _with(path, rng, _pragma)
        case _:
            path.write_bytes(_pages(path.read_bytes(), rng))


def _with(path: Path, rng: random.Random, change: Callable[[sqlite3.Connection, random.Random], None]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        for _ in range(rng.choice([1, 1, 2, 5])):
            with suppress(sqlite3.Error, UnicodeError):  # what SQLite refuses changes nothing
                change(connection, rng)


def _named(connection: sqlite3.Connection, rng: random.Random) -> tuple[str, str]:
    """Return a table and one of its columns."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    table = rng.choice(tables)
    columns = [row[0] for row in connection.execute("SELECT name FROM pragma_table_xinfo(?)", (table,))]
    return table, rng.choice(columns)


def _row(connection: sqlite3.Connection, rng: random.Random) -> None:
    table, column = _named(connection, rng)
    other, _ = _named(connection, rng)
    value = any_text(rng) if rng.random() < 0.4 else rng.choice(_VALUES)
    match rng.randrange(6):
        case 0 | 1 | 2:
            some = (
                ""
                if rng.random() < 0.3
                else f' WHERE rowid IN (SELECT rowid FROM "{table}" LIMIT {rng.randrange(1, 4)})'
            )
            connection.execute(f'UPDATE "{table}" SET "{column}" = ?{some}', (value,))
        case 3:
            connection.execute(f'UPDATE "{table}" SET "{column}" = CAST(? AS TEXT)', (b"\xff\xc3(",))
        case 4:
            connection.execute(f'DELETE FROM "{table}" WHERE rowid % {rng.randrange(1, 4)} = 0')
        case _:
            connection.execute(f'INSERT INTO "{table}" ("{column}") VALUES (?)', (value,))
            connection.execute(f'INSERT INTO "{table}" SELECT * FROM "{other}"')


def _statement(connection: sqlite3.Connection, rng: random.Random) -> None:
    table, column = _named(connection, rng)
    other, _ = _named(connection, rng)
    connection.executescript(rng.choice(_SQL).format(table=table, column=column, other=other))


def _pragma(connection: sqlite3.Connection, rng: random.Random) -> None:
    connection.executescript(f"PRAGMA {rng.choice(_PRAGMAS)}")


def _pages(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    page = rng.randrange(max(1, len(content) // _PAGE)) * _PAGE
    match rng.randrange(7):
        case 0:
            for _ in range(rng.choice([1, 3, 30])):
                changed[rng.randrange(len(changed))] = rng.randrange(256)
        case 1:
            for _ in range(rng.choice([1, 3])):
                changed[rng.randrange(100)] = rng.randrange(256)
        case 2:
            for _ in range(rng.choice([1, 4, 12])):  # the header and the cell pointers of a page
                changed[page + rng.randrange(64)] = rng.choice([0, 1, 5, 13, 127, 255])
        case 3:
            changed[page : page + _PAGE] = bytes(_PAGE)
        case 4:
            other = rng.randrange(max(1, len(content) // _PAGE)) * _PAGE
            changed[page : page + _PAGE] = content[other : other + _PAGE]
        case 5:
            del changed[rng.randrange(len(changed)) :]
        case _:
            changed += rng.randbytes(rng.choice([1, 100, _PAGE]))
    return bytes(changed)
