"""Check what is where something is to be written: a file that may be replaced, nothing, or a stream."""

import errno
import io
import os
import stat
from pathlib import Path

from pipeline.system.files import NotRegularError


class LinkError(OSError):
    """A file would be written through a link."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ELOOP, "it is a link; name the file that it leads to", os.fspath(path))


def is_stream(path: Path) -> bool:
    """Whether a path is, or leads to, a pipe or a terminal, which can be written to but not replaced.

    Raises:
        OSError: the path cannot be examined.
    """
    if status_of(path) is None:
        return False
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:  # a link to nothing
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def write_stream(path: Path, content: bytes) -> None:
    """Write to a pipe or a terminal.

    Raises:
        OSError: it cannot be opened or written.
    """
    with io.FileIO(os.open(path, os.O_WRONLY), "w") as file:
        write_all(file, content)


def status_of(path: Path) -> os.stat_result | None:
    """Return the status of a path, without following links, or None if nothing is there.

    Raises:
        OSError: the path cannot be examined.
    """
    try:
        return path.lstat()
    except FileNotFoundError:
        return None
    except ValueError as error:  # a zero byte, or a character that the file system cannot encode
        raise OSError(errno.EINVAL, "not a path", os.fspath(path)) from error


def check_place(path: Path) -> os.stat_result | None:
    """Check that a path is a regular file or free, and return its status, or None if it is free.

    Raises:
        OSError: it is a link, a folder, a device, a pipe or a socket.
    """
    status = status_of(path)
    if status is None:
        return None
    if stat.S_ISLNK(status.st_mode):
        raise LinkError(path)
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(path)
    return status


def check_writable(path: Path) -> os.stat_result | None:
    """Check that a path is a writable regular file or free, and return its status, or None if it is free.

    Raises:
        OSError: it is a link, not a regular file, or read-only.
    """
    status = check_place(path)
    if status is None:
        return None
    # The system lets root write to any file, but a file that nobody may write to is meant to be read-only.
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "it is read-only", os.fspath(path))
    return status


def write_all(file: io.FileIO, content: bytes) -> None:
    """Write to an unbuffered file, which may take less than it is given at once."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]
