"""A collection as Anki's packages hold it: the oldest schema that every version of Anki reads (11).

Source: https://github.com/ankidroid/Anki-Android/wiki/Database-Structure
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from pipeline.export.anki_notes import CHANGED, NOTE_TYPE, Note, note_type
from pipeline.export.vocabulary import Release
from pipeline.model.identity import stable_id
from pipeline.reporting.terminal import harmless

_SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
  ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
  left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
"""
_SCHEMA_VERSION = 11
_FIRST = 1_262_304_000
"""Ids are moments, in milliseconds, from 2010 on: Anki takes those in the future for damage."""
_YEARS = 10 * 365 * 86_400 * 1_000
"""So many milliseconds: 10,000 words share none of them, nearly always."""
_CARDS = 4
"""Room for so many cards of a note."""
_UNSYNCED = -1
_DAY = 86_400


def collection(notes: Sequence[Note], release: Release, language: str) -> bytes:
    """Return the file of a collection with these notes, one deck for each level."""
    moment = released(release)
    decks = {
        level: stable_id("anki", "deck", release.language, level) for level in sorted({one.level for one in notes})
    }
    named = {one: _deck(one, f"Babblr {language}::{level}", release, moment) for level, one in decks.items()}
    ids = dict(_ids(sorted(one.word for one in notes)))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_SCHEMA)
        _insert(connection, "col", [_head(named, moment)])
        _insert(connection, "notes", (_note(one, ids[one.word], moment) for one in notes))
        _insert(connection, "cards", _cards(notes, ids, decks, moment))
        connection.commit()
        return connection.serialize()


def released(release: Release) -> int:
    """Return the moment of a release in seconds since 1970: its day, and later on it the higher its version is.

    Anki updates a note only if that of the package is newer, so that two releases of a day must differ.
    """
    day = int(datetime.fromisoformat(release.date).replace(tzinfo=UTC).timestamp())
    major, minor, patch, *_ = (*map(int, re.findall(r"\d{1,6}", release.version)), 0, 0, 0)
    return day + min(major * 7_200 + min(minor, 119) * 60 + min(patch, 59), _DAY - 1)


def _ids(words: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield words, which must be sorted, with the ids of their notes: the same in nearly every release."""
    taken: set[int] = set()
    for word in words:
        found = word % (_YEARS // _CARDS)
        while found in taken:
            found += 1
        taken.add(found)
        yield word, _FIRST * 1_000 + found * _CARDS


def _note(note: Note, id_: int, moment: int) -> tuple[Any, ...]:
    first = note.fields[0]
    checksum = int(hashlib.sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    tags = f" {' '.join(note.tags)} " if note.tags else ""
    return (id_, note.guid, NOTE_TYPE, moment, _UNSYNCED, tags, "\x1f".join(note.fields), first, checksum, 0, "")


def _cards(notes: Sequence[Note], ids: dict[int, int], decks: dict[str, int], moment: int) -> Iterator[tuple[Any, ...]]:
    for place, one in enumerate(notes, 1):
        note = ids[one.word]
        for number in one.cards:
            yield (note + number, note, decks[one.level], number, moment, _UNSYNCED, 0, 0, place, *[0] * 8, "")


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    places = ", ".join("?" * len(connection.execute(f"PRAGMA table_info({table})").fetchall()))
    connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608  our own names


def _head(decks: dict[int, Any], moment: int) -> tuple[Any, ...]:
    changed = int(datetime.fromisoformat(CHANGED).replace(tzinfo=UTC).timestamp())
    models = {NOTE_TYPE: note_type() | {"mod": changed}}
    known = {1: _deck_named(1, "Default", "", changed)} | decks
    conf = {"activeDecks": [1], "curDeck": 1, "nextPos": 1, "sortType": "noteFld", "sortBackwards": False}
    texts = [json.dumps(one, ensure_ascii=False) for one in (conf, models, known, {1: _OPTIONS}, {})]
    return (1, _FIRST, moment * 1_000, moment * 1_000, _SCHEMA_VERSION, 0, 0, 0, *texts)


def _deck(id_: int, name: str, release: Release, moment: int) -> dict[str, Any]:
    return _deck_named(id_, harmless(name), harmless(release.credit), moment)


def _deck_named(id_: int, name: str, about: str, moment: int) -> dict[str, Any]:
    today = {one: [0, 0] for one in ("newToday", "revToday", "lrnToday", "timeToday")}
    flags = {"collapsed": False, "browserCollapsed": False, "dyn": 0, "conf": 1, "extendNew": 10, "extendRev": 50}
    return {"id": id_, "name": name, "desc": about, "md": True, "mod": moment, "usn": _UNSYNCED} | flags | today


_OPTIONS = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "maxTaken": 60,
    "autoplay": True,
    "timer": 0,
    "replayq": True,
    "dyn": False,
    "new": {"bury": True, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20},
    "rev": {"bury": True, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
    "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
}
"""Anki's own defaults. They are not taken over unless a learner asks for them."""
