"""Files of a release: hashed, packed the same way every time, and written through to the disk."""

import gzip
import hashlib
import os
import shutil
from pathlib import Path

_CHUNK = 1 << 20


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits; memory holds a piece at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(source: Path, target: Path) -> None:
    """Write a file gzipped. There is neither a name nor a time in it: the same content gives the same bytes."""
    with (
        source.open("rb") as content,
        target.open("wb") as out,
        gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=out, mtime=0) as packed,
    ):
        shutil.copyfileobj(content, packed, _CHUNK)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with line feeds, on every system."""
    path.write_bytes(text.encode("utf-8"))


def flush(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open a folder; its renames are journaled
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
