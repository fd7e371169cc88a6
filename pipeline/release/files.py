"""Pack and write the files of a release, reproducibly."""

import gzip
import shutil
from pathlib import Path

_CHUNK = 1 << 20


def pack(source: Path, target: Path) -> None:
    """Write a file gzipped, without a name or time in it, so that the same content gives the same bytes."""
    with (
        source.open("rb") as content,
        target.open("wb") as out,
        gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=out, mtime=0) as packed,
    ):
        shutil.copyfileobj(content, packed, _CHUNK)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with line feeds on every system."""
    path.write_bytes(text.encode("utf-8"))
