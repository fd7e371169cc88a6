"""Connections for an upgrade. They trust nothing in a schema, and hardly wait for locks."""

import functools
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

PATIENCE = 0.5
"""How long, in seconds, to wait for another program's lock: enough for a write, not for an open app."""


def address(path: Path, **options: str) -> str:
    """Return the URI of a file, whatever characters its name contains."""
    return path.absolute().as_uri() + "?" + "&".join(f"{name}={value}" for name, value in options.items())


def connect(path: Path, **options: str) -> sqlite3.Connection:
    """Open a database in autocommit mode, with foreign keys off and an untrusted schema."""
    connection = sqlite3.connect(address(path, **options), uri=True, isolation_level=None, timeout=PATIENCE)
    distrust(connection)
    for pragma in ("cell_size_check=ON", "foreign_keys=OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def distrust(connection: sqlite3.Connection) -> None:
    """Keep SQL that is part of a file (CHECKs, generated columns, indexes) from calling functions with side effects."""
    connection.set_authorizer(_authorized)
    if _schema_may_be_distrusted():
        connection.execute("PRAGMA trusted_schema=OFF")


def _authorized(action: int, _: str | None, name: str | None, __: str | None, ___: str | None) -> int:
    """Refuse functions of SQLite and its shell that do more than compute."""
    return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_FUNCTION and name in _EFFECTS else sqlite3.SQLITE_OK


_EFFECTS = {"load_extension", "fts3_tokenizer", "edit", "readfile", "writefile", "sqlite_log"}


@functools.cache
def _schema_may_be_distrusted() -> bool:
    """Whether an untrusted schema may use JSON in its rules, as ours does: not before SQLite 3.41."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        try:
            connection.execute("CREATE TABLE one (text CHECK (json_valid(text)))")
        except sqlite3.Error:
            return False
    return True


@contextmanager
def open_draft(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a file that is disposable on failure: it keeps no journal and does not wait for the
    disk."""
    with closing(connect(path, mode="rw")) as connection:
        hurry(connection)
        connection.execute("PRAGMA cache_size=-65536")  # 64 MiB
        yield connection


def hurry(connection: sqlite3.Connection) -> None:
    """Keep no journal, and leave the order of writes to the system."""
    for pragma in ("journal_mode=DELETE", "journal_mode=OFF", "synchronous=OFF"):
        connection.execute(f"PRAGMA {pragma}").close()


def attach_read_only(connection: sqlite3.Connection, path: Path, name: str) -> None:
    """Attach a file that no program writes to, under a name of ours."""
    connection.execute(f"ATTACH ? AS {name}", (address(path, **unwritten(path)),))
    connection.execute(f"PRAGMA {name}.cache_size=-32768")


def unwritten(path: Path) -> dict[str, str]:
    """Return the options for reading a file that no program writes to, so that nothing is created beside it.

    A file with a non-empty write-ahead log cannot be read that way.
    """
    return {"mode": "ro"} if has_log(path) else {"mode": "ro", "immutable": "1"}


def has_log(path: Path) -> bool:
    """Whether there is a non-empty write-ahead log beside the file."""
    log = companion(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def companion(path: Path, suffix: str) -> Path:
    """Return the path of a file that SQLite keeps beside a database."""
    return path.with_name(path.name + suffix)
