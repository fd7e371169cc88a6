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
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

from pipeline.builder.digests import program_digest
from pipeline.system.files import sha256_of

_T = TypeVar("_T")

PLACE = "BABBLR_VOCAB_CACHE"
"""The environment variable that names another folder."""

_HEX = 64
"""Characters of a SHA-256. An entry begins with two: that of the rest of it, and that of what it was made of."""
_MOST_BYTES = 2**30
"""No entry is larger than this: it takes some hundreds of megabytes to keep 60,000 words."""
_OWNER = "owner"
"""The file of a cache that names the folder of packs that it is of."""


def cache_of(sources: Path) -> "Cache | None":
    """Return the cache of a folder of packs; None if there is no place for one.

    The first time, the caches of folders that are gone are removed.
    """
    try:
        place = Path(os.environ.get(PLACE) or platformdirs.user_cache_path("babblr-vocab", appauthor=False))
        owner = str(sources.resolve())
        folder = place / _name_of(owner)
        if not (folder / _OWNER).is_file():
            _remove_orphans(place)
            _replace(folder / _OWNER, lambda draft: draft.write_text(owner, "utf-8", "surrogateescape"))
    except (OSError, RuntimeError):  # RuntimeError: nobody knows where the user is at home
        return None
    return Cache(folder)


def _name_of(owner: str) -> str:
    return hashlib.sha256(owner.encode(errors="surrogateescape")).hexdigest()[:16]


def _remove_orphans(place: Path) -> None:
    for note in place.glob(f"*/{_OWNER}"):
        with suppress(OSError):
            owner = _found(note).read_bytes().decode("utf-8", "surrogateescape")
            # Only what has the name of its owner: people may keep other things in that place.
            if note.parent.name == _name_of(owner) and not Path(owner).exists():
                shutil.rmtree(note.parent)


class Cache:
    """A folder of entries. What cannot be read is not there, and what cannot be written is not kept: it is no error."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str, read: Callable[[Any], _T], *made_of: Any) -> _T | None:
        """Return the value that was kept under a name, if it was made of the same; else None.

        `read` makes the value of what JSON gives. It may raise TypeError, ValueError, LookupError or AttributeError of
        what is anything else.
        """
        try:
            entry = _found(self.folder / name).read_bytes()
            rest = entry[_HEX:]
            if entry[:_HEX] != _hex(rest) or rest[:_HEX] != _key(name, made_of):
                return None
            return read(json.loads(rest[_HEX:]))
        except (OSError, TypeError, ValueError, LookupError, AttributeError, RecursionError, MemoryError):
            return None

    def put(self, name: str, value: Any, *made_of: Any) -> None:
        """Keep a value under a name, if JSON gives back the very same."""
        try:
            text = json.dumps(value, separators=(",", ":"))
            if json.loads(text) != value:
                return
        except (TypeError, ValueError, RecursionError):
            return
        rest = _key(name, made_of) + text.encode()
        with suppress(OSError):
            _replace(self.folder / name, lambda draft: draft.write_bytes(_hex(rest) + rest))

    def get_file(self, name: str, digest: str, to: Path) -> bool:
        """Copy the file that was kept under a name, and return whether the copy is there and has this SHA-256."""
        try:
            shutil.copyfile(_found(self.folder / name), to)
            if sha256_of(to) == digest:
                return True
            to.unlink()
        except OSError:
            to.unlink(missing_ok=True)
        return False

    def put_file(self, name: str, file: Path) -> None:
        """Keep a copy of a file."""
        with suppress(OSError):
            _replace(self.folder / name, lambda draft: shutil.copyfile(file, draft))


def _found(path: Path) -> Path:
    """Return the path of an entry that is there.

    Raises:
        OSError: it is not, or it is what was never written here: a pipe that would be waited for, a file without end.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
        raise OSError(f"{path} is no entry")
    return path


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Put in the place of a file what `write` writes, once it is whole.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)  # a pipe would be waited for, a link followed
    try:
        write(draft)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)  # there may be no room
        raise


def _key(name: str, made_of: tuple[Any, ...]) -> bytes:
    return _hex(json.dumps([program_digest(), name, *made_of]).encode())


def _hex(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
