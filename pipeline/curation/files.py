"""Write files of a pack: whole or not at all, and never outside of it."""

import codecs
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.findings import Finding
from pipeline.reading.files import read_source


class NotWrittenError(Exception):
    """A file could not be written, and is as it was. The message says why."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A file of the pack at `root`, and the text it is to have."""

    path: Path
    root: Path
    before: str | None
    """What was read of it; None: it is not there yet."""
    after: str

    def write(self) -> None:
        """Write the file.

        Raises:
            NotWrittenError: it is not as it was when it was read, is outside the pack, or cannot be written.
        """
        if self.before is None:
            create_text(self.path, self.root, self.after)
        else:
            replace_text(self.path, self.root, self.before, self.after)


def replace_text(path: Path, root: Path, before: str, after: str) -> None:
    """Put a text in place of that of a file of the pack at `root`, if it still is what was read (`before`).

    The byte order mark and the permissions stay. A link inside the pack stays a link; the file it names changes.

    Raises:
        NotWrittenError: the file has changed meanwhile, is outside the pack, or cannot be written.
    """
    read = read_source(path, root, path.as_posix())
    if isinstance(read, Finding):
        raise NotWrittenError(f"{path} is left as it is: {read.message}")
    content, text = read
    if text != before:
        raise NotWrittenError(f"{path} is left as it is: somebody changed it meanwhile; try again")
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    target = path.resolve()
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(None, "it is read-only")
        _replace(target, mark + after.encode(), stat.S_IMODE(target.stat().st_mode))
    except OSError as error:
        raise NotWrittenError(f"{path} cannot be written: {(error.strerror or 'unknown reason').lower()}") from error


def create_text(path: Path, root: Path, text: str) -> None:
    """Write a new file of the pack at `root`, and the folder it belongs in.

    Raises:
        NotWrittenError: there is such a file already, its place is outside the pack, or it cannot be written.
    """
    try:
        if not path.parent.resolve().is_relative_to(root.resolve()):
            raise NotWrittenError(f"{path.parent} is a link to a place outside the pack; nothing is written there")
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as file:
            file.write(text.encode())
    except FileExistsError as error:
        raise NotWrittenError(f"{path} exists already") from error
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
