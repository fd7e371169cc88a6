"""Called when the app starts: make sure there is a database with the newest schema."""

import asyncio
import sqlite3
import threading
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DatabaseError

from pipeline.app.engines import engine_for
from pipeline.database import migrate
from pipeline.database.address import Address, file_of
from pipeline.database.engine import BEGIN
from pipeline.database.unreadable import decoded
from pipeline.system.files import check_regular, reason
from pipeline.system.resources import resource

_ALONE = threading.Lock()
"""Alembic keeps the current migration in a global, which two threads would confuse."""


_OF_CONTENT = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH)
"""What SQLite answers where the content of the file is at fault, not the machine."""


class UnusableDatabaseError(Exception):
    """The file cannot be opened, or its schema is not one of ours. It is unchanged; the message says what to do."""


def init_db(database: Address) -> None:
    """Create a database, or bring one of ours up to the newest schema. An up-to-date database stays as it is.

    It is all or nothing. If two programs start at once, one waits and finds the work done. Afterwards the file is in
    WAL mode and, if the schema changed, SQLite's planner has up-to-date statistics.

    Raises:
        UnusableDatabaseError: it cannot be opened or written, is newer than this program, or is not one of ours.
        ValueError: the connection string is not one of a file of SQLite.
    """
    path = file_of(database)
    if path.exists():
        try:
            check_regular(path)
        except OSError as error:
            raise UnusableDatabaseError(f"{path} cannot be used as the database: {reason(error)}") from error
    engine = engine_for(path)
    try:
        with _ALONE, decoded(), engine.connect() as connection:
            if _migrated(connection, path):
                _analyse(connection)
            _log_ahead(connection)
    except (DatabaseError, sqlite3.DatabaseError) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        raise UnusableDatabaseError(f"{path} cannot be used as the database: {cause}. {_advice(path)}") from error
    finally:
        engine.dispose()


async def init_db_async(database: Address) -> None:
    """Do what `init_db` does, in a separate thread, without blocking the event loop."""
    await asyncio.to_thread(init_db, database)


def _migrated(connection: Connection, path: Path) -> bool:
    """Bring the schema up to the newest revision, and return whether it was at another."""
    revision = migrate.current_revision(connection)
    tables = set(inspect(connection).get_table_names()) if revision is None else set()
    connection.rollback()
    if revision == migrate.head_revision():
        return False
    if tables - {"alembic_version"}:
        raise UnusableDatabaseError(
            f"{path} has tables, but was not made by babblr-vocab: an older version of the app may have made it. "
            f"{_conversion(path)} keeps the learner's rows."
        )
    if revision not in (None, *_revisions()):
        raise UnusableDatabaseError(
            f"{path} is at revision {revision}, which this version does not know. Use a newer version of the "
            "program, or the backup that was made beside the file."
        )
    try:
        migrate.upgrade(connection.execution_options(**{BEGIN: "BEGIN IMMEDIATE"}))
    except CommandError as error:
        raise _not_migrated(path, error) from error
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF not in _OF_CONTENT:
            raise
        raise _not_migrated(path, error.orig) from error
    return True


def _not_migrated(path: Path, cause: object) -> UnusableDatabaseError:
    """Return the error for rows, or a schema, that the migrations cannot work with."""
    return UnusableDatabaseError(f"{path} cannot be brought up to date: {cause}. {_conversion(path)} repairs it.")


def _conversion(path: Path) -> str:
    """Return the beginning of a sentence that says what brings any file of the app up to date."""
    return f"Close the app and run `babblr-vocab upgrade {path} --release babblr.db` with a released babblr.db, which"


def _revisions() -> set[str]:
    """Return the revisions this version knows."""
    return {script.revision for script in ScriptDirectory(str(resource("migrations"))).walk_revisions()}


def _analyse(connection: Connection) -> None:
    connection.exec_driver_sql("ANALYZE")
    connection.commit()


def _log_ahead(connection: Connection) -> None:
    """Put the file into WAL mode, which happens outside transactions.

    A file system without shared memory refuses, and so does SQLite while another program is reading. The app then goes
    on in the current mode, and the next start tries again.
    """
    driver = connection.connection.dbapi_connection
    if driver is None:
        raise RuntimeError("the connection has been closed")
    cursor = driver.cursor()
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:  # the higher bits say why it is busy
            raise
    finally:
        cursor.close()


def _advice(path: Path) -> str:
    if not path.absolute().parent.is_dir():
        return f"Create the folder {path.parent} first."
    if path.is_dir():
        return "It is a folder; name a file in it."
    return "Check that it is a database of the app, that nothing else has it open, and that its folder is writable."
