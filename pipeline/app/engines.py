"""Engines and sessions for the app, synchronous and asynchronous, on the same file and with the same rules.

In addition to the rules of `pipeline.database.engine`, every connection waits up to `BUSY_SECONDS` for a lock, and
caches `CACHE_KIB` of the file in memory, so that choosing words does not read the same pages each time.
Journal mode and durability are the app's choice:

- WAL: the screen can read while a conversation is written. The file stores the mode, so `init_db` sets it once.
- `synchronous` stays FULL, SQLite's default. NORMAL, which WAL would allow, can lose the last rows in a power
  cut. They are the learner's, and one flush to disk per message is too quick to notice.

Connections are pooled, unlike those of `create_engine_for`: closing the last one to a file in WAL mode flushes and
removes its log. So call `engine.dispose()` before the file is replaced (by an upgrade), and when the app ends.

Only the asynchronous part needs the extra `app`.
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
"""How long, in seconds, a connection waits for another program's transaction: longer than any migration takes."""

CACHE_KIB = 16 * 1024
"""How much of the file a connection caches; SQLite's default of 2,000 is smaller than one index of 60,000 words."""

_R = TypeVar("_R")

_ARGUMENTS: dict[str, Any] = {"timeout": BUSY_SECONDS}
_WRITING = {BEGIN: "BEGIN IMMEDIATE"}


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


def sessions(engine: Engine, *, writing: bool = False) -> sessionmaker[Session]:
    """Return a session factory: `with sessions(engine)() as session`. Objects stay readable after a commit.

    With `writing`, a transaction takes the write lock when it begins, waiting if necessary. Without it, a transaction
    that reads first and writes later fails at once (`database is locked`, however long it would wait) if another one
    has written in between, because what it read is out of date. Use `writing` for anything that writes.
    """
    bound = engine.execution_options(**_WRITING) if writing else engine
    return sessionmaker(bound, expire_on_commit=False)


def async_sessions(engine: "AsyncEngine", *, writing: bool = False) -> "async_sessionmaker[AsyncSession]":
    """Return a factory of asynchronous sessions; otherwise like `sessions`."""
    from sqlalchemy.ext.asyncio import async_sessionmaker

    bound = engine.execution_options(**_WRITING) if writing else engine
    return async_sessionmaker(bound, expire_on_commit=False)


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
