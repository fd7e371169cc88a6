"""Read a corpus as blocks, of which any process can read one: the documents that begin in a range of bytes of a file.

A document is a line. Files may be compressed (`.gz`, `.zst`); such a file is one block, since only its beginning can be
found. Nothing is read at once that is longer than `LONGEST_DOCUMENT`.
"""

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.system.extras import require
from pipeline.system.files import check_regular, open_regular, reason
from pipeline.system.frames import Frames

BLOCK = 8 * 2**20
"""The size of a block in bytes."""
LONGEST_DOCUMENT = 2**20
"""In bytes; a longer line counts as several documents, split at a space."""


class CorpusError(Exception):
    """A file of the corpus cannot be read. The message names it."""


@dataclass(frozen=True, slots=True)
class Block:
    """The documents of a file that begin from byte `start` on and before byte `end`; None: a compressed file."""

    path: str
    start: int
    end: int | None


def blocks_of(paths: Iterable[Path], size: int = BLOCK) -> list[Block]:
    """Return the blocks of files, and of all files in folders but hidden ones, in the order of their names.

    Raises:
        CorpusError: a path does not exist, or is neither a file nor a folder.
    """
    return [block for path in paths for file in _files(path) for block in _blocks_of_file(file, size)]


def _files(path: Path) -> Iterator[Path]:
    try:
        if not path.is_dir():
            check_regular(path)
            yield path
            return
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {reason(error)}") from error
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if not hidden and file.is_file():
            yield file


def _blocks_of_file(file: Path, size: int) -> Iterator[Block]:
    if file.suffix in (".gz", ".zst"):
        yield Block(str(file), 0, None)
        return
    whole = file.stat().st_size
    for start in range(0, whole, size):
        yield Block(str(file), start, min(start + size, whole))


def documents(block: Block) -> Iterator[bytes]:
    """Yield the documents of a block that are not empty, undecoded.

    Raises:
        CorpusError: the file cannot be read, is damaged, or is compressed in a way that needs too much memory.
    """
    try:
        with _opened(Path(block.path)) as file:
            if block.end is None:
                yield from _lines(file)
            else:
                yield from _lines_from(file, block.start, block.end)
    except (OSError, EOFError, zlib.error) as error:
        why = reason(error) if isinstance(error, OSError) and error.errno else "it is damaged"
        raise CorpusError(f"{block.path} cannot be read: {why}") from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with open_regular(path) as file:
        if path.suffix == ".gz":
            with gzip.GzipFile(fileobj=file) as plain:
                yield plain  # type: ignore[misc]  # it has all that is used here
        elif path.suffix == ".zst":
            require("corpus")
            with io.BufferedReader(Frames(file)) as plain:
                yield plain
        else:
            yield file


def _lines_from(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """Yield the lines that begin in a range. The one that began before it belongs to the range before."""
    position = max(0, start - 1)
    file.seek(position)
    while start and (line := file.readline(LONGEST_DOCUMENT)):
        position += len(line)
        if line.endswith(b"\n"):
            break
    if position < end:
        yield from _lines(file, end - position)


def _lines(file: BinaryIO, most: int | None = None) -> Iterator[bytes]:
    """Yield the lines that begin in the next `most` bytes."""
    rest, read = b"", 0
    while line := file.readline(LONGEST_DOCUMENT):
        read += len(line)
        whole = line.endswith(b"\n")
        line = rest + line
        rest = b""
        if not whole and len(line) >= LONGEST_DOCUMENT:
            cut = line.rfind(b" ") + 1 or len(line)
            line, rest = line[:cut], line[cut:]
        if line.strip():
            yield line
        if whole and most is not None and read >= most:
            return
    if rest.strip():
        yield rest
