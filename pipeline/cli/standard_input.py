"""Check a text from standard input, such as an unsaved file of an editor, in its place in the pack."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pipeline.builder.discover import NoPackError, PackFolder, packs_of
from pipeline.model.concepts import concepts_beside
from pipeline.reading.files import MAX_BYTES, inner_path, leads_out
from pipeline.system.drafts import create_file
from pipeline.system.files import read_standard_input, reason


def content() -> bytes:
    """Return what is on standard input, up to the size of a file of a pack.

    Raises:
        click.UsageError: standard input is closed or too long.
    """
    try:
        return read_standard_input(MAX_BYTES)
    except OSError as error:
        raise click.UsageError(f"standard input cannot be read: {reason(error)}") from error


@contextmanager
def pack_with(file: Path, content: bytes) -> Iterator[PackFolder]:
    """Yield a copy of the pack that a file is in, or will be, with such a content of the file.

    Findings name the files by the pack's own name.

    Raises:
        NoPackError: the file is not inside a pack.
        click.UsageError: the pack cannot be copied.
    """
    (pack, *others) = packs_of([file.parent])
    inner = inner_path(file, pack.path)
    if others or inner is None:
        raise NoPackError(f"{file} is not inside a pack")
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-") as folder:
        copy = Path(folder, pack.language)
        try:
            shutil.copytree(pack.path, copy, symlinks=True)
            if concepts_beside(pack.path).is_dir():
                shutil.copytree(concepts_beside(pack.path), concepts_beside(copy), symlinks=True)
            target = copy / inner
            if leads_out(target.parent, copy):
                raise NoPackError(f"{file} is not inside a pack: its folder is a link")
            target.unlink(missing_ok=True)  # it may be a link
            create_file(target, content)
        except (shutil.Error, OSError) as error:
            raise click.UsageError(f"{pack.name} cannot be copied to check {file} in it: {error}") from error
        yield PackFolder(copy, pack.name)
