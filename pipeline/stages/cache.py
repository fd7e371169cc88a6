"""What was worked out before, kept in the user's cache folder: what has not changed is not worked out again.

An entry has the name of what it is of (a file of a pack, a language), so that there is never more than one of it. It
says what it was made of, and has a checksum: one that was made of something else, or is not whole, is as good as none.
Entries are JSON and rows of SQLite; nothing in them is ever run. The folder can be removed at any time. It is not
beside the packs: those may be somebody else's, who could put there what was never worked out.
"""

import hashlib
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs

from pipeline.database.files import sha256_of
from pipeline.stages.digests import program_digest

PLACE = "BABBLR_VOCAB_CACHE"
"""The environment variable that names another folder."""

_HEX = 64
"""Characters of a SHA-256. An entry begins with two: that of the rest of it, and that of what it was made of."""
_OWNER = "owner"
"""The file of a cache that names the folder of packs that it is of."""


def cache_of(sources: Path) -> "Cache":
    """Return the cache of a folder of packs. The first time, those of folders that are gone are removed."""
    place = Path(os.environ.get(PLACE) or platformdirs.user_cache_path("babblr-vocab", appauthor=False))
    owner = str(sources.resolve())
    folder = place / hashlib.sha256(owner.encode(errors="surrogateescape")).hexdigest()[:16]
    if not folder.exists():
        for note in place.glob(f"*/{_OWNER}"):
            with suppress(OSError):
                if not Path(note.read_text("utf-8", "surrogateescape")).exists():
                    shutil.rmtree(note.parent)
        with suppress(OSError):
            folder.mkdir(parents=True)
            (folder / _OWNER).write_text(owner, "utf-8", "surrogateescape")
    return Cache(folder)


class Cache:
    """A folder of entries. What cannot be read is not there, and what cannot be written is not kept: it is no error."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

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
        return self.folder / name

    def _made(self, name: str) -> Path:
        """Return the path of an entry, in a folder that is there."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _key(self, name: str, made_of: tuple[Any, ...]) -> bytes:
        return _hex(json.dumps([program_digest(), name, *made_of]).encode())


def _hex(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
