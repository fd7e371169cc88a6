"""Results into files: whole or not at all."""

import os
from pathlib import Path

import click


def check_writable(path: Path | None) -> None:
    """Fail before the work rather than after it.

    Raises:
        click.UsageError: there is no folder for the file.
    """
    if path is not None and not path.resolve().parent.is_dir():
        raise click.UsageError(f"{path} cannot be written: there is no folder {path.parent}")


def write(path: Path, text: str) -> None:
    """Write a text, without colours, in place of the whole file; what is there stays until the new one is complete.

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
