"""Check a text from standard input, such as an unsaved file of an editor, in its place in the pack."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pipeline.builder.discover import NoPackError, PackFolder, packs_of
from pipeline.reading.files import MAX_BYTES


def content() -> bytes:
    """Return what is on standard input, up to a byte more than a file may have.

    Raises:
        click.UsageError: standard input is closed.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise click.UsageError("standard input is closed")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


@contextmanager
def pack_with(file: Path, content: bytes) -> Iterator[PackFolder]:
    """Yield a copy of the pack that a file is in, or will be, with such a content of the file.

    Findings name the files by the pack's own name.

    Raises:
        NoPackError: the file is not inside a pack.
        click.UsageError: the pack cannot be copied.
    """
    (pack, *others) = packs_of([file.parent])
    inner = file.resolve().parent / file.name
    if others or not inner.is_relative_to(pack.path.resolve()):
        raise NoPackError(f"{file} is not inside a pack")
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-") as folder:
        copy = Path(folder, pack.language)
        try:
            shutil.copytree(pack.path, copy, symlinks=True)
            target = copy / inner.relative_to(pack.path.resolve())
            target.unlink(missing_ok=True)  # it may be a link
            target.write_bytes(content)
        except (shutil.Error, OSError) as error:
            raise click.UsageError(f"{pack.name} cannot be copied to check {file} in it: {error}") from error
        yield PackFolder(copy, pack.name)
