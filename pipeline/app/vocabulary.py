"""Read the words of a language from a database, and index them to recognise texts."""

# ruff: noqa: S608  (names in SQL are our own; values are bound)

import os
import sqlite3
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, overload

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from pipeline.app.engines import run_in
from pipeline.app.stored_words import NoVocabularyError, as_text, records_in, rows_of
from pipeline.database.engine import create_engine_for
from pipeline.database.unreadable import decoded, why_unreadable
from pipeline.languages.pack_profile import MOST_CHARACTERS, of_text
from pipeline.languages.profile import Profile, profile
from pipeline.model.suggestions import short
from pipeline.model.typed import MisfitError
from pipeline.recognition.entries import CompactWord
from pipeline.recognition.index import Index, of_stored
from pipeline.recognition.lemmatizer import Lemmatizer
from pipeline.recognition.rules import Rules, rules_of
from pipeline.recognition.tokens import OutsideReading
from pipeline.system.collector import collector_held
from pipeline.system.files import check_regular, reason

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

T = TypeVar("T")


_HOMOGRAPHS = f"""
    SELECT {as_text("spelling")}, {as_text("lemma")}, {as_text("part_of_speech")}, COALESCE(CAST(share AS REAL), 0)
      FROM homographs WHERE language = :language
"""
_PATTERNS = f"""
    SELECT {as_text("m.pattern")}, {as_text("w.base_form")}, {as_text("m.translation")},
           (SELECT min(CAST(difficulty_level AS TEXT)) FROM word_difficulty_levels l WHERE l.word_id = w.id) AS level
      FROM word_meanings m JOIN words w ON w.id = m.word_id
     WHERE w.language = :language AND m.pattern IS NOT NULL ORDER BY level, w.id, m.meaning_order
"""
_TRANSLATIONS = f"""
    SELECT m.word_id, {as_text("m.translation")} FROM word_meanings m JOIN words w ON w.id = m.word_id
     WHERE w.language = :language ORDER BY m.word_id, m.meaning_order, m.id
"""

_PROFILE_COLUMN = "SELECT 1 FROM pragma_table_info('release_packs') WHERE name = 'language_profile'"
_PROFILE = f"""
    SELECT substr(CAST(language_profile AS TEXT), 1, {MOST_CHARACTERS + 1})
      FROM release_packs WHERE language = :language
"""


@overload
def vocabulary_index(
    session: Session, language: str, rules: Rules | None = None, lemmatizer: Lemmatizer | None = None
) -> Index: ...
@overload
def vocabulary_index(
    session: "AsyncSession", language: str, rules: Rules | None = None, lemmatizer: Lemmatizer | None = None
) -> Coroutine[Any, Any, Index]: ...
def vocabulary_index(
    session: "Session | AsyncSession", language: str, rules: Rules | None = None, lemmatizer: Lemmatizer | None = None
) -> Index | Coroutine[Any, Any, Index]:
    """Return the index of a language, for `recognise`; await the result if the session is asynchronous.

    It never changes, and threads may share it: create it once, and again after an upgrade. `rules` defaults to those of
    the language's profile, as the database has it.

    Raises:
        NoVocabularyError: the database has no words of the language.
        sqlalchemy.exc.DatabaseError: it is not a vocabulary database.
    """
    return run_in(session, lambda one: _index_in(one.connection(), language, rules, lemmatizer))


def index_of_file(path: str | os.PathLike[str], language: str, lemmatizer: Lemmatizer | None = None) -> Index:
    """Return the index of a language in a database file, which is opened read-only.

    Raises:
        NoVocabularyError: the file cannot be opened, is not a vocabulary database, or has no words of the language.
    """
    return _of_file(path, lambda connection: _index_in(connection, language, None, lemmatizer))


def _index_in(connection: Connection, language: str, rules: Rules | None, lemmatizer: Lemmatizer | None) -> Index:
    with collector_held():
        records = records_in(connection, language)
        rules = rules or rules_of(profile_in(connection, language))
        return of_stored(language, records, rules, lemmatizer, homographs_in(connection, language))


def records_of_file(path: str | os.PathLike[str], language: str) -> list[CompactWord]:
    """Return the words of a language in a database file; otherwise like `index_of_file`."""
    return _of_file(path, lambda connection: records_in(connection, language))


def profile_of_file(path: str | os.PathLike[str], language: str) -> Profile:
    """Return the profile of a language as a database file has it; otherwise like `index_of_file`."""
    return _of_file(path, lambda connection: profile_in(connection, language))


def _of_file(path: str | os.PathLike[str], read: Callable[[Connection], T]) -> T:
    try:
        check_regular(Path(path))
        with decoded(), create_engine_for(path, read_only=True).connect() as connection:
            return read(connection)
    except OSError as error:
        raise NoVocabularyError(f"{os.fspath(path)} cannot be opened: {reason(error)}") from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise NoVocabularyError(why_unreadable(path, error)) from error


def profile_in(connection: Connection, language: str) -> Profile:
    """Return the profile of a language, with what its pack states over this program's own.

    Raises:
        NoVocabularyError: what it states is unusable: the database is damaged, or was made by a newer program.
    """
    stated = None
    if list(rows_of(connection, _PROFILE_COLUMN)):  # releases of before have none
        stated = next((row[0] for row in rows_of(connection, _PROFILE, language)), None)
    try:
        return profile(language) if stated is None else of_text(language, stated)
    except MisfitError as error:
        where = "".join(f".{short(step)}" for step in error.pointer)[1:]
        what = f"{where}: {error.message}" if where else error.message
        raise NoVocabularyError(f"the database is damaged: its profile of “{language}” is unusable: {what}") from error


def homographs_in(connection: Connection, language: str) -> list[tuple[str, OutsideReading]]:
    """Return what curators judged of spellings that several words have: each with one of the words.

    Releases of before there was a table of them state none.
    """
    if not list(rows_of(connection, "SELECT 1 FROM sqlite_master WHERE name = 'homographs'")):
        return []
    return [(spelling, OutsideReading(*outside)) for spelling, *outside in rows_of(connection, _HOMOGRAPHS, language)]


class TaughtPattern(NamedTuple):
    """A construction that a meaning explains."""

    base_form: str
    translation: str
    level: str | None
    """The lowest CEFR level that teaches the word; None if no level does."""


def patterns_of_file(path: str | os.PathLike[str], language: str) -> dict[str, TaughtPattern]:
    """Return the constructions that meanings of a language name, in a database file, which is opened read-only.

    Databases of before meanings had constructions teach none.

    Raises:
        NoVocabularyError: the file cannot be opened, or is not a vocabulary database.
    """
    return _of_file(path, lambda connection: _patterns_in(connection, language))


def _patterns_in(connection: Connection, language: str) -> dict[str, TaughtPattern]:
    if not list(rows_of(connection, "SELECT 1 FROM pragma_table_info('word_meanings') WHERE name = 'pattern'")):
        return {}
    found: dict[str, TaughtPattern] = {}
    for pattern, *taught in rows_of(connection, _PATTERNS, language):
        found.setdefault(pattern, TaughtPattern(*taught))
    return found


def translations_of_file(path: str | os.PathLike[str], language: str) -> dict[int, tuple[str, ...]]:
    """Return the translations of the words of a language by the words' ids; otherwise like `index_of_file`."""
    return _of_file(path, lambda connection: _translations_in(connection, language))


def _translations_in(connection: Connection, language: str) -> dict[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = {}
    for word, translation in rows_of(connection, _TRANSLATIONS, language):
        found.setdefault(word, {})[translation] = None
    return {word: tuple(ones) for word, ones in found.items()}
