"""What the tests of migrations need: databases at any revision, their contents, and histories with a fault."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from pipeline.system.resources import resource

from .rows import BASE, GOOD, columns_of, dump, insert, tables_of

REVISIONS = [
    script.revision for script in ScriptDirectory(str(resource("migrations"))).walk_revisions(base="base", head="heads")
][::-1]
"""All revisions, oldest first."""

Contents = dict[str, list[tuple[Any, ...]]]


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a plain connection, foreign keys on, in which each statement is a transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=OFF")
        yield connection


def fill(path: Path, already: set[str]) -> None:
    """Put rows into every table that is not in `already`, as far as the tables have columns for them.

    A row is deleted after it was the last, so that AUTOINCREMENT remembers an id that no row has.
    """
    with opened(path) as connection:
        present = tables_of(connection) - already
        for table, row in (*BASE, *GOOD.items()):
            if table in present:
                known = columns_of(connection, table)
                insert(connection, table, {name: value for name, value in row.items() if name in known})
        for table in sorted(present - {"release_packs", "word_synonyms", "word_topics"}):
            keys = {"language": "it", "base_form": "pane", "form_text": "casitas", "difficulty_level": "C2"}
            known = columns_of(connection, table)
            row = {**GOOD[table], **keys}
            rowid = insert(connection, table, {name: value for name, value in row.items() if name in known})
            connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))


def columns(path: Path) -> dict[str, list[str]]:
    """Return the columns of each table."""
    with opened(path) as connection:
        return {table: columns_of(connection, table) for table in tables_of(connection)}


def contents(path: Path, within: dict[str, list[str]]) -> Contents:
    """Return the rows of the given columns of the given tables, and the ids remembered for those tables."""
    with opened(path) as connection:
        rows = {table: dump(connection, table, names) for table, names in within.items()}
        ids = connection.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name").fetchall()
        return rows | {"sqlite_sequence": [(name, last) for name, last in ids if name in within]}


def shared(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the columns that are in both."""
    return {table: [name for name in names if name in other[table]] for table, names in one.items() if table in other}


def assert_sound(path: Path) -> None:
    """Fail if SQLite finds a fault in the file or a row that refers to none."""
    with opened(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def longer_history(folder: Path, upgrade: str, downgrade: str = "pass") -> Config:
    """Return the configuration of a copy of our history with one more revision, of the given Python code."""
    copy = folder / "migrations"
    shutil.copytree(resource("migrations"), copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "9999_next.py").write_text(
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        "from pipeline.database.rebuild import rebuilt\n"
        f"revision, down_revision = '9999_next', {REVISIONS[-1]!r}\n"
        f"def upgrade():\n    {upgrade}\n"
        f"def downgrade():\n    {downgrade}\n",
        "utf-8",
    )
    config = Config()
    config.set_main_option("script_location", str(copy))
    return config


def on(config: Config, connection: Connection) -> Config:
    """Return the configuration, for this connection."""
    config.attributes["connection"] = connection
    return config
