"""Lock, copy, back up and write the learner's file, so that its content is always either completely old or new.

The new content is written into the file itself, in one transaction (SQLite's backup API). If a new file were renamed
into its place, an app that has it open would go on with the old one; this way an idle app sees the new content at its
next statement. After a crash, the next program to open the file recovers as after any other: it rolls the transaction
back with the journal (https://www.sqlite.org/lockingv3.html#hot_journals), or finds the complete transaction in the
write-ahead log, or none.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pipeline.database.upgrade.connect import connect
from pipeline.database.upgrade.errors import LockedFileError, locked
from pipeline.system.drafts import move_to_free, take_over
from pipeline.system.files import flush


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
        self._settled = False
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
        if not self._settled:
            self.connection.interrupt()
        self.connection.close()

    def copy(self, target: Path) -> None:
        """Write the whole database, including its write-ahead log, into a new file."""
        with closing(sqlite3.connect(target)) as copy:
            self.connection.backup(copy)

    def write(self, new: Path) -> None:
        """Write the content of another database into the file, in one transaction.

        Raises:
            LockedFileError: another program has replaced the file in the meantime.
            sqlite3.Error: writing failed. The file is unchanged, or will be once SQLite has rolled back.
        """
        self._check_same()
        self._checkpoint()
        self._settled = True  # from here on the log holds only what we write
        self.connection.execute("PRAGMA cache_size=-65536")  # 64 MiB: each overflow waits for the disk
        with closing(connect(new, mode="ro")) as source:
            source.backup(self.connection)
        with suppress(sqlite3.Error):  # the new content is just as safe in the log
            self._checkpoint()

    def is_sound(self) -> bool:
        """Whether the file can be read after a write that failed."""
        try:
            return bool(self.connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except sqlite3.Error:
            return False

    def _checkpoint(self) -> None:
        """Move the write-ahead log, if there is one, into the file."""
        if self.connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            return
        busy, _, _ = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise locked(self.path)

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
    take_over(copy, path.stat())
    flush(copy)
    start = f"{path.stem}.backup-"
    number = 1 + max((_number(one.name, start, path.suffix) for one in path.parent.iterdir()), default=0)
    while True:
        backup = path.with_name(f"{start}{number}{path.suffix}")
        try:
            move_to_free(copy, backup)
        except FileExistsError:
            number += 1
            continue
        flush(path.parent)
        return backup


def _number(name: str, start: str, end: str) -> int:
    digits = name.removeprefix(start).removesuffix(end)
    return int(digits) if name == f"{start}{digits}{end}" and digits.isascii() and digits.isdigit() else 0


def _identity(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_dev, about.st_ino
