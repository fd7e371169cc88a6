"""Write files of a pack, completely or not at all, and never outside it."""

import codecs
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.findings import Finding
from pipeline.reading.files import inner_path, leads_out, read_source
from pipeline.system.drafts import create_file, replace_file
from pipeline.system.files import real, reason


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
            NotWrittenError: it has changed since it was read, is a link, is outside the pack, or cannot be written.
        """
        try:
            if self.before is None:
                _create(self.path, self.root, self.after)
            else:
                _replace(self.path, self.root, self.before, self.after)
        except FileExistsError as error:
            raise NotWrittenError(f"{self.path} already exists") from error
        except OSError as error:
            raise NotWrittenError(f"{self.path} cannot be written: {reason(error)}; it was not changed") from error


def is_link(path: Path, root: Path) -> bool:
    """Whether a path in the pack at `root` is, or goes through, a link; the pack itself may be one."""
    inner = inner_path(path, root)
    return inner is not None and real(path) != real(root) / inner


def _replace(path: Path, root: Path, before: str, after: str) -> None:
    """Replace the text of a file, if it is still the text that was read. The byte order mark and permissions stay."""
    read = read_source(path, root, path.as_posix())
    if isinstance(read, Finding):
        raise NotWrittenError(f"{path} was left unchanged: {read.message}")
    content, text = read
    if text != before:
        raise NotWrittenError(f"{path} was left unchanged: it was changed in the meantime; try again")
    if is_link(path, root):
        raise NotWrittenError(f"{path} was left unchanged: it is a link to {real(path)}, or goes through one")
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    replace_file(path, mark + after.encode(), before=content)


def _create(path: Path, root: Path, text: str) -> None:
    """Write a new file, and create its folder if needed."""
    folder = path.parent
    if inner_path(folder, root) is None or leads_out(folder, root):
        raise NotWrittenError(f"{folder} is outside the pack, or a link to a place outside; nothing was written there")
    if is_link(folder, root):
        raise NotWrittenError(f"{folder} is a link; nothing was written there")
    made = not folder.exists()
    if not made and not folder.is_dir():
        raise NotWrittenError(f"{folder} is not a folder")
    folder.mkdir(exist_ok=True)
    try:
        create_file(path, text.encode())
    except BaseException:
        if made:
            with suppress(OSError):  # it is no longer empty
                folder.rmdir()
        raise
