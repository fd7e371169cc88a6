"""Pack and write the files of a release, reproducibly."""

import gzip
import shutil
from pathlib import Path

from pipeline.system.drafts import open_new
from pipeline.system.files import open_regular

_CHUNK = 1 << 20


def pack(source: Path, target: Path) -> None:
    """Write a file gzipped, without a name or time in it, so that the same content gives the same bytes."""
    with (
        open_regular(source) as content,
        open_new(target) as out,
        gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=out, mtime=0) as packed,
    ):
        shutil.copyfileobj(content, packed, _CHUNK)


def write_text(path: Path, text: str) -> None:
    """Write a new file as UTF-8 with line feeds on every system."""
    with open_new(path) as file:
        file.write(text.encode())
