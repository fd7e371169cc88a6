"""`manifest.json`, the contents of a release, read without trusting it.

`build` writes a manifest for one database, `release` one for several packed ones. Both can be read.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pipeline.system.files import TooLargeError, read_bytes

_T = TypeVar("_T")

FORMAT = 1
"""The version of the manifest format. It is raised by any change that breaks programs that read it."""

RELEASE_VERSION = re.compile(r"(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}(-[0-9A-Za-z]+(\.[0-9A-Za-z]+)*)?", re.ASCII)
"""The version of a release. It becomes part of file names, so it has no characters that are special there."""

_LARGEST = 1 << 22
"""The largest manifest that is read, in bytes. A manifest has a few thousand."""

_NAME = re.compile(r"(?!\.{1,2}$)[^/\\\0]{1,255}")
"""A file name. It cannot lead out of the folder."""

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


class ManifestError(Exception):
    """The file is not one of our manifests."""


@dataclass(frozen=True, slots=True)
class Content:
    """A database: the SHA-256 and the size of its file, and the number of rows in each table."""

    sha256: str
    bytes: int
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file that contains a database. `sha256` and `bytes` are those of the file; None if it is not packed."""

    name: str
    database: Content
    languages: tuple[str, ...] = ()
    sha256: str | None = None
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a release; the first one has all languages. `version` is None for a plain build."""

    artefacts: tuple[Artefact, ...]
    version: str | None = None
    release_date: str | None = None
    schema_revision: str | None = None
    packs: Sequence[Mapping[str, Any]] = field(default=())

    def find(self, name: str, digest: str) -> Artefact | None:
        """Return the manifest's record of a file, found by SHA-256, packed or not, or else by name."""
        for one in self.artefacts:
            if digest in (one.sha256, one.database.sha256):
                return one
        return next((one for one in self.artefacts if name in (one.name, one.name.removesuffix(".gz"))), None)


def read_manifest(path: Path) -> Manifest:
    """Return a manifest. Its structure is checked; its content is not to be trusted.

    Raises:
        ManifestError: it is too large, not JSON, or not in a format that this version knows.
        OSError: it cannot be read.
    """
    try:
        raw = read_bytes(path, _LARGEST)
    except TooLargeError as error:
        raise ManifestError(f"it is larger than {error.limit:,} bytes") from error
    try:
        record = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # also invalid UTF-8, and numbers of a million digits
        raise ManifestError("it is not JSON in UTF-8") from error
    if not isinstance(record, dict):
        raise ManifestError("it is not a JSON object")
    if "files" not in record:
        return Manifest((Artefact(_name(record, "database"), _content(record)),))
    if record.get("format") != FORMAT:
        raise ManifestError(f"this version of babblr-vocab reads manifests of format {FORMAT} only")
    version = _get(record, "version", str)
    if not RELEASE_VERSION.fullmatch(version):
        raise ManifestError("its “version” is not a version")
    files = tuple(_artefact(one) for one in _get(record, "files", list))
    if not files:
        raise ManifestError("it does not name any files")
    return Manifest(files, version)


def _artefact(record: Any) -> Artefact:
    if not isinstance(record, dict):
        raise ManifestError("one of its “files” is not an object")
    return Artefact(
        name=_name(record, "name"),
        database=_content(_get(record, "database", dict)),
        sha256=_hash(record),
        bytes=_number(_get(record, "bytes", int)),
    )


def _content(record: dict[str, Any]) -> Content:
    rows = _get(record, "rows", dict)
    for count in rows.values():
        _number(count)
    return Content(_hash(record), _number(_get(record, "bytes", int)), rows)


def _name(record: dict[str, Any], key: str) -> str:
    name = _get(record, key, str)
    if not _NAME.fullmatch(name):
        raise ManifestError("it names a file in another folder")
    return name


def _hash(record: dict[str, Any]) -> str:
    digest = _get(record, "sha256", str)
    if not _HASH.fullmatch(digest):
        raise ManifestError("a “sha256” in it is not 64 hexadecimal digits")
    return digest


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:  # `true` is an int to Python
        raise ManifestError("a number in it is not a whole number of 0 or more")
    return value


def _get(record: dict[str, Any], name: str, type_: type[_T]) -> _T:
    value = record.get(name)
    if not isinstance(value, type_):
        raise ManifestError(f"its “{name}” is missing or has the wrong type")
    return value
