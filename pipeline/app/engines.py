"""Engines and sessions for the app's code, synchronous and asynchronous, on one file and under one set of rules.

Beside the rules of `pipeline.database.engine`, every connection waits `BUSY_SECONDS` for a lock before it gives up, and
keeps `CACHE_KIB` of the file in memory, so that choosing words does not read the same pages again each time.
Journal mode and durability are the app's choice:

- WAL: the screen can read while a conversation is written. The mode is kept in the file, so `init_db` sets it, once.
- `synchronous` stays FULL, SQLite's default. NORMAL, which WAL would allow, can lose the last rows when the power
  goes; they are the learner's, and one flush to the disk for each message costs nothing anybody notices.

Connections are pooled, unlike those of `create_engine_for`: closing the last one to a file in WAL mode ends its log
and flushes all of it. So whoever replaces the file (an upgrade) must call `engine.dispose()` first, and so must the
app when it ends.

What is asynchronous needs the extra `app`; the rest does without it.
"""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker

from pipeline.database.address import Address, file_of
from pipeline.database.engine import BEGIN, file_url, keep_rules
from pipeline.system.extras import require

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

BUSY_SECONDS = 30.0
"""How long a connection waits for another program to end its transaction: longer than any migration takes."""

CACHE_KIB = 16 * 1024
"""How much of the file a connection keeps; SQLite's default of 2,000 holds less than one index of 60,000 words."""

_R = TypeVar("_R")

_ARGUMENTS: dict[str, Any] = {"timeout": BUSY_SECONDS}
_WRITING = {BEGIN: "BEGIN IMMEDIATE"}


def engine_for(database: Address) -> Engine:
    """Return an engine for a database file; one that is missing is made when first connected to.

    Raises:
        ValueError: the connection string is not one of a file of SQLite.
    """
    engine = create_engine(file_url(file_of(database)), connect_args=_ARGUMENTS)
    _prepare(engine)
    return engine


def async_engine_for(database: Address) -> "AsyncEngine":
    """Return an asynchronous engine (aiosqlite) for a database file, on the terms of `engine_for`.

    Raises:
        MissingExtraError: the extra `app` is not installed.
    """
    require("app")
    from sqlalchemy.ext.asyncio import create_async_engine

    url = file_url(file_of(database), driver="sqlite+aiosqlite")
    engine = create_async_engine(url, connect_args=_ARGUMENTS)
    _prepare(engine.sync_engine)
    return engine


def sessions(engine: Engine, *, writing: bool = False) -> sessionmaker[Session]:
    """Return what makes sessions: `with sessions(engine)() as session`. Objects stay readable after a commit.

    With `writing`, a transaction takes the lock for writing as it begins, and waits for it if need be. Without it, one
    that reads first and writes later fails at once (`database is locked`, however long it would wait) if another has
    written in between: what it read is out of date. Take `writing` for whatever is going to write.
    """
    bound = engine.execution_options(**_WRITING) if writing else engine
    return sessionmaker(bound, expire_on_commit=False)


def async_sessions(engine: "AsyncEngine", *, writing: bool = False) -> "async_sessionmaker[AsyncSession]":
    """Return what makes asynchronous sessions, on the terms of `sessions`."""
    from sqlalchemy.ext.asyncio import async_sessionmaker

    bound = engine.execution_options(**_WRITING) if writing else engine
    return async_sessionmaker(bound, expire_on_commit=False)


def run_in(session: Any, function: Callable[[Session], _R]) -> _R | Coroutine[Any, Any, _R]:
    """Call a function with a synchronous session and return its result; of an asynchronous one, what is to be awaited.

    A session is told by what it can do: without the extra there is no asynchronous class to compare it with.
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
