"""Write results to files, completely or not at all."""

import os
from pathlib import Path

import click


def check_writable(path: Path | None) -> None:
    """Fail before the work is done rather than after.

    Raises:
        click.UsageError: the file's folder does not exist.
    """
    if path is not None and not path.resolve().parent.is_dir():
        raise click.UsageError(f"{path} cannot be written: the folder {path.parent} does not exist")


def write(path: Path, text: str) -> None:
    """Replace a file with a text, without colours. The old file stays until the new one is complete.

    A device or a pipe (`/dev/stdout`) is written to instead.

    Raises:
        click.UsageError: the file cannot be written.
    """
    data = click.unstyle(text).encode("utf-8")
    target = path.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        try:
            draft.write_bytes(data)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}") from error
