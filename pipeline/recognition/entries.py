"""The words of a language with their forms, read from a lexicon or from the database."""

import functools
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.model.identity import word_id
from pipeline.model.lexicon import Features, Lexicon
from pipeline.recognition.tokens import Entry

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LAST = ("~", 0)
"""Sorts after every level: where words without one stand."""


class NoVocabularyError(Exception):
    """There is no vocabulary of the language in this place; the message says which there are."""


class StoredForm(NamedTuple):
    """A row of `word_forms`."""

    type: str
    text: str
    features: tuple[Features, ...] = ()


class Record(NamedTuple):
    """An entry with what its forms are made out by."""

    entry: Entry
    parts_of_speech: tuple[str, ...]
    """The word's, then those that only some of its meanings have."""
    forms: tuple[StoredForm, ...] = ()


def of_lexicon(lexicon: Lexicon) -> Iterator[Record]:
    """Yield the words of a lexicon, those a learner needs first first."""
    needs = [(min(((one.level, one.priority) for one in word.levels), default=None), word) for word in lexicon.words]
    for need, word in sorted(needs, key=lambda one: (one[0] or _LAST, one[1].base_form)):
        entry = Entry(word_id(lexicon.language, word.base_form), word.base_form, need[0] if need else None)
        forms = tuple(StoredForm(form.type, form.text, form.features) for form in word.forms)
        yield Record(entry, word.parts_of_speech, forms)


def of_file(path: str | os.PathLike[str], language: str) -> list[Record]:
    """Return the words of a language in a database file, which is opened to read only.

    Raises:
        NoVocabularyError: the file cannot be opened, is no vocabulary database, or has no words of the language.
    """
    from sqlalchemy.exc import DatabaseError  # a check of packs opens no database

    from pipeline.database.engine import create_engine_for

    try:
        with create_engine_for(path, read_only=True).connect() as connection:
            return of_connection(connection, language)
    except DatabaseError as error:
        raise NoVocabularyError(f"{os.fspath(path)} is not a vocabulary database: {error.orig}") from error


def of_connection(connection: "Connection", language: str) -> list[Record]:
    """Return the words of a language, those a learner needs first first.

    Of a session, give `session.connection()`; of an asynchronous one, that of the session in `session.run_sync`.

    Raises:
        NoVocabularyError: the database has no words of the language.
        sqlalchemy.exc.DatabaseError: it is no vocabulary database.
    """
    forms: dict[int, list[StoredForm]] = defaultdict(list)
    for word, type_, form, info in _rows(connection, _FORMS, language):
        forms[word].append(StoredForm(type_, form, _analyses(info)))
    others: dict[int, list[str]] = defaultdict(list)
    for word, part_of_speech in _rows(connection, _OTHER_PARTS, language):
        others[word].append(part_of_speech)
    words = list(_rows(connection, _WORDS, language))
    words.sort(key=lambda row: ((row[3], row[4]) if row[3] else _LAST, row[1]))
    records = [
        Record(
            Entry(word, base_form, level),
            tuple(dict.fromkeys((part_of_speech, *others.get(word, ())))),
            tuple(forms.get(word, ())),
        )
        for word, base_form, part_of_speech, level, _ in words
    ]
    if not records:
        known = [row[0] for row in _rows(connection, "SELECT DISTINCT language FROM words ORDER BY language")]
        there = f"it has {', '.join(known)}" if known else "it has no words at all"
        raise NoVocabularyError(f"the database has no words of language “{language}”; {there}")
    return records


_WORDS = """
    SELECT w.id, w.base_form, w.part_of_speech, min(l.difficulty_level), l.priority
      FROM words w LEFT JOIN word_difficulty_levels l ON l.word_id = w.id
     WHERE w.language = :language GROUP BY w.id
"""
"""The priority is that of the lowest level: beside min(), SQLite takes it from the same row.

Source: https://www.sqlite.org/lang_select.html#bareagg
"""
_FORMS = """
    SELECT f.word_id, f.form_type, f.form_text, f.grammatical_info
      FROM word_forms f JOIN words w ON w.id = f.word_id WHERE w.language = :language ORDER BY f.id
"""
_OTHER_PARTS = """
    SELECT m.word_id, m.part_of_speech
      FROM word_meanings m JOIN words w ON w.id = m.word_id
     WHERE w.language = :language AND m.part_of_speech IS NOT NULL ORDER BY m.meaning_order
"""


def _rows(connection: "Connection", query: str, language: str | None = None) -> Iterable[Any]:
    from sqlalchemy import text

    return connection.execute(text(query), {"language": language} if language else {})


@functools.lru_cache(maxsize=4096)  # a language has a few hundred different cells
def _analyses(info: str | None) -> tuple[Features, ...]:
    try:
        found = json.loads(info) if info else []
    except (ValueError, RecursionError):
        found = None
    analyses = found if isinstance(found, list) else [found]
    if not all(isinstance(one, dict) for one in analyses):
        raise NoVocabularyError(f"the database is damaged: {str(info)[:60]!r} is not the grammatical info of a form")
    return tuple(analyses)
