"""Files that anybody may have made: opened so that they can do no harm.

Source of the precautions: https://www.sqlite.org/security.html
"""

import gzip
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.release.content import ContentError

LIMIT = 2 * 1024**3
"""Bytes that a compressed database may unfold to, where nothing says less. Releases are a hundredth of it."""

_LONGEST = 1 << 24
"""Bytes of one value. The longest text of a pack has some hundred."""

GZIP = b"\x1f\x8b"
SQLITE = b"SQLite format 3\0"
_CHUNK = 1 << 20


def is_packed(path: Path) -> bool:
    """Whether a file is gzipped, by its first bytes."""
    with path.open("rb") as file:
        return file.read(len(GZIP)) == GZIP


def copy(path: Path, target: Path, limit: int = LIMIT) -> None:
    """Write a file, or what is in it if it is gzipped, to `target`, a piece at a time.

    Raises:
        ContentError: it holds more than `limit` bytes, or is damaged.
    """
    written = 0
    try:
        with gzip.open(path) if is_packed(path) else path.open("rb") as source, target.open("wb") as out:
            while chunk := source.read(_CHUNK):
                written += len(chunk)
                if written > limit:
                    raise ContentError(f"it holds more than the {limit:,} bytes that are allowed")
                out.write(chunk)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ContentError(f"the compressed file is damaged: {str(error)[:200]}") from error


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Yield the path of a database: of the file itself, or of what a gzip file holds, for as long as the block lasts.

    Raises:
        ContentError: the gzip file is damaged or too large.
    """
    if not is_packed(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-") as folder:
        database = Path(folder) / "unpacked.db"
        copy(path, database)
        yield database


def journals(path: Path) -> list[Path]:
    """Return the files beside a database that say that a program has it open, or was killed while it had."""
    beside = (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal"))
    return [journal for journal in beside if journal.exists()]


@contextmanager
def opened(path: Path, *, live: bool = False) -> Iterator[sqlite3.Connection]:
    """Yield a connection that reads a database and trusts nothing in it.

    The file is taken as it stands and nothing is written, not even a lock. If `live`, a journal beside it counts too:
    it may be the database of an app that is running.
    """
    address = f"{path.absolute().as_uri()}?mode=ro" + ("" if live and journals(path) else "&immutable=1")
    with closing(sqlite3.connect(address, uri=True)) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        # Functions and virtual tables with side effects cannot be used from the file's own views and triggers.
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute("PRAGMA mmap_size=0")
        connection.execute("PRAGMA query_only=ON")
        yield connection
