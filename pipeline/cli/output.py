"""Write results to files, completely or not at all."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from pipeline.system.drafts import replace_file, replacing
from pipeline.system.files import real, reason
from pipeline.system.targets import check_writable, is_stream, write_stream


def check_output(path: Path | None) -> None:
    """Fail before the work is done rather than after.

    Raises:
        click.UsageError: the file's folder does not exist, or what is there must not be replaced.
    """
    if path is None:
        return
    if not real(path).parent.is_dir():
        raise click.UsageError(f"{path} cannot be written: the folder {path.parent} does not exist")
    try:
        if not is_stream(path):
            check_writable(path)
    except OSError as error:
        raise _not_written(path, error) from error


def write(path: Path, text: str) -> None:
    """Replace a file with a text, without colours. The old file stays until the new one is complete.

    A pipe or a terminal (`/dev/stdout`) is written to instead.

    Raises:
        click.UsageError: the file cannot be written.
    """
    with writing(path) as file:
        file.write(click.unstyle(text))


def write_content(path: Path, content: bytes) -> None:
    """Replace a file with bytes; otherwise like `write`.

    Raises:
        click.UsageError: the file cannot be written.
    """
    try:
        if is_stream(path):
            write_stream(path, content)
        else:
            replace_file(path, content)
    except OSError as error:
        raise _not_written(path, error) from error


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """Yield a text file to be written piece by piece; otherwise like `write`. A pipe is written to at the end.

    Raises:
        click.UsageError: the file cannot be written.
    """
    try:
        if is_stream(path):
            text = io.StringIO(newline="")
            yield text
            write_stream(path, text.getvalue().encode("utf-8"))
            return
        with replacing(path) as file:
            encoded = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            yield encoded
            encoded.flush()
            encoded.detach()  # or it would close the file
    except OSError as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> click.UsageError:
    return click.UsageError(f"{path} cannot be written: {reason(error)}; it was not changed")
