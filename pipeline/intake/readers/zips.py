"""Zip files that nobody has looked at: their members are read within limits that are checked before and while reading.

What a library is to read is copied, member by member, into a new archive: so what it finds is as large as was checked,
has one member for each name, and holds no macros, links or media, which are not copied.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.intake.readers.family import Content, NotReadableError
from pipeline.system.files import open_regular

_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold."""

    total: int
    """The most bytes that the members that are read may have together."""
    ratio: int = 200
    """How many times its compressed size a member may have; XML of spreadsheets rarely has 50."""
    members: int = 10_000


_SMALL = 2**20
"""A member of so many bytes may be compressed as well as it can be."""


class Archive:
    """An open zip file."""

    def __init__(self, file: zipfile.ZipFile, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._left = limits.total
        self.members = {info.filename: info for info in file.infolist()}
        """By name."""
        if len(file.infolist()) > limits.members:
            raise NotReadableError(f"the archive has more than {limits.members:,} members")
        if len(self.members) < len(file.infolist()):
            raise NotReadableError("the archive has two members of the same name: save it again")

    def copy(self, name: str, target: BinaryIO, look: Callable[[bytes], None] = lambda _: None) -> None:
        """Write the content of a member to a file; `look` is given each piece of it.

        Raises:
            NotReadableError: it is encrypted, damaged, or too large.
        """
        info = self.members[name]
        self._check(info)
        try:
            with self._file.open(info) as member:
                while piece := member.read(_CHUNK):
                    look(piece)
                    target.write(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise NotReadableError(f"the archive is damaged at {name[:100]}: {error}") from error

    def _check(self, info: zipfile.ZipInfo) -> None:
        """Check the declared size of a member; no more than that is read of it."""
        if info.flag_bits & 1:
            raise NotReadableError("it is encrypted: save it without a password")
        self._left -= info.file_size
        if self._left < 0:
            raise NotReadableError(f"its content has more than {self._limits.total // 2**20} MB: save it as CSV")
        if info.file_size > max(_SMALL, info.compress_size * self._limits.ratio):
            raise NotReadableError("it is compressed so much that it cannot be a list of words: save it as CSV")


@contextmanager
def opened_archive(content: Content, limits: Limits) -> Iterator[Archive]:
    """Yield a zip file.

    Raises:
        NotReadableError: it is damaged, or has too many members.
        OSError: it is not a regular file, or cannot be read.
    """
    with io.BytesIO(content) if isinstance(content, bytes) else open_regular(content) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise NotReadableError(f"the archive is damaged or incomplete: {error}") from error
        with archive:
            yield Archive(archive, limits)


def repacked(archive: Archive, names: list[str], target: Path, looks: Callable[[str], Callable[[bytes], None]]) -> None:
    """Write some members of an archive into a new one, uncompressed. `looks` returns who looks at a member.

    Raises:
        NotReadableError: one is encrypted, damaged, or too large.
    """
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as copy:
        for name in names:
            with copy.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
                archive.copy(name, member, looks(name))  # type: ignore[arg-type]  # it is written to, no more
