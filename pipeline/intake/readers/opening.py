"""Open the content of a list: a file or pasted bytes, decompressed if they are compressed, in bounded memory."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.intake.readers.family import HEAD, Content, NotReadableError
from pipeline.system.extras import require
from pipeline.system.files import open_regular, read_standard_input, reason
from pipeline.system.frames import Frames

GZIP = b"\x1f\x8b"
ZSTANDARD = b"\x28\xb5\x2f\xfd"
MOST_PASTED = 2**26
"""The limit on standard input, in bytes: it is held in memory."""
IN_MEMORY = 2**26
"""The limit in bytes on formats that can only be read at once."""


def given(argument: str | Path) -> Content:
    """Return what an argument of the command line names: `-` is what is on standard input.

    Raises:
        OSError: standard input is closed, or too long.
    """
    return read_standard_input(MOST_PASTED) if str(argument) == "-" else Path(argument)


@contextmanager
def opened(content: Content) -> Iterator[BinaryIO]:
    """Yield a stream of the decompressed bytes.

    Raises:
        NotReadableError: it is damaged; also while it is read in the `with` block.
        OSError: it is not a regular file, or cannot be read.
    """
    try:
        with io.BytesIO(content) if isinstance(content, bytes) else open_regular(content) as file:
            start = file.read(4)
            file.seek(0)
            if start.startswith(GZIP):
                with gzip.GzipFile(fileobj=file) as plain, io.BufferedReader(plain) as stream:
                    yield stream
            elif start == ZSTANDARD:
                require("intake")
                with io.BufferedReader(Frames(file)) as stream:
                    yield stream
            else:
                yield file
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise NotReadableError("the compressed file is damaged or incomplete: get it again") from error
    except OSError as error:
        if isinstance(content, bytes) or not error.filename:
            raise NotReadableError(f"the file cannot be read: {reason(error)}") from error
        raise


def head(content: Content, size: int = HEAD) -> bytes:
    """Return the first bytes of the content.

    Raises:
        NotReadableError, OSError: as `opened`.
    """
    with opened(content) as stream:
        return stream.read(size)


def whole(content: Content, hint: str, limit: int = IN_MEMORY) -> bytes:
    """Return all of the content.

    Raises:
        NotReadableError: it has more than `limit` bytes, or is damaged. `hint` says what to do then.
        OSError: as `opened`.
    """
    with opened(content) as stream:
        found = stream.read(limit + 1)
    if len(found) > limit:
        raise NotReadableError(f"it has more than {limit // 2**20} MB, too many to be read at once: {hint}")
    return found
