"""The learner's file: locked, copied, backed up and replaced, so that it is the former one or the new one, whole.

Nothing writes to the file itself. SQLite does two things to it that its next user would do: it rolls back what a
crashed program left half done, and, just before the new file takes its place, moves into it what is still in its
write-ahead log. The log must be gone by then: SQLite would read the old log into the new file.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pipeline.database.upgrade.connect import companion, connect
from pipeline.database.upgrade.errors import LockedFileError, UpgradeError, locked
from pipeline.system.files import flush

_WAL_VERSION = 2


class Learner:
    """The learner's file, locked: nobody else can write to it, nor open it anew, until `let_go`."""

    def __init__(self, path: Path) -> None:
        """Lock the file.

        Raises:
            LockedFileError: another program is using it.
            sqlite3.Error: it cannot be opened for writing, or is no database.
        """
        self.path = path
        self._before = _identity(path)
        self.connection = connect(path, mode="rw")
        try:
            # Kept beyond the transaction. In WAL mode it is not given while anybody has the file open.
            self.connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            self.connection.execute("BEGIN EXCLUSIVE")
            self.connection.execute("COMMIT")
            self._check_same()
        except BaseException:
            self.let_go()
            raise

    def let_go(self) -> None:
        """Close the file, and leave it and its write-ahead log as they are.

        SQLite would move the log into the file, as whoever closes it last does. An interrupt stops that before the
        first page; were it to be made all the same, nothing but bytes would move.
        """
        with suppress(sqlite3.ProgrammingError):  # closed already: the file was replaced
            self.connection.interrupt()
        self.connection.close()

    def copy(self, target: Path) -> None:
        """Write all that the database holds, its write-ahead log included, into a new file."""
        with closing(sqlite3.connect(target)) as copy:
            self.connection.backup(copy)

    def replace(self, new: Path) -> None:
        """Put a file in the place of the learner's, with its permissions, and let go.

        Raises:
            LockedFileError: somebody else has replaced the file meanwhile.
        """
        keep_mode(self.path, new)
        flush(new)
        self._check_same()
        self._settle()
        if os.name == "nt":
            self.connection.close()  # Windows does not replace an open file
        new.replace(self.path)
        flush(self.path.parent)
        self.connection.close()

    def _settle(self) -> None:
        """Leave nothing beside the file that belongs to it: no log, and no journal."""
        if self.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            busy, _, _ = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise locked(self.path)
        for suffix in ("-wal", "-journal"):
            rest = companion(self.path, suffix)
            if rest.exists() and any(_start(rest)):
                raise UpgradeError(f"{rest} belongs to {self.path} and could not be worked in; open the app once")
            if os.name != "nt":
                rest.unlink(missing_ok=True)
        if os.name != "nt":
            companion(self.path, "-shm").unlink(missing_ok=True)

    def _check_same(self) -> None:
        if _identity(self.path) != self._before:
            raise LockedFileError(f"{self.path} was replaced by another program just now; try again")


@contextmanager
def held(path: Path) -> Iterator[Learner]:
    """Yield the learner's file, locked for the block."""
    learner = Learner(path)
    try:
        yield learner
    finally:
        learner.let_go()


@contextmanager
def folder_for_copies(path: Path, *, elsewhere: bool) -> Iterator[Path]:
    """Yield an empty folder for copies, for as long as the block lasts: beside the file, or in the system's own place.

    Only whoever holds the lock of the file may call this; what a killed upgrade left is cleared away.
    """
    if elsewhere:
        with tempfile.TemporaryDirectory(prefix="babblr-upgrade-") as temporary:
            yield Path(temporary)
        return
    folder = path.with_name(f".{path.name}.upgrading")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep_backup(copy: Path, path: Path) -> Path:
    """Move a copy of the file beside it, under the first free number after all that are taken; return its path."""
    keep_mode(path, copy)
    flush(copy)
    start = f"{path.stem}.backup-"
    number = 1 + max((_number(one.name, start, path.suffix) for one in path.parent.iterdir()), default=0)
    while True:
        backup = path.with_name(f"{start}{number}{path.suffix}")
        try:
            _move_to_new(copy, backup)
        except FileExistsError:
            number += 1
            continue
        flush(path.parent)
        return backup


def _move_to_new(source: Path, target: Path) -> None:
    """Rename a file, never over another one.

    Raises:
        FileExistsError: the name is taken.
    """
    if os.name == "nt":
        source.rename(target)  # refuses by itself
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError(target) from None
        source.rename(target)
    else:
        source.unlink()


def _number(name: str, start: str, end: str) -> int:
    digits = name.removeprefix(start).removesuffix(end)
    return int(digits) if name == f"{start}{digits}{end}" and digits.isascii() and digits.isdigit() else 0


def in_wal_mode(path: Path) -> bool:
    """Whether a database file asks for a write-ahead log."""
    with path.open("rb") as file:
        return file.read(20)[18:19] == bytes([_WAL_VERSION])


def keep_mode(path: Path, new: Path) -> None:
    """Give a file the permissions of another, and its owner as far as the system lets us."""
    shutil.copymode(path, new)
    if hasattr(os, "chown"):
        about = path.stat()
        with suppress(PermissionError):
            os.chown(new, about.st_uid, about.st_gid)


def _start(path: Path) -> bytes:
    """Return what a journal or a log begins with: nothing or zeros once it is done with."""
    with path.open("rb") as file:
        return file.read(8)


def _identity(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_dev, about.st_ino
