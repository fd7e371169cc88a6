"""What was worked out before, kept in a folder beside the packs: what has not changed is not worked out again.

An entry has the name of what it is of (a file of a pack, a language), so that there is never more than one of it. It
says what it was made of, and has a checksum: one that was made of something else, or is not whole, is as good as none.
Entries are JSON and rows of SQLite; nothing in them is ever run. The folder can be removed at any time.
"""

import hashlib
import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.database.files import sha256_of
from pipeline.stages.digests import program_digest

FOLDER = ".babblr_cache"
"""Beside the packs; what begins with a dot is no pack."""

_HEX = 64
"""Characters of a SHA-256. An entry begins with two: that of the rest of it, and that of what it was made of."""


class Cache:
    """A folder of entries. What cannot be read is not there, and what cannot be written is not kept: it is no error."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str, *made_of: Any) -> Any:
        """Return the value that was kept under a name, if it was made of the same; else None."""
        try:
            entry = self._path(name).read_bytes()
            rest = entry[_HEX:]
            if entry[:_HEX] != _hex(rest) or rest[:_HEX] != self._key(name, made_of):
                return None
            return json.loads(rest[_HEX:])
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, name: str, value: Any, *made_of: Any) -> None:
        """Keep a value under a name, if JSON gives back the very same."""
        try:
            text = json.dumps(value, separators=(",", ":"))
            if json.loads(text) != value:
                return
        except (TypeError, ValueError, RecursionError):
            return
        rest = self._key(name, made_of) + text.encode()
        with suppress(OSError):
            path = self._made(name)
            draft = path.with_name(f"{path.name}.new")
            draft.write_bytes(_hex(rest) + rest)
            draft.replace(path)

    def get_file(self, name: str, digest: str, to: Path) -> bool:
        """Copy the file that was kept under a name, and return whether the copy is there and has this SHA-256."""
        try:
            shutil.copyfile(self._path(name), to)
            if sha256_of(to) == digest:
                return True
            to.unlink()
        except OSError:
            to.unlink(missing_ok=True)
        return False

    def put_file(self, name: str, file: Path) -> None:
        """Keep a copy of a file."""
        with suppress(OSError):
            path = self._made(name)
            draft = path.with_name(f"{path.name}.new")
            shutil.copyfile(file, draft)
            draft.replace(path)

    def _path(self, name: str) -> Path:
        return self._folder / name

    def _made(self, name: str) -> Path:
        """Return the path of an entry, in a folder that is there and that git leaves alone."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        note = self._folder / ".gitignore"
        if not note.exists():
            note.write_text("*\n", "utf-8")
        return path

    def _key(self, name: str, made_of: tuple[Any, ...]) -> bytes:
        return _hex(json.dumps([program_digest(), name, *made_of]).encode())


def _hex(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
