"""Packages of Anki: `.apkg` and `.colpkg`, in each format that their collection has had.

A package in the newest format also holds a collection in the oldest, whose only note says that Anki must be updated.
"""

import io
import sqlite3
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.database.untrusted import opened as opened_untrusted
from pipeline.intake.readers.anki_collection import TABLES, names_of
from pipeline.intake.readers.family import Content, Family, NotReadableError
from pipeline.intake.readers.opening import ZSTANDARD
from pipeline.intake.readers.zips import Archive, Limits, opened_archive
from pipeline.intake.rows import Row, Table
from pipeline.system.drafts import open_new
from pipeline.system.extras import require
from pipeline.system.files import open_regular
from pipeline.system.frames import Frames

_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first."""
_LARGEST = 2**30
"""The limit on a collection, in bytes."""
_LIMITS = Limits(total=_LARGEST, members=500_000)  # it has a member for each sound and picture
_MOST_NOTES = 5_000_000
_MOST_TYPES = 500
_CHUNK = 2**20
_AGAIN = "export it from Anki again"


def recognises(start: bytes) -> bool:
    """Whether it is an archive that begins with a collection; the media come after it."""
    return start.startswith(b"PK\x03\x04") and b"collection.anki2" in start


def tables(content: Content, language: str = "") -> Generator[Table]:  # noqa: ARG001  as every reader
    """Yield a table for each note type that has notes: its fields, then the deck and the tags of the note."""
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-") as folder:
        path = Path(folder) / "collection.db"
        with opened_archive(content, _LIMITS) as archive:
            _extract(archive, path)
        with _damage_named(), opened_untrusted(path) as connection:
            connection.text_factory = lambda value: value.decode(errors="replace")
            yield from _tables(connection)


def _extract(archive: Archive, path: Path) -> None:
    name = next((name for name in _COLLECTIONS if name in archive.members), None)
    if name is None:
        raise NotReadableError(f"there is no collection in the package: {_AGAIN}")
    packed = path.with_suffix(".packed")
    with open_new(packed) as target:
        archive.copy(name, target)
    with open_regular(packed) as source:
        if source.read(len(ZSTANDARD)) != ZSTANDARD:
            packed.rename(path)
            return
        source.seek(0)
        require("intake")
        _decompress(io.BufferedReader(Frames(source)), path)


def _decompress(source: io.BufferedReader, path: Path) -> None:
    left = _LARGEST
    try:
        with open_new(path) as target:
            while piece := source.read(_CHUNK):
                left -= len(piece)
                if left < 0:
                    raise NotReadableError(f"its collection has more than {_LARGEST // 2**20} MB: export one deck")
                target.write(piece)
    except (EOFError, OSError) as error:
        raise NotReadableError(f"its collection is damaged: {_AGAIN}") from error


@contextmanager
def _damage_named() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise NotReadableError(f"its collection is damaged ({str(error)[:200]}): {_AGAIN}") from error


def _tables(connection: sqlite3.Connection) -> Iterator[Table]:
    made = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"))
    if not made.keys() >= TABLES:
        raise NotReadableError(f"its collection has no table of notes: {_AGAIN}")
    names = names_of(connection, made.keys())
    cards = _ascending(connection, "SELECT id, nid, did FROM cards NOT INDEXED")
    decks = {note: names.decks.get(deck, "") for _, note, deck in cards}
    types = dict.fromkeys(row[1] for row in _ascending(connection, "SELECT id, mid FROM notes NOT INDEXED"))
    if not types:
        raise NotReadableError("it has no notes")
    if len(types) > _MOST_TYPES:
        raise NotReadableError(f"it has more than {_MOST_TYPES} note types: export one deck")
    for type_ in types:
        name, fields = names.types.get(type_, ("", ()))
        yield Table(
            _rows(connection, type_, decks), unit="note", name=name, columns=(*fields, "deck", "tags") if fields else ()
        )


def _rows(connection: sqlite3.Connection, type_: int, decks: dict[int, str]) -> Iterator[Row]:
    query = "SELECT id, flds, tags FROM notes NOT INDEXED WHERE mid = ?"
    with _damage_named():
        for number, (note, fields, tags) in enumerate(_ascending(connection, query, type_), 1):
            if isinstance(fields, str) and isinstance(tags, str):
                yield Row(number, (*fields.split("\x1f"), decks.get(note, ""), tags.strip()))
            else:
                yield Row(number, ("",), "a note without text")


def _ascending(connection: sqlite3.Connection, query: str, *values: int) -> Iterator[tuple[Any, ...]]:
    """Yield rows, whose ids ascend: in a file made to have no end, the same ones come again and again."""
    last, left = -(2**63) - 1, _MOST_NOTES
    for row in connection.execute(query, values):
        left -= 1
        if not isinstance(row[0], int) or row[0] <= last or left < 0:
            raise NotReadableError(f"its collection is damaged: {_AGAIN}")
        last = row[0]
        yield row


FAMILY = Family("anki", (".apkg", ".colpkg"), recognises, tables)
