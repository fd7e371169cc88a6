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

import pipeline
from pipeline.database.files import sha256_of
from pipeline.model.resources import resource

TOOLS = ("babblr-vocab", "jsonschema", "jsonschema-rs", "pyyaml", "simplemma", "spacy", "spacy-lookups-data")
"""The packages that can change what is built or refused."""

_TOKENIZERS = ("natto-py", "pythainlp", "pyvi", "sudachipy")
"""What spaCy splits Korean, Thai, Vietnamese and Japanese with, if it is there."""

_NO_PART = (".", "__pycache__")
"""How the names begin of what stands among the program's files and is no part of it, such as an editor's lock."""

_SMALL = 2**20
"""Bytes of a file that is read at once, which takes half the time."""


@functools.cache
def program_digest() -> str:
    """Return the SHA-256 of what works on packs: this program with its data, Python, SQLite, and the libraries."""
    folders = [Path(pipeline.__file__).parent, resource("schemas"), resource("migrations")]
    installed = [f"{tool} {version(tool)}" for tool in (*TOOLS, *filter(_is_installed, _TOKENIZERS))]
    tools = [platform.python_version(), sqlite3.sqlite_version, *installed]
    return _sha256(json.dumps([*tools, *(_digest(folder, program=True) for folder in folders)]).encode())


def _is_installed(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def folder_digest(folder: Path) -> str | None:
    """Return the SHA-256 of all files below a folder with their names.

    None if there is what has no content to compare: a link, a pipe, a file that cannot be read.
    """
    try:
        return _digest(folder)
    except OSError:
        return None


def edited_at(folder: Path) -> int:
    """Return when anything in a folder was last changed, in nanoseconds since 1970; now, if it is at this moment.

    What is edited, and edited back, has the digest that it had.
    """
    try:
        found = [path.lstat() for path in (folder, *folder.rglob("*"))]
    except OSError:
        return time.time_ns()
    return max(max(one.st_mtime_ns, one.st_ctime_ns) for one in found)


def _digest(folder: Path, *, program: bool = False) -> str:
    digest = hashlib.sha256()
    for name, content in _contents(folder, "", program=program):
        # As other bytes than any text: names that one locale cannot read are texts in another, and not the same there.
        digest.update(f"{name}\0{content}\0".encode(errors="surrogatepass"))
    return digest.hexdigest()


def _contents(folder: Path, inside: str, *, program: bool) -> Iterator[tuple[str, str]]:
    """Yield the names of the files below a folder, in order, each with the SHA-256 of what is in it; of folders, "".

    A program may be installed as links to its files, which are followed.

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
            yield f"{name}/", ""
            yield from _contents(path, f"{name}/", program=program)
        elif stat.S_ISREG(status.st_mode):
            yield name, _sha256(path.read_bytes()) if status.st_size < _SMALL else sha256_of(path)
        else:
            raise OSError(f"{name} is no regular file")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
