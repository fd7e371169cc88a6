"""Lock, copy, back up and replace the learner's file, so that it is always either the complete old or new one.

We never write to the file itself. SQLite does two things to it that the next program to open it would do anyway: it
rolls back what a crashed program left unfinished and, just before the new file replaces it, moves the rest of its
write-ahead log into it. The log must be gone by then, or SQLite would read the old log into the new file.
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
from pipeline.system.files import flush, open_regular

_WAL_VERSION = 2


class Learner:
    """The learner's file, locked: no other program can write to it or open it until `let_go`."""

    def __init__(self, path: Path) -> None:
        """Lock the file.

        Raises:
            LockedFileError: another program is using it.
            sqlite3.Error: it cannot be opened for writing, or is not a database.
        """
        self.path = path
        self._before = _identity(path)
        self.connection = connect(path, mode="rw")
        try:
            # Held beyond the transaction. In WAL mode it is not granted while another program has the file open.
            self.connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            self.connection.execute("BEGIN EXCLUSIVE")
            self.connection.execute("COMMIT")
            self._check_same()
        except BaseException:
            self.let_go()
            raise

    def let_go(self) -> None:
        """Close the file, and leave it and its write-ahead log as they are.

        The last connection to close normally moves the log into the file. An interrupt stops that before the first
        page. Even if it happened, no content would change.
        """
        with suppress(sqlite3.ProgrammingError):  # already closed: the file was replaced
            self.connection.interrupt()
        self.connection.close()

    def copy(self, target: Path) -> None:
        """Write the whole database, including its write-ahead log, into a new file."""
        with closing(sqlite3.connect(target)) as copy:
            self.connection.backup(copy)

    def replace(self, new: Path) -> None:
        """Replace the learner's file with another, keeping its permissions, and release the lock.

        Raises:
            LockedFileError: another program has replaced the file in the meantime.
        """
        keep_mode(self.path, new)
        flush(new)
        self._check_same()
        self._settle()
        if os.name == "nt":
            self.connection.close()  # Windows cannot replace an open file
        new.replace(self.path)
        flush(self.path.parent)
        self.connection.close()

    def _settle(self) -> None:
        """Make sure that neither a log nor a journal is left beside the file."""
        if self.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            busy, _, _ = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise locked(self.path)
        for suffix in ("-wal", "-journal"):
            rest = companion(self.path, suffix)
            if rest.exists() and any(_start(rest)):
                raise UpgradeError(f"{rest} belongs to {self.path} and could not be merged into it; open the app once")
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
    """Yield a temporary empty folder for copies: beside the file, or in the system's folder for temporary files.

    Call this only while holding the lock of the file, because it removes what a killed upgrade left.
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
    """Move a copy of the file beside it, numbered after all existing backups; return its path."""
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
        source.rename(target)  # refuses to overwrite
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(target) from None
        source.rename(target)
    else:
        source.unlink()


def _number(name: str, start: str, end: str) -> int:
    digits = name.removeprefix(start).removesuffix(end)
    return int(digits) if name == f"{start}{digits}{end}" and digits.isascii() and digits.isdigit() else 0


def in_wal_mode(path: Path) -> bool:
    """Whether a database file uses a write-ahead log."""
    with open_regular(path) as file:
        return file.read(20)[18:19] == bytes([_WAL_VERSION])


def keep_mode(path: Path, new: Path) -> None:
    """Give a file the permissions of another, and its owner if the system allows."""
    shutil.copymode(path, new)
    if hasattr(os, "chown"):
        about = path.stat()
        with suppress(PermissionError):
            os.chown(new, about.st_uid, about.st_gid)


def _start(path: Path) -> bytes:
    """Return the first bytes of a journal or a log: empty or zeros once it is finished."""
    with open_regular(path) as file:
        return file.read(8)


def _identity(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_dev, about.st_ino
