"""The words of a database, in the order of their natural keys.

Every table is read once, by a cursor in that same order: memory holds one word, and SQLite does the joining.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from pipeline.release.content import ContentError, Entry, Sense
from pipeline.release.untrusted import opened, unpacked

_TYPES = {
    "words": {
        "id": "'integer'",
        "language": "'text'",
        "base_form": "'text'",
        "part_of_speech": "'text'",
        "pronunciation": "'text', 'null'",
        "notes": "'text', 'null'",
    },
    "word_difficulty_levels": {"difficulty_level": "'text'", "priority": "'integer'"},
    "word_meanings": {
        "meaning_text": "'text'",
        "translation": "'text'",
        "part_of_speech": "'text', 'null'",
        "explanation": "'text', 'null'",
    },
    "word_examples": {"example_text": "'text'", "translation": "'text', 'null'"},
    "word_forms": {"form_type": "'text'", "form_text": "'text'", "grammatical_info": "'text', 'null'"},
    "word_synonyms": {"relationship_type": "'text'"},
}
"""What is compared, and the types its values may have: SQLite keeps any value in any column."""

_LATER = {("word_meanings", "part_of_speech")}
"""Columns that the specification does not have: databases that the app made itself lack them."""

_WORDS = """
    SELECT id, language, base_form, part_of_speech, pronunciation, notes
      FROM words w ORDER BY w.language, w.base_form, w.id"""
_LEVELS = """
    SELECT w.id, l.difficulty_level, l.priority
      FROM words w JOIN word_difficulty_levels l ON l.word_id = w.id
     ORDER BY w.language, w.base_form, w.id, l.difficulty_level, l.priority"""
_MEANINGS = """
    SELECT w.id, m.id, m.meaning_text, m.translation, m.part_of_speech, m.explanation
      FROM words w JOIN word_meanings m ON m.word_id = w.id
     ORDER BY w.language, w.base_form, w.id, m.meaning_order, m.id"""
_EXAMPLES = """
    SELECT w.id, m.id, e.example_text, e.translation
      FROM words w JOIN word_meanings m ON m.word_id = w.id JOIN word_examples e ON e.word_meaning_id = m.id
     ORDER BY w.language, w.base_form, w.id, m.meaning_order, m.id, e.id"""
_FORMS = """
    SELECT w.id, f.form_type, f.form_text, f.grammatical_info
      FROM words w JOIN word_forms f ON f.word_id = w.id
     ORDER BY w.language, w.base_form, w.id, f.form_type, f.form_text, f.grammatical_info"""
_RELATIONS = """
    SELECT w.id, o.base_form, s.relationship_type
      FROM words w JOIN word_synonyms s ON s.word_id = w.id JOIN words o ON o.id = s.synonym_word_id
     ORDER BY w.language, w.base_form, w.id, o.base_form, s.relationship_type"""


def entries(path: Path, languages: Iterable[str] = ()) -> Iterator[Entry]:
    """Yield the words of a database, plain or gzipped, that are taught at some level, by language and base form.

    `languages` leaves out all others; without any, none is.

    Raises:
        ContentError: the file is no database, holds no vocabulary, or holds values of other types.
    """
    wanted = frozenset(languages)
    try:
        with unpacked(path) as database, opened(database, live=True) as connection:
            lacking = _checked(connection)
            meanings = _MEANINGS.replace("m.part_of_speech", "NULL") if lacking else _MEANINGS
            for entry in _entries(connection, meanings):
                if entry.levels and (not wanted or entry.language in wanted):
                    yield entry
    except ContentError as error:
        raise ContentError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise ContentError(f"{path} is not a vocabulary database: {error}") from error


def _checked(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Return which of the later columns are absent, once all values are known to be of their types."""
    lacking = set()
    for table, types in _TYPES.items():
        definition = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        # A view or a virtual table of that name would run what its maker wanted.
        if definition is None or not str(definition[0]).upper().startswith("CREATE TABLE"):
            raise ContentError(f"it is not a vocabulary database: there is no table {table}")
        present = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        lacking |= {(table, column) for column in types if (table, column) in _LATER and column not in present}
        wrong = " OR ".join(
            f"typeof({column}) NOT IN ({allowed})"
            for column, allowed in types.items()
            if (table, column) not in lacking
        )
        # Table and column names are the constants above.
        if connection.execute(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1").fetchone():  # noqa: S608
            raise ContentError(f"the table {table} holds values that are not of the types of its columns")
    return lacking


def _entries(connection: sqlite3.Connection, meanings: str) -> Iterator[Entry]:
    levels, forms, relations, senses, examples = (
        _Groups(connection.execute(query)) for query in (_LEVELS, _FORMS, _RELATIONS, meanings, _EXAMPLES)
    )
    for word, language, base_form, part_of_speech, pronunciation, notes in connection.execute(_WORDS):
        shown: dict[int, list[tuple[str, str | None]]] = {}
        for meaning, text, translation in examples.of(word):
            shown.setdefault(meaning, []).append((text, translation))
        meant = tuple(
            Sense(text, translation, own, explanation, tuple(shown.get(meaning, ())))
            for meaning, text, translation, own, explanation in senses.of(word)
        )
        about = (part_of_speech, pronunciation, notes, levels.of(word))
        yield Entry(language, base_form, *about, meant, forms.of(word), relations.of(word))


class _Groups:
    """The rows of a cursor word by word, if words are asked for in the cursor's own order."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, word: int) -> tuple[Any, ...]:
        """Return the rows of a word, without its identifier."""
        if self._next is None or self._next[0] != word:
            return ()
        found = tuple([row[1:] for row in self._next[1]])
        self._next = next(self._groups, None)
        return found
