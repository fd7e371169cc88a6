"""Open files for reading: regular files only, so that no pipe blocks the program and no device fills memory."""

import errno
import hashlib
import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

LIMIT = 2**24
"""The default size limit of a file that is read at once, in bytes."""


class NotRegularError(OSError):
    """A path leads to a folder, a device, a pipe or a socket instead of a file."""

    def __init__(self, path: os.PathLike[str] | str) -> None:
        super().__init__(errno.EINVAL, "not a regular file", os.fspath(path))


class TooLargeError(OSError):
    """A file exceeds its size limit."""

    def __init__(self, path: os.PathLike[str] | str, size: int, limit: int) -> None:
        super().__init__(errno.EFBIG, f"more than {limit:,} bytes", os.fspath(path))
        self.size = size
        self.limit = limit


def reason(error: OSError) -> str:
    """Return the reason for an error in lower case, to be put after a colon."""
    return (error.strerror or "unknown reason").lower()


def real(path: Path) -> Path:
    """Return a path with all links resolved. A loop of links stays as it is.

    Before Python 3.13, `Path.resolve` raises RuntimeError for a loop.
    """
    return Path(os.path.realpath(path))


def check_regular(path: Path) -> None:
    """Check that a path leads to a regular file, before a library such as SQLite opens it by name.

    Raises:
        OSError: it does not.
    """
    try:
        status = path.stat()
    except ValueError as error:  # a zero byte, or a character that the file system cannot encode
        raise OSError(errno.EINVAL, "not a path", os.fspath(path)) from error
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(path)


def open_regular(path: Path) -> "io.BufferedReader[io.FileIO]":
    """Open a file for reading.

    Raises:
        OSError: it is not a regular file, or it cannot be opened.
    """
    check_regular(path)  # opening a device may have effects
    seen = _watcher.get()
    raw = io.FileIO(path, "r", opener=_at_once) if seen is None else _Watched(path, seen)
    file = io.BufferedReader(raw)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # it has just been replaced
        file.close()
        raise NotRegularError(path)
    return file


@contextmanager
def watched(seen: Callable[[int], object]) -> Iterator[None]:
    """Have a function called with the number of bytes, whenever some are read from a file that is opened meanwhile."""
    token = _watcher.set(seen)
    try:
        yield
    finally:
        _watcher.reset(token)


_watcher: ContextVar[Callable[[int], object] | None] = ContextVar("watcher", default=None)


class _Watched(io.FileIO):
    def __init__(self, path: Path, seen: Callable[[int], object]) -> None:
        super().__init__(path, "r", opener=_at_once)
        self._seen = seen

    def readinto(self, buffer: Any) -> int:
        count = super().readinto(buffer) or 0
        self._seen(count)
        return count

    def readall(self) -> bytes:
        content = super().readall() or b""
        self._seen(len(content))
        return content


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # opening a pipe would block


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """Return the content of a file of at most `limit` bytes.

    Raises:
        OSError: it is not a regular file, is larger, or cannot be read.
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        content = file.read(limit + 1) if size <= limit else b""
        if size > limit or len(content) > limit:  # it may have grown since
            raise TooLargeError(path, max(size, len(content)), limit)
        return content


def read_standard_input(limit: int) -> bytes:
    """Return what is on standard input, at most `limit` bytes.

    Raises:
        OSError: it is closed, longer, or cannot be read.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(errno.EBADF, "it is closed")
    content: bytes = sys.stdin.buffer.read(limit + 1)
    if len(content) > limit:
        raise TooLargeError("-", len(content), limit)
    return content


def read_text(path: Path, limit: int = LIMIT) -> str:
    """Return the text of a UTF-8 file, with its line breaks unchanged.

    Raises:
        OSError: it is not a regular file, is larger than `limit` bytes, or cannot be read.
        UnicodeDecodeError: it is not UTF-8.
    """
    return read_bytes(path, limit).decode()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, reading it in chunks."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Flush a file, or the entries of a folder, to disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open a folder, but journals its renames
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
