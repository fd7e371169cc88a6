"""Why a file could not be read as a vocabulary database, in words for whoever named it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def why_unreadable(path: str | os.PathLike[str], error: BaseException) -> str:
    """Return what is wrong with a file that SQLite could not read. `error` may be SQLAlchemy's around SQLite's."""
    cause = getattr(error, "orig", None) or error
    name = os.fspath(path)
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code says where in SQLite
    if code in _LOCKED:
        return f"{name} is locked: another program is writing to it. Try again when it has finished"
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}:
        return f"{name} cannot be opened: {cause}"
    if code == sqlite3.SQLITE_CORRUPT:
        return f"{name} is damaged: {cause}"
    return f"{name} is not a vocabulary database: {cause}"


@contextmanager
def decoded() -> Iterator[None]:
    """Raise sqlite3.OperationalError when Python cannot decode a message of SQLite.

    For values that are not UTF-8, Python raises it itself. SQLite's messages quote the schema; when that is not UTF-8,
    Python raises UnicodeDecodeError instead.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise sqlite3.OperationalError("its schema holds text that is not UTF-8") from error
