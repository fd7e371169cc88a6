"""Results kept in the user's cache folder, so that unchanged packs are not analysed again.

An entry is named after its subject (a file of a pack, a language), so there is never more than one per subject. It
records what it was made from, and has a checksum: an entry with other inputs, or a damaged one, counts as missing.
Entries are JSON or rows in SQLite; nothing in them is ever run. The folder can be removed at any time. It is not
beside the packs, because packs may come from someone else, who could plant false results there.
"""

import hashlib
import json
import mmap
import os
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

from pipeline.builder.digests import program_digest
from pipeline.system.drafts import open_new
from pipeline.system.files import open_regular, read_bytes, real, sha256_of

_T = TypeVar("_T")

PLACE = "BABBLR_VOCAB_CACHE"
"""The environment variable that names another folder."""

_HEX = 64
"""Characters in a SHA-256. An entry begins with two: one of the rest of the entry, one of its inputs."""
_MOST_BYTES = 2**30
"""The largest entry, in bytes: 60,000 words take some hundred megabytes."""
TABLES = "lemmas"
"""The folder beside the caches with tables of lemmas, which do not depend on packs."""
_OWNER = "owner"
"""The file in a cache that names the folder of packs it belongs to."""


def cache_of(sources: Path) -> "Cache | None":
    """Return the cache for a folder of packs; None if there is nowhere to put one.

    When it is first created, the caches of folders that no longer exist are removed.
    """
    try:
        place = cache_place()
        owner = str(real(sources))
        folder = place / _name_of(owner)
        if not (folder / _OWNER).is_file():
            _remove_orphans(place)
            _replace(folder / _OWNER, lambda draft: _write(draft, owner.encode(errors="surrogateescape")))
    except (OSError, RuntimeError):  # RuntimeError: the home folder is unknown
        return None
    return Cache(folder)


def cache_place() -> Path:
    """Return the folder of all caches.

    Raises:
        RuntimeError: the home folder is unknown.
    """
    return Path(os.environ.get(PLACE) or platformdirs.user_cache_path("babblr-vocab", appauthor=False))


def _name_of(owner: str) -> str:
    return hashlib.sha256(owner.encode(errors="surrogateescape")).hexdigest()[:16]


def _remove_orphans(place: Path) -> None:
    for note in place.glob(f"*/{_OWNER}"):
        with suppress(OSError):
            owner = read_bytes(note).decode("utf-8", "surrogateescape")
            # Only if it is named after its owner: people may keep other things there.
            if note.parent.name == _name_of(owner) and not Path(owner).exists():
                shutil.rmtree(note.parent)


class Cache:
    """A folder of entries. One that cannot be read counts as missing; failing to write one is not an error."""

    def __init__(self, folder: Path, made_of: tuple[str, ...] = (), within: str = "") -> None:
        self.folder = folder
        self._made_of = made_of
        self._within = within

    def made_of(self, digest: str) -> "Cache":
        """Return the same folder for entries that were made from something more: the profile in a pack."""
        return Cache(self.folder, (*self._made_of, digest), self._within)

    def apart(self, within: str) -> "Cache":
        """Return a folder inside, for entries that must not replace those of the same names. Tables are shared."""
        return Cache(self.folder, self._made_of, within)

    def get(self, name: str, read: Callable[[Any], _T], *made_of: Any) -> _T | None:
        """Return the value cached under a name if it was made from the same inputs; else None.

        `read` turns parsed JSON into the value. It may raise TypeError, ValueError, LookupError or AttributeError for
        anything unexpected.
        """
        try:
            entry = read_bytes(self.folder / self._within / name, _MOST_BYTES)
            rest = entry[_HEX:]
            if entry[:_HEX] != _hex(rest) or rest[:_HEX] != _key(name, (*self._made_of, *made_of)):
                return None
            return read(json.loads(rest[_HEX:]))
        except (OSError, TypeError, ValueError, LookupError, AttributeError, RecursionError, MemoryError):
            return None

    def put(self, name: str, value: Any, *made_of: Any) -> None:
        """Cache a value under a name if it survives a round trip through JSON."""
        try:
            text = json.dumps(value, separators=(",", ":"))
            if json.loads(text) != value:
                return
        except (TypeError, ValueError, RecursionError):
            return
        rest = _key(name, (*self._made_of, *made_of)) + text.encode()
        with suppress(OSError):
            _replace(self.folder / self._within / name, lambda draft: _write(draft, _hex(rest) + rest))

    def get_file(self, name: str, digest: str, to: Path) -> bool:
        """Copy the file cached under a name, and return whether that worked and the copy has this SHA-256."""
        try:
            shutil.copyfile(_found(self.folder / self._within / name), to)
            if sha256_of(to) == digest:
                return True
            to.unlink()
        except OSError:
            to.unlink(missing_ok=True)
        return False

    def put_file(self, name: str, file: Path) -> None:
        """Cache a copy of a file."""
        with suppress(OSError):
            _replace(self.folder / self._within / name, lambda draft: shutil.copyfile(file, draft))

    def get_table(self, name: str, *made_of: str) -> memoryview | None:
        """Return bytes cached for all folders of packs, in a file mapped into memory.

        None if there is no such file, or it was made from something else, or it is damaged. Unlike other entries, it
        may have been made by another version of the program: `made_of` says everything that it depends on.
        """
        try:
            with open_regular(_found(self._table(name))) as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # ValueError: it is empty
            return None
        content = memoryview(mapped)
        rest = content[_HEX:]
        if bytes(content[:_HEX]) != _hex(rest) or bytes(rest[:_HEX]) != _table_key(name, made_of):
            return None
        if hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)  # what the checksum was made of need not stay in memory
        return rest[_HEX:]

    def put_table(self, name: str, content: bytes, *made_of: str) -> None:
        """Cache bytes for all folders of packs."""
        key = _table_key(name, made_of)
        with suppress(OSError):
            _replace(self._table(name), lambda draft: _write(draft, _hex(key, content), key, content))

    def _table(self, name: str) -> Path:
        return self.folder.parent / TABLES / name


def _found(path: Path) -> Path:
    """Return the path of an existing entry.

    Raises:
        OSError: it does not exist, or is something else: a pipe that would block, an endless file.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
        raise OSError(f"{path} is not an entry")
    return path


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Replace a file with what `write` writes, once that is complete.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)  # a pipe would block, and a link would be followed
    try:
        write(draft)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)  # the disk may be full
        raise


def _write(draft: Path, *parts: bytes) -> None:
    with open_new(draft) as file:
        file.writelines(parts)


def _key(name: str, made_of: tuple[Any, ...]) -> bytes:
    return _hex(json.dumps([program_digest(), name, *made_of]).encode())


def _table_key(name: str, made_of: tuple[str, ...]) -> bytes:
    return _hex(json.dumps([name, *made_of]).encode())


def _hex(*parts: bytes | memoryview) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest().encode()
