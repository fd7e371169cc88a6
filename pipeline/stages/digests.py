"""What the result of all work depends on, as one number: the program and its libraries, the files of a folder."""

import functools
import hashlib
import json
import os
import platform
import sqlite3
import stat
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pipeline
from pipeline.model.resources import resource

TOOLS = ("babblr-vocab", "jsonschema", "jsonschema-rs", "pyyaml", "simplemma", "spacy", "spacy-lookups-data")
"""The packages that can change what is built or refused."""

_NOT_READ = ("__pycache__",)


@functools.cache
def program_digest() -> str:
    """Return the SHA-256 of what works on packs: this program with its data, Python, SQLite, and the libraries."""
    folders = [Path(pipeline.__file__).parent, resource("schemas"), resource("migrations")]
    tools = [platform.python_version(), sqlite3.sqlite_version, *(f"{tool} {version(tool)}" for tool in TOOLS)]
    return hashlib.sha256(json.dumps([*tools, *map(_digest, folders)]).encode()).hexdigest()


def folder_digest(folder: Path) -> str | None:
    """Return the SHA-256 of all files below a folder with their names.

    None if there is what has no content to compare: a link, a pipe, a file that cannot be read.
    """
    try:
        return _digest(folder)
    except OSError:
        return None


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name, content in _contents(folder, ""):
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\0".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _contents(folder: Path, inside: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder by their names inside it, in order.

    Raises:
        OSError: something in it is neither a file nor a folder, or cannot be read.
    """
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        name = f"{inside}{entry.name}"
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            if entry.name not in _NOT_READ:
                yield f"{name}/", b""
                yield from _contents(Path(entry.path), f"{name}/")
        elif stat.S_ISREG(mode):
            yield name, Path(entry.path).read_bytes()
        else:
            raise OSError(f"{name} is no regular file")
