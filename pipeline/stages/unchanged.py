"""Is there anything to build? Told by all that a build is made of: sources, program, libraries and data."""

import hashlib
import json
import os
import platform
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pipeline
from pipeline.database.files import sha256_of
from pipeline.model.resources import resource
from pipeline.stages.discover import PackFolder
from pipeline.stages.load import TOOLS

_NOT_READ = ("__pycache__",)


def inputs_of(packs: Sequence[PackFolder], epoch: int | None) -> str | None:
    """Return the SHA-256 of all that a build of some packs depends on, to the last byte of each file.

    None if a pack holds what has no content to compare (a link, a pipe, a file that cannot be read): then nobody knows.
    """
    program = Path(pipeline.__file__).parent
    folders = [program, resource("schemas"), resource("migrations"), *(pack.path for pack in packs)]
    digest = hashlib.sha256()
    about = [epoch, platform.python_version(), sqlite3.sqlite_version, *(f"{tool} {version(tool)}" for tool in TOOLS)]
    digest.update(json.dumps([*about, [pack.language for pack in packs]]).encode())
    try:
        for number, folder in enumerate(folders):
            for name, content in _contents(folder, ""):
                digest.update(f"\0{number}\0{name}\0{hashlib.sha256(content).hexdigest()}".encode())
    except OSError:
        return None
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


def is_current(output: Path, note: Path, inputs: str | None) -> dict[str, Any] | None:
    """Return the manifest of a database if it is whole and was made of these inputs with nothing to warn about.

    The manifest is only believed where the database bears it out; a damaged one, or none, is a reason to build.
    """
    try:
        manifest: dict[str, Any] = json.loads(note.read_bytes())
        if inputs is None or manifest["inputs"] != inputs or manifest["warnings"] != 0:
            return None
        whole = manifest["database"] == output.name and manifest["sha256"] == sha256_of(output)
        return manifest if whole else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
