"""Write files of a pack, completely or not at all, and never outside it."""

import codecs
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.findings import Finding
from pipeline.reading.files import read_source


class NotWrittenError(Exception):
    """A file could not be written and is unchanged. The message says why."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A file of the pack at `root`, and its new text."""

    path: Path
    root: Path
    before: str | None
    """The text that was read; None if the file does not exist yet."""
    after: str

    def write(self) -> None:
        """Write the file.

        Raises:
            NotWrittenError: it has changed since it was read, is outside the pack, or cannot be written.
        """
        if self.before is None:
            create_text(self.path, self.root, self.after)
        else:
            replace_text(self.path, self.root, self.before, self.after)


def replace_text(path: Path, root: Path, before: str, after: str) -> None:
    """Replace the text of a file in the pack at `root`, if it is still the text that was read (`before`).

    The byte order mark and the permissions stay. A link inside the pack stays a link, and its target changes.

    Raises:
        NotWrittenError: the file has changed since it was read, is outside the pack, or cannot be written.
    """
    read = read_source(path, root, path.as_posix())
    if isinstance(read, Finding):
        raise NotWrittenError(f"{path} was left unchanged: {read.message}")
    content, text = read
    if text != before:
        raise NotWrittenError(f"{path} was left unchanged: it was changed in the meantime; try again")
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    target = path.resolve()
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(None, "it is read-only")
        _replace(target, mark + after.encode(), stat.S_IMODE(target.stat().st_mode))
    except OSError as error:
        raise NotWrittenError(f"{path} cannot be written: {(error.strerror or 'unknown reason').lower()}") from error


def create_text(path: Path, root: Path, text: str) -> None:
    """Write a new file in the pack at `root`, and create its folder if needed.

    Raises:
        NotWrittenError: the file already exists, is outside the pack, or cannot be written.
    """
    try:
        if not path.parent.resolve().is_relative_to(root.resolve()):
            raise NotWrittenError(f"{path.parent} is a link to a place outside the pack; nothing was written there")
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as file:
            file.write(text.encode())
    except FileExistsError as error:
        raise NotWrittenError(f"{path} already exists") from error
    except OSError as error:
        raise NotWrittenError(f"{path} cannot be written: {(error.strerror or 'unknown reason').lower()}") from error


def _replace(target: Path, content: bytes, mode: int) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
