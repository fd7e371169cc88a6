"""Whether a release leaves the lessons alone that learners have begun.

A learner who has completed a lesson would never see what it gained afterwards, and could not find again what it lost.
"""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.database.untrusted import ContentError, opened
from pipeline.model.packs import LevelState

_MOST_NAMED = 10
"""Lessons named in one message."""

_QUERY = """
    SELECT l.language, l.source_id, l.difficulty_level, i.item_type, i.content,
           CASE WHEN json_valid(i.item_metadata) THEN json_extract(i.item_metadata, '$.word_id') END,
           CASE WHEN json_valid(i.item_metadata) THEN json_extract(i.item_metadata, '$.translation') END
      FROM lessons l JOIN lesson_items i ON i.lesson_id = l.id
     WHERE l.source_id IS NOT NULL AND l.lesson_type = 'vocabulary'
     ORDER BY l.order_index, l.id, i.order_index, i.id
"""


class _Item(NamedTuple):
    """An item of a lesson, and by what it is the same in another release, the surest first."""

    text: str
    keys: tuple[str, str]


class _Lesson(NamedTuple):
    """What identifies a lesson: its language, and the id that its source gives it."""

    language: str
    id: str


def changed_lessons(previous: Path, current: Path, packs: Sequence[Mapping[str, Any]]) -> str | None:
    """Return what a release would change about lessons that must not change any more; None: nothing.

    That holds for lessons of levels that `packs` (of the manifest) call released, in languages whose pack had at least
    version 1.0.0 in the release before. A lesson that is gone is none of them: an upgrade keeps it for those who have
    completed it.

    Raises:
        ContentError: the database of the release before holds no lessons that can be read.
    """
    with opened(previous) as connection:
        languages = _bound(connection)
        before = _lessons(connection, languages) if languages else {}
    with opened(current) as connection:
        now = _lessons(connection, languages)
    released = {
        (pack["language"], level)
        for pack in packs
        for level, standing in pack["levels"].items()
        if standing["state"] == LevelState.RELEASED.value
    }
    said = [
        f"the lesson “{lesson.id}” ({lesson.language}, {level}) {change}"
        for lesson, (level, items) in now.items()
        if lesson in before and (lesson.language, level) in released and (change := _change(before[lesson][1], items))
    ]
    more = f"; and {len(said) - _MOST_NAMED} more lessons" if len(said) > _MOST_NAMED else ""
    return "; ".join(said[:_MOST_NAMED]) + more if said else None


def _bound(connection: sqlite3.Connection) -> set[str]:
    """Return the languages whose lessons must not change any more."""
    try:
        rows = connection.execute("SELECT language, version FROM release_packs").fetchall()
    except sqlite3.DatabaseError:
        return set()  # older than that table
    majors = ((language, str(version).partition(".")[0]) for language, version in rows)
    return {language for language, major in majors if major.isdecimal() and major.strip("0")}


def _lessons(connection: sqlite3.Connection, languages: Collection[str]) -> dict[_Lesson, tuple[str, list[_Item]]]:
    """Return level and items of the lessons of some languages, in their order."""
    found: dict[_Lesson, tuple[str, list[_Item]]] = {}
    try:
        for table in ("lessons", "lesson_items"):
            # A view or a virtual table of that name would run what its maker wanted.
            row = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            if row is None or not str(row[0]).upper().startswith("CREATE TABLE"):
                raise ContentError(f"there is no table {table}")
        for language, id_, level, type_, text, word, translation in connection.execute(_QUERY):
            if language in languages:
                _, items = found.setdefault(_Lesson(language, str(id_)), (str(level), []))
                items.append(_item(str(type_), str(text), word, translation))
    except sqlite3.DatabaseError as error:
        raise ContentError(f"its lessons cannot be read: {error}") from error
    return found


def _item(type_: str, text: str, word: Any, translation: Any) -> _Item:
    """Return an item. A word is known by its identifier; a phrase by its text or, if that was corrected, its sense."""
    if word is not None:
        return _Item(text, (f"word {word}",) * 2)
    return _Item(text, (f"{type_} {text}", f"{type_} {text if translation is None else translation}"))


def _change(before: Sequence[_Item], now: Sequence[_Item]) -> str | None:
    """Return what a lesson gained and lost; None: nothing."""
    lost, gained = list(before), list(now)
    for rank in range(2):
        for item in tuple(lost):
            same = next((other for other in gained if other.keys[rank] == item.keys[rank]), None)
            if same is not None:
                lost.remove(item)
                gained.remove(same)
    parts = [f"{verb} {_named(items)}" for verb, items in (("gained", gained), ("lost", lost)) if items]
    return " and ".join(parts) or None


def _named(items: Sequence[_Item]) -> str:
    return ", ".join(f"“{item.text}”" for item in items)
