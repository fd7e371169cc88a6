"""Why an upgrade was refused or abandoned. In every case the learner's file is unchanged.

Messages are for the user. They may quote names from the file, so escape them before display.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from pipeline.database.unreadable import decoded


class UpgradeError(Exception):
    """The upgrade was not made, and nothing was changed."""


class ForeignFileError(UpgradeError):
    """The file is not a database of the app, or not a database at all."""


class NewerSchemaError(UpgradeError):
    """The file has a schema that this version does not know."""


class CorruptFileError(UpgradeError):
    """The file is damaged."""


class LockedFileError(UpgradeError):
    """Another program has the file open."""


class ReadOnlyError(UpgradeError):
    """The file, or its folder, cannot be written."""


class DiskFullError(UpgradeError):
    """There is not enough disk space for the copy and the backup."""


class ReleaseError(UpgradeError):
    """The release is unusable: another kind of file, damaged, newer than this program, or with faulty rows."""


class UnsupportedFileError(UpgradeError):
    """The file contains something besides the app's tables that prevents the upgrade."""


class CheckFailedError(UpgradeError):
    """The upgraded copy is not what it should be: a bug in this program or a fault of the machine."""


_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_WRITING_FAILED = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Convert what SQLite and the system raise in the block into the errors above.

    Only what depends on the machine or the file is translated; our own bugs keep their traceback.
    """
    try:
        with decoded():
            yield
    except OSError as error:
        raise _of_system(error, path) from error
    except sqlite3.Error as error:
        raise _of_sqlite(error, path) from error
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise _of_sqlite(error.orig, path) from error
    except CommandError as error:
        raise UnsupportedFileError(f"{path} could not be migrated: {error}") from error


def _of_system(error: OSError, path: Path) -> Exception:
    where = error.filename or path
    if error.errno in _NO_ROOM:
        return _no_room(path)
    if error.errno in _NOT_ALLOWED:
        return ReadOnlyError(f"{where} cannot be written: {error.strerror}")
    return error


def _of_sqlite(error: sqlite3.Error, path: Path) -> Exception:  # noqa: PLR0911  one for each kind of error
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code says where in SQLite
    if code in _BUSY:
        return locked(path)
    if code in _DAMAGED:
        return CorruptFileError(f"{path} is damaged: {error}")
    if code in _WRITING_FAILED:
        return _no_room(path)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return ReadOnlyError(f"{path} or its folder cannot be written: {error}")
    if code == sqlite3.SQLITE_CONSTRAINT:
        return UnsupportedFileError(f"{path} is not compatible with the release: {error}")
    undecoded = isinstance(error, sqlite3.OperationalError) and not code  # Python's own: text that is not UTF-8
    if undecoded or code in {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}:
        return UnsupportedFileError(f"{path} contains something that the upgrade cannot handle: {error}")
    return error


def locked(path: Path) -> LockedFileError:
    """Return the error for a file that another program is using."""
    return LockedFileError(
        f"{path} is in use: a program is in the middle of a transaction, or has the file open with a write-ahead log "
        "(WAL). Close the app, and any other program that has it open, and try again"
    )


def _no_room(path: Path) -> DiskFullError:
    return DiskFullError(
        f"not enough space to upgrade {path}, or the disk failed: about three times its size must be free beside it"
    )
