"""Write files completely or not at all: as drafts, which are renamed when they are complete.

The draft of NAME is `.NAME.babblr-draft` beside it, a name that readers of packs ignore. Its writer holds a lock on it,
which the system releases when the writer dies. So the next program that writes to the folder can tell which drafts are
abandoned, and removes them.
"""

import errno
import io
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from pipeline.system.files import TooLargeError, flush, read_bytes
from pipeline.system.targets import check_writable, write_all

SUFFIX = ".babblr-draft"


class ChangedError(OSError):
    """A file has changed since it was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EBUSY, "it was changed in the meantime; try again", os.fspath(path))


def replace_file(path: Path, content: bytes, *, before: bytes | None = None) -> None:
    """Replace a regular file, keeping its permissions, or write a new one.

    If `before` is given, the file is only replaced if that is still its content.

    Raises:
        OSError: the path is a link, a folder, a device or a read-only file, its content is not `before`, or it cannot
            be written. What was there is unchanged.
    """
    with replacing(path, before=before) as file:
        file.write(content)


@contextmanager
def replacing(path: Path, *, before: bytes | None = None) -> Iterator[BinaryIO]:
    """Yield a file to be written piece by piece; once it is complete, it takes the place of another, as `replace_file`.

    Raises:
        OSError: as `replace_file`. After any exception, what was there is unchanged.
    """
    status = check_writable(path)
    with _draft(path) as (draft, file):
        if status is not None:
            take_over(draft, status)
        buffered = io.BufferedWriter(file)
        yield buffered
        buffered.flush()
        os.fsync(file.fileno())
        if os.name == "nt":
            file.close()  # Windows cannot rename an open file
        if before is not None and not _holds(path, before):
            raise ChangedError(path)
        draft.replace(path)
    _settle(path.parent)


def create_file(path: Path, content: bytes) -> None:
    """Write a new file.

    Raises:
        FileExistsError: the path exists.
        OSError: it cannot be written. Nothing is left of it.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "it already exists", os.fspath(path))
    with _draft(path) as (draft, file):
        _fill(file, content)
        if os.name == "nt":
            file.close()
        move_to_free(draft, path)
    _settle(path.parent)


@contextmanager
def draft_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder that the caller fills and renames to `path`. On any exception it is removed.

    Raises:
        OSError: it cannot be created, or another program is writing one.
    """
    remove_abandoned(path.parent)
    draft = _name_of(path)
    draft.mkdir()
    lock = None if sys.platform == "win32" else os.open(draft, os.O_RDONLY)
    try:
        if lock is not None and not _held(lock, draft):
            raise _busy(draft)
        yield draft
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    finally:
        if lock is not None:
            os.close(lock)


def open_new(path: Path) -> BinaryIO:
    """Open a new file for writing, in a staging directory that is renamed or removed as a whole.

    Raises:
        OSError: the path exists, or the file cannot be created.
    """
    return path.open("xb")


def remove_abandoned(folder: Path) -> None:
    """Remove the drafts in a folder whose writers have died."""
    for draft in folder.glob(f".*{SUFFIX}"):
        with suppress(OSError):
            _remove_if_abandoned(draft)


def _remove_if_abandoned(draft: Path) -> None:
    mode = draft.lstat().st_mode
    remove = shutil.rmtree if stat.S_ISDIR(mode) else os.unlink
    if sys.platform == "win32":
        remove(draft)  # Windows refuses if the file is open
    elif stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        descriptor = os.open(draft, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if _held(descriptor, draft):
                remove(draft)
        finally:
            os.close(descriptor)


@contextmanager
def _draft(path: Path) -> Iterator[tuple[Path, io.FileIO]]:
    """Yield the draft of a file, open for writing, for the caller to rename. On any exception it is removed."""
    remove_abandoned(path.parent)
    draft = _name_of(path)
    try:
        file = io.FileIO(draft, "x")
    except FileExistsError:
        raise _busy(draft) from None
    with file:
        if not _held(file.fileno(), draft):
            raise _busy(draft)
        try:
            yield draft, file
        except BaseException:
            if os.name == "nt":
                file.close()  # Windows cannot remove an open file
            draft.unlink(missing_ok=True)
            raise


def _name_of(path: Path) -> Path:
    return path.with_name(f".{path.name}{SUFFIX}")


def _busy(draft: Path) -> OSError:
    return BlockingIOError(errno.EAGAIN, f"another program is writing {draft.name}", os.fspath(draft))


def _held(descriptor: int, draft: Path) -> bool:
    """Lock an open draft. Return whether that was possible and the draft is still at its path."""
    if sys.platform == "win32":
        return True  # an open file cannot be removed by anybody else
    import fcntl  # not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(descriptor), draft.lstat())
    except OSError:  # another program holds it, it is gone, or the file system has no locks
        return False


def _fill(file: io.FileIO, content: bytes) -> None:
    write_all(file, content)
    os.fsync(file.fileno())


def _holds(path: Path, content: bytes) -> bool:
    try:
        return read_bytes(path, len(content)) == content
    except TooLargeError:
        return False


def take_over(draft: Path, status: os.stat_result) -> None:
    """Give a file the permissions of another one, whose status is given, and if possible its owner."""
    draft.chmod(stat.S_IMODE(status.st_mode))
    if sys.platform != "win32":
        with suppress(PermissionError):
            os.chown(draft, status.st_uid, status.st_gid)


def move_to_free(draft: Path, path: Path) -> None:
    """Rename a file to a path, never over another file.

    Raises:
        FileExistsError: the path exists.
    """
    if os.name == "nt":
        draft.rename(path)  # Windows refuses if the path exists
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        raise FileExistsError(errno.EEXIST, "it already exists", os.fspath(path)) from None
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "it already exists", os.fspath(path)) from None
        draft.rename(path)
    else:
        draft.unlink()


def _settle(folder: Path) -> None:
    """Flush a rename to disk. If that fails, the file is complete anyway."""
    with suppress(OSError):
        flush(folder)
