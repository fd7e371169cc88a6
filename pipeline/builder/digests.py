"""What the result of all work depends on, as one number: the program and its libraries, the files of a folder."""

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
from pipeline.system.files import sha256_of
from pipeline.system.resources import resource

TOOLS = ("babblr-vocab", "jsonschema", "jsonschema-rs", "pyyaml", "simplemma", "spacy", "spacy-lookups-data")
"""The packages that can change what is built or refused."""

_TOKENIZERS = ("natto-py", "pythainlp", "pyvi", "sudachipy")
"""What spaCy splits Korean, Thai, Vietnamese and Japanese with, if it is there."""

_NO_PART = (".", "__pycache__")
"""How the names begin of what stands among the program's files and is no part of it, such as an editor's lock."""

_SMALL = 2**20
"""Bytes of a file that is read at once, which takes half the time."""


class State(NamedTuple):
    """What a folder is at a moment. What is edited, and edited back, has the digest that it had, but not the moment."""

    digest: str | None
    """The SHA-256 of all files below it with their names.

    None if there is what has no content to compare: a link, a pipe, a file that cannot be read.
    """
    edited: int
    """When anything in it was last changed, in nanoseconds since 1970; without a digest, the moment of looking."""


@functools.cache
def program_digest() -> str:
    """Return the SHA-256 of what works on packs: this program with its data, Python, SQLite, and the libraries."""
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
    """Return what a folder is now."""
    try:
        return _state(folder)
    except OSError:
        return State(None, time.time_ns())


def _state(folder: Path, *, program: bool = False) -> State:
    edited, digest = _changed(folder.lstat()), hashlib.sha256()
    for name, content, changed in _contents(folder, "", program=program):
        # As other bytes than any text: names that one locale cannot read are texts in another, and not the same there.
        digest.update(f"{name}\0{content}\0".encode(errors="surrogatepass"))
        edited = max(edited, changed)
    return State(digest.hexdigest(), edited)


def _contents(folder: Path, inside: str, *, program: bool) -> Iterator[tuple[str, str, int]]:
    """Yield the names of the files below a folder, in order, with the SHA-256 of what is in each, and when it changed.

    Of folders the content is "". A program may be installed as links to its files, which are followed.

    Raises:
        OSError: something in it is neither a file nor a folder, or cannot be read.
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
            content = _sha256(path.read_bytes()) if status.st_size < _SMALL else sha256_of(path)
            yield name, content, _changed(status)
        else:
            raise OSError(f"{name} is no regular file")


def _changed(status: os.stat_result) -> int:
    return max(status.st_mtime_ns, status.st_ctime_ns)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
