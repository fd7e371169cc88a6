"""Engines and sessions for the app, synchronous and asynchronous, on the same file and with the same rules.

In addition to the rules of `pipeline.database.engine`, every connection waits up to `BUSY_SECONDS` for a lock, and
caches `CACHE_KIB` of the file in memory, so that choosing words does not read the same pages each time.
Journal mode and durability are the app's choice:

- WAL: the screen can read while a conversation is written. The file stores the mode, so `init_db` sets it once.
- `synchronous` stays FULL, SQLite's default. NORMAL, which WAL would allow, can lose the last rows in a power
  cut. They are the learner's, and one flush to disk per message is too quick to notice.

Connections are pooled, unlike those of `create_engine_for`: closing the last one to a file in WAL mode flushes and
removes its log. An upgrade rejects a file in WAL mode that is open, so call `engine.dispose()` before one, and when the
app ends.

Only the asynchronous part needs the extra `app`.
"""

import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from pipeline.database.address import Address, file_of
from pipeline.database.engine import BEGIN, file_url, keep_rules
from pipeline.system.extras import require

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

BUSY_SECONDS = 30.0
"""How long, in seconds, a connection waits for another program's transaction: longer than any migration takes."""

CACHE_KIB = 16 * 1024
"""How much of the file a connection caches; SQLite's default of 2,000 is smaller than one index of 60,000 words."""

_R = TypeVar("_R")

_ARGUMENTS: dict[str, Any] = {"timeout": BUSY_SECONDS}
_WRITING = {BEGIN: "BEGIN IMMEDIATE"}
_READING = {BEGIN: "BEGIN DEFERRED"}


def engine_for(database: Address) -> Engine:
    """Return an engine for a database file. A missing file is created on first connection.

    Raises:
        ValueError: the connection string is not one of a file of SQLite.
    """
    engine = create_engine(file_url(file_of(database)), connect_args=_ARGUMENTS)
    _prepare(engine)
    return engine


def async_engine_for(database: Address) -> "AsyncEngine":
    """Return an asynchronous engine (aiosqlite) for a database file; otherwise like `engine_for`.

    Raises:
        MissingExtraError: the extra `app` is not installed.
    """
    require("app")
    from sqlalchemy.ext.asyncio import create_async_engine

    url = file_url(file_of(database), driver="sqlite+aiosqlite")
    engine = create_async_engine(url, connect_args=_ARGUMENTS)
    _prepare(engine.sync_engine)
    return engine


class ReadingSessionError(Exception):
    """The session began by reading, so it cannot write; nothing was written. The message says what to do."""


def sessions(engine: Engine, *, reading: bool = False) -> sessionmaker[Session]:
    """Return a session factory: `with sessions(engine).begin() as session`. Objects stay readable after a commit.

    A transaction takes the write lock when it begins, waiting if necessary. So one that reads first and writes later
    works on what is still true, and every other writer waits until it ends: end it before anything slow, such as a call
    to the language model. With `reading`, a transaction takes no lock, never waits, and is for reading only: a write
    would fail at once (`database is locked`) if another session had written since it began.
    """
    return sessionmaker(engine.execution_options(**_options(reading)), expire_on_commit=False)


def async_sessions(engine: "AsyncEngine", *, reading: bool = False) -> "async_sessionmaker[AsyncSession]":
    """Return a factory of asynchronous sessions; otherwise like `sessions`."""
    from sqlalchemy.ext.asyncio import async_sessionmaker

    return async_sessionmaker(engine.execution_options(**_options(reading)), expire_on_commit=False)


def _options(reading: bool) -> dict[str, str]:
    return _READING if reading else _WRITING


@contextmanager
def writing(session: Session) -> Iterator[Connection]:
    """Yield the connection of a session for statements that write, in the transaction that the caller will commit.

    The session may come from any engine. If its driver has not begun a transaction, and Python's own does not for a
    SELECT, the write lock is taken now.

    Raises:
        ReadingSessionError: the session is for reading only, or it has read in this transaction and another session
            has written since or is writing now.
    """
    begun = session.in_transaction()
    connection = session.connection()
    mode = connection.get_execution_options().get(BEGIN)
    if mode == _READING[BEGIN]:
        raise ReadingSessionError(f"this session was made with reading=True. {_INSTEAD}")
    if not _in_transaction(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        begun = False
    try:
        if begun or mode is None:  # the transaction of another engine may have begun without the lock
            connection.exec_driver_sql(_LOCK)
        yield connection
    except OperationalError as error:
        if begun and getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise ReadingSessionError(
                f"this session began by reading, and another one has written since or is writing now. {_INSTEAD}"
            ) from error
        raise


_LOCK = "DELETE FROM user_word_progress WHERE 0"
"""Takes the write lock and changes nothing, so that what is read next is still true when it is written."""
_INSTEAD = "Write in a session that begins by taking the lock: with sessions(engine).begin() as session"


def _in_transaction(connection: Connection) -> bool:
    """Whether SQLite is in a transaction; SQLAlchemy counts one as begun before its driver has sent anything."""
    return bool(getattr(connection.connection.driver_connection, "in_transaction", True))


def run_in(session: Any, function: Callable[[Session], _R]) -> _R | Coroutine[Any, Any, _R]:
    """Call a function with a session and return its result or, if the session is asynchronous, an awaitable.

    The kind of session is detected by its methods: without the extra there is no asynchronous class to compare with.
    """
    if hasattr(session, "run_sync"):
        later: Coroutine[Any, Any, _R] = session.run_sync(function)
        return later
    return function(session)


def _prepare(engine: Engine) -> None:
    keep_rules(engine)
    event.listen(engine, "connect", _connected)


def _connected(connection: DBAPIConnection, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    cursor.close()
