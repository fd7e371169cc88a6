"""Read the words of a language, with their forms, from an open database."""

# ruff: noqa: S608  (names in SQL are our own; values are bound)

import functools
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text

from pipeline.model.lexicon import Features
from pipeline.recognition.entries import Cells, CompactWord, Need, by_need
from pipeline.recognition.tokens import VocabularyWord


def as_text(column: str) -> str:
    """Return a column as the text that the schema promises: a file can hold values of any type, or none."""
    return f"COALESCE(CAST({column} AS TEXT), '')"


_WORDS = f"""
    SELECT w.id, {as_text("w.base_form")}, {as_text("w.part_of_speech")},
           min(CAST(l.difficulty_level AS TEXT)), CAST(l.priority AS INTEGER)
      FROM words w LEFT JOIN word_difficulty_levels l ON l.word_id = w.id
     WHERE w.language = :language GROUP BY w.id
"""
"""The priority is that of the lowest level: beside min(), SQLite takes it from the same row.

Source: https://www.sqlite.org/lang_select.html#bareagg
"""
_FORMS = f"""
    SELECT w.id, json_group_array(COALESCE(CAST(f.id AS INTEGER), 0)) AS ids,
           json_group_array({as_text("f.form_text")}) AS texts, json_group_array({as_text("f.form_type")}) AS types,
           json_group_array({as_text("f.grammatical_info")}) AS infos
      FROM words w JOIN word_forms f ON f.word_id = w.id WHERE w.language = :language GROUP BY w.id
"""
"""One row for each word, which SQLite makes in a third of the time that Python takes for a row of each form."""
_OTHER_PARTS = """
    SELECT m.word_id, CAST(m.part_of_speech AS TEXT)
      FROM word_meanings m JOIN words w ON w.id = m.word_id
     WHERE w.language = :language AND m.part_of_speech IS NOT NULL ORDER BY m.meaning_order
"""
_NO_CELLS = Cells((), ())
_decoded = json.JSONDecoder().raw_decode
"""Reads what SQLite wrote, which has no spaces around it, in two thirds of the time of `json.loads`."""


class NoVocabularyError(Exception):
    """There is no vocabulary for the language here; the message says which languages there are."""


class NoLanguageError(NoVocabularyError):
    """It is a vocabulary database, without the language."""


def records_in(connection: Connection, language: str) -> list[CompactWord]:
    """Return the words of a language in an open database, most needed first.

    Raises:
        NoLanguageError: the database has no words of the language.
        sqlalchemy.exc.DatabaseError: it is not a vocabulary database.
    """
    forms = _forms_in(connection, language)
    others: dict[int, list[str]] = defaultdict(list)
    for word, part_of_speech in rows_of(connection, _OTHER_PARTS, language):
        others[word].append(part_of_speech)
    found: list[tuple[Need, CompactWord]] = []
    for word, base_form, part_of_speech, level, priority in rows_of(connection, _WORDS, language):
        parts_of_speech = tuple(dict.fromkeys((part_of_speech, *others.get(word, ()))))
        entry = VocabularyWord(word, base_form, level, priority)
        record = CompactWord(entry, parts_of_speech, *forms.get(word, ((), _NO_CELLS)))
        found.append(((level, priority or 0) if level else None, record))
    if not found:
        known = [row[0] for row in rows_of(connection, f"SELECT DISTINCT {as_text('language')} FROM words ORDER BY 1")]
        there = f"it has {', '.join(known)}" if known else "it has no words at all"
        raise NoLanguageError(f"the database has no words of language “{language}”; {there}")
    return by_need(found)


def _forms_in(connection: Connection, language: str) -> dict[int, tuple[tuple[str, ...], Cells]]:
    """Return the spellings of the forms of each word, and their cells, which words that inflect alike share."""
    found: dict[int, tuple[tuple[str, ...], Cells]] = {}
    shared: dict[tuple[str, str], Cells] = {}
    for word, ids, texts, types, infos in rows_of(connection, _FORMS, language):
        cells = shared.get((types, infos))
        if cells is None:
            analyses = tuple(map(_analyses, json.loads(infos)))
            cells = shared[types, infos] = Cells(tuple(json.loads(types)), analyses)
        found[word] = _in_order(_decoded(ids)[0], tuple(_decoded(texts)[0]), cells)
    return found


def _in_order(ids: list[int], texts: tuple[str, ...], cells: Cells) -> tuple[tuple[str, ...], Cells]:
    """Return forms in the order in which they were stored: SQLite promises none within a group."""
    if sorted(ids) == ids:  # as nearly always
        return texts, cells
    places = sorted(range(len(ids)), key=ids.__getitem__)
    its = Cells(tuple(cells.types[one] for one in places), tuple(cells.analyses[one] for one in places))
    return tuple(texts[one] for one in places), its


def rows_of(connection: Connection, query: str, language: str | None = None) -> Iterable[Any]:
    """Return the rows of a query, about a language if it has one."""
    return connection.execute(text(query), {} if language is None else {"language": language})


@functools.lru_cache(maxsize=4096)  # a language has a few hundred different cells
def _analyses(info: str) -> tuple[Features, ...]:
    try:
        found = json.loads(info) if info else []
    except (ValueError, RecursionError):
        found = None
    analyses = found if isinstance(found, list) else [found]
    if not all(isinstance(one, dict) for one in analyses):
        raise NoVocabularyError(f"the database is damaged: {info[:60]!r} is not valid grammatical info")
    return tuple(analyses)
