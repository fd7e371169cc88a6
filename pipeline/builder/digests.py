"""Digests of everything that results depend on: the program, its libraries and the files of a folder."""

import functools
import hashlib
import json
import os
import platform
import sqlite3
import stat
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import pipeline
from pipeline.model.concepts import concepts_beside
from pipeline.system.files import read_bytes, sha256_of
from pipeline.system.resources import resource

TOOLS = ("babblr-vocab", "jsonschema", "jsonschema-rs", "pyyaml", "simplemma", "spacy", "spacy-lookups-data")
"""The packages that can change what is built or rejected."""

_TOKENIZERS = ("natto-py", "pythainlp", "pyvi", "sudachipy")
"""The packages that spaCy tokenizes Korean, Thai, Vietnamese and Japanese with, if installed."""

_NO_PART = (".", "__pycache__")
"""Name prefixes of files among the program's that are not part of it, such as an editor's lock."""

_SMALL = 2**20
"""The size in bytes up to which a file is read in one go, which takes half the time."""


class State(NamedTuple):
    """A folder at a point in time. Editing and then undoing the edit restores the digest, but not the time."""

    digest: str | None
    """The SHA-256 over all files below the folder and their names.

    None if something has no content to compare: a link, a pipe, an unreadable file.
    """
    edited: int
    """When anything in it last changed, in nanoseconds since 1970; without a digest, the time of the check."""


@functools.cache
def program_digest() -> str:
    """Return the SHA-256 over everything that processes packs: this program and its data, Python, SQLite, libraries."""
    folders = [Path(pipeline.__file__).parent, resource("schemas"), resource("migrations")]
    installed = [f"{tool} {version(tool)}" for tool in (*TOOLS, *filter(_is_installed, _TOKENIZERS))]
    tools = [platform.python_version(), sqlite3.sqlite_version, *installed]
    return _sha256(json.dumps([*tools, *(_state(folder, program=True).digest for folder in folders)]).encode())


def _is_installed(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def state_of(folder: Path) -> State:
    """Return the current state of a folder."""
    try:
        return _state(folder)
    except OSError:
        return State(None, time.time_ns())


def state_of_pack(folder: Path) -> State:
    """Return the current state of everything that a pack is made of: its folder, and the concepts beside it."""
    concepts = concepts_beside(folder)
    states = [state_of(folder), *([state_of(concepts)] if concepts.is_dir() else [])]
    if None in (state.digest for state in states):
        return State(None, time.time_ns())
    return State(_sha256(json.dumps([state.digest for state in states]).encode()), max(one.edited for one in states))


def _state(folder: Path, *, program: bool = False) -> State:
    edited, digest = _changed(folder.lstat()), hashlib.sha256()
    for name, content, changed in _contents(folder, "", program=program):
        # Bytes that no text encodes to: a name unreadable in one locale may be readable in another, as another text.
        digest.update(f"{name}\0{content}\0".encode(errors="surrogatepass"))
        edited = max(edited, changed)
    return State(digest.hexdigest(), edited)


def _contents(folder: Path, inside: str, *, program: bool) -> Iterator[tuple[str, str, int]]:
    """Yield the names of the files below a folder, in order, each with its SHA-256 and when it changed.

    For folders the SHA-256 is "". A program may be installed as links to its files, which are followed.

    Raises:
        OSError: something in the folder is neither a file nor a folder, or cannot be read.
    """
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if program and entry.name.startswith(_NO_PART):
            continue
        name, path = f"{inside}{entry.name}", Path(entry.path)
        status = entry.stat(follow_symlinks=program)
        if stat.S_ISDIR(status.st_mode):
            yield f"{name}/", "", _changed(status)
            yield from _contents(path, f"{name}/", program=program)
        elif stat.S_ISREG(status.st_mode):
            content = _sha256(read_bytes(path)) if status.st_size < _SMALL else sha256_of(path)
            yield name, content, _changed(status)
        else:
            raise OSError(f"{name} is not a regular file")


def _changed(status: os.stat_result) -> int:
    return max(status.st_mtime_ns, status.st_ctime_ns)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
