"""Open untrusted files so that they can do no harm.

Source of the precautions: https://www.sqlite.org/security.html
"""

import gzip
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.database.unreadable import decoded, why_unreadable
from pipeline.system.drafts import open_new
from pipeline.system.files import check_regular, open_regular, reason


class ContentError(Exception):
    """A file or folder cannot be read as a vocabulary."""


LIMIT = 2 * 1024**3
"""The default limit on a decompressed database, in bytes. Releases are a hundredth of it."""

_LONGEST = 1 << 24
"""The limit on one value, in bytes. The longest text in a pack has a few hundred."""

GZIP = b"\x1f\x8b"
SQLITE = b"SQLite format 3\0"
_CHUNK = 1 << 20


def is_packed(path: Path) -> bool:
    """Whether a file is gzipped, by its first bytes."""
    with open_regular(path) as file:
        return file.read(len(GZIP)) == GZIP


def limit_for(stated: int | None) -> int:
    """Return how many bytes a packed database may unpack to, given its size in a manifest (None: there is none)."""
    return LIMIT if stated is None else min(stated, LIMIT)


def copy(path: Path, target: Path, limit: int = LIMIT) -> None:
    """Copy a file to `target` in chunks, unpacking it if it is gzipped.

    Raises:
        ContentError: its content is larger than `limit` bytes, or damaged.
    """
    written = 0
    try:
        with open_regular(path) as source, open_new(target) as out:
            content = gzip.GzipFile(fileobj=source) if is_packed(path) else source
            while chunk := content.read(_CHUNK):
                written += len(chunk)
                if written > limit:
                    raise ContentError(f"its content is larger than the limit of {limit:,} bytes")
                out.write(chunk)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ContentError(f"the compressed file is damaged: {str(error)[:200]}") from error


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Yield the path of a database: the file itself or, inside the `with` block, the unpacked content of a gzip file.

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
    """Return the files beside a database which show that a program has it open, or was killed while it did."""
    beside = (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal"))
    return [journal for journal in beside if journal.exists()]


@contextmanager
def opened(path: Path, *, live: bool = False) -> Iterator[sqlite3.Connection]:
    """Yield a read-only connection to a database that trusts nothing in it.

    The file is read as it is, and nothing is written, not even a lock. If `live`, a journal beside it is read too,
    since a running app may have the database open.
    """
    address = f"{path.absolute().as_uri()}?mode=ro" + ("" if live and journals(path) else "&immutable=1")
    check_regular(path)
    with decoded(), closing(sqlite3.connect(address, uri=True)) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        # Functions and virtual tables with side effects cannot be used from the file's own views and triggers.
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute("PRAGMA mmap_size=0")
        connection.execute("PRAGMA query_only=ON")
        yield connection


@contextmanager
def content_of(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a database, plain or gzipped, as `opened` does; whatever fails says of which file.

    Raises:
        ContentError: the file cannot be read, is damaged, or is not a database.
    """
    try:
        with unpacked(path) as database, opened(database, live=True) as connection:
            yield connection
    except ContentError as error:
        raise ContentError(f"{path}: {error}") from error
    except OSError as error:
        raise ContentError(f"{path} cannot be read: {reason(error)}") from error
    except sqlite3.DatabaseError as error:
        raise ContentError(why_unreadable(path, error)) from error
