"""Read the vocabulary of a language from a database, plain or gzipped, that may come from anywhere."""

import functools
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.database.untrusted import ContentError, content_of
from pipeline.export.vocabulary import Example, Form, Item, Lesson, Meaning, Relation, Release, Vocabulary, Word
from pipeline.languages.pack_profile import of_text
from pipeline.languages.profile import Profile, profile
from pipeline.model.cefr import LEVELS
from pipeline.model.suggestions import short
from pipeline.model.typed import MisfitError

_TAUGHT = "words w JOIN word_difficulty_levels l ON l.word_id = w.id"
"""A word without a level is retired, or the learner's own."""
_WORDS = f"""
    SELECT w.id, CAST(w.base_form AS TEXT), CAST(w.part_of_speech AS TEXT), CAST(w.pronunciation AS TEXT),
           CAST(w.notes AS TEXT), min(CAST(l.difficulty_level AS TEXT)), CAST(l.priority AS INTEGER)
      FROM {_TAUGHT} WHERE w.language = ? GROUP BY w.id
"""  # noqa: S608
"""The priority is that of the lowest level (https://www.sqlite.org/lang_select.html#bareagg)."""
_MEANINGS = """
    SELECT m.word_id, m.id, CAST(m.meaning_text AS TEXT), CAST(m.translation AS TEXT), CAST(m.explanation AS TEXT),
           CAST(m.part_of_speech AS TEXT), CAST(m.register AS TEXT), CAST(m.pattern AS TEXT)
      FROM words w JOIN word_meanings m ON m.word_id = w.id WHERE w.language = ? ORDER BY m.meaning_order, m.id
"""
_EXAMPLES = """
    SELECT e.word_meaning_id, CAST(e.example_text AS TEXT), CAST(e.translation AS TEXT)
      FROM words w JOIN word_meanings m ON m.word_id = w.id JOIN word_examples e ON e.word_meaning_id = m.id
     WHERE w.language = ? ORDER BY e.id
"""
_FORMS = """
    SELECT f.word_id, CAST(f.form_type AS TEXT), CAST(f.form_text AS TEXT), CAST(f.grammatical_info AS TEXT),
           CAST(f.level AS TEXT)
      FROM words w JOIN word_forms f ON f.word_id = w.id WHERE w.language = ? ORDER BY f.id
"""
_TOPICS = """
    SELECT t.word_id, CAST(t.topic_id AS TEXT)
      FROM words w JOIN word_topics t ON t.word_id = w.id WHERE w.language = ? ORDER BY 2
"""
_RELATIONS = """
    SELECT s.word_id, CAST(s.relationship_type AS TEXT), s.synonym_word_id
      FROM words w JOIN word_synonyms s ON s.word_id = w.id WHERE w.language = ? ORDER BY s.id
"""
_LESSONS = """
    SELECT id, CAST(source_id AS TEXT), CAST(title AS TEXT), CAST(title_en AS TEXT), CAST(oneliner AS TEXT),
           CAST(oneliner_en AS TEXT), CAST(difficulty_level AS TEXT), CAST(topic_id AS TEXT)
      FROM lessons WHERE language = ? AND source_id IS NOT NULL AND lesson_type = 'vocabulary' ORDER BY order_index, id
"""
_ITEMS = """
    SELECT i.lesson_id, CAST(i.item_type AS TEXT), CAST(i.content AS TEXT), CAST(i.item_metadata AS TEXT)
      FROM lessons l JOIN lesson_items i ON i.lesson_id = l.id
     WHERE l.language = ? AND i.item_type IN ('word', 'phrase') ORDER BY i.order_index, i.id
"""
_RELEASE = """
    SELECT CAST(version AS TEXT), CAST(release_date AS TEXT), CAST(licence AS TEXT), CAST(attribution AS TEXT),
           CAST(sources AS TEXT), CAST(language_profile AS TEXT) FROM release_packs WHERE language = ?
"""


def vocabulary(path: Path, language: str) -> Vocabulary:
    """Return the vocabulary of a language in a database.

    Raises:
        ContentError: the file cannot be read, is not a vocabulary database of this version, or lacks the language.
    """
    with content_of(path) as connection:
        return _read(connection, language)


def _read(connection: sqlite3.Connection, language: str) -> Vocabulary:
    release, its = _release(connection, language)
    lessons = {row[0]: row[1:] for row in connection.execute(_LESSONS, (language,))}
    items: dict[int, list[Item]] = defaultdict(list)
    taught: dict[int, dict[str, None]] = defaultdict(dict)
    for owner, kind, content, about in connection.execute(_ITEMS, (language,)):
        if owner in lessons:
            item = _item(kind, content, about)
            items[owner].append(item)
            if item.word is not None:
                taught[item.word][_text(lessons[owner][0])] = None
    words = sorted(_words(connection, language, taught), key=lambda one: (one.level, one.priority, one.id))
    return Vocabulary(
        release,
        its,
        tuple(words),
        tuple(_lesson(about, items[owner]) for owner, about in lessons.items()),
        {one.id: one for one in words},
    )


def _release(connection: sqlite3.Connection, language: str) -> tuple[Release, Profile]:
    row = connection.execute(_RELEASE, (language,)).fetchone()
    if row is None:
        known = [str(one) for (one,) in connection.execute("SELECT language FROM release_packs ORDER BY 1")]
        raise ContentError(f"it has no language “{short(language)}”; it has {', '.join(known) or 'none at all'}")
    *stated, sources, own = row
    try:
        its = profile(language) if own is None else of_text(language, own)
    except MisfitError as error:
        raise ContentError(f"it is damaged: its profile of “{language}” is unusable: {error.message}") from error
    found = _object(sources)
    said = {
        name: {key: _text(value) for key, value in one.items()} for name, one in found.items() if isinstance(one, dict)
    }
    version, date, licence, attribution = map(_text, stated)
    try:
        datetime.fromisoformat(date)
    except ValueError as error:
        raise ContentError(f"it is damaged: its release date “{short(date)}” is no date") from error
    return Release(language, version, date, licence, attribution, said), its


def _words(connection: sqlite3.Connection, language: str, lessons: dict[int, dict[str, None]]) -> Iterator[Word]:
    def by_owner(query: str) -> Iterator[tuple[int, Any]]:
        return ((owner, rest) for owner, *rest in connection.execute(query, (language,)))

    examples = _grouped((owner, Example(_text(text), other)) for owner, (text, other) in by_owner(_EXAMPLES))
    meanings = _grouped((owner, _meaning(rest, examples.get(id_, ()))) for owner, (id_, *rest) in by_owner(_MEANINGS))
    forms = _grouped(
        (owner, Form(_text(kind), _text(text), _features(info), level))
        for owner, (kind, text, info, level) in by_owner(_FORMS)
    )
    topics = _grouped((owner, _text(topic)) for owner, (topic,) in by_owner(_TOPICS))
    relations = _grouped((owner, Relation(_text(kind), other)) for owner, (kind, other) in by_owner(_RELATIONS))
    for id_, base_form, part, pronunciation, notes, level, priority in connection.execute(_WORDS, (language,)):
        if level not in LEVELS or id_ not in meanings:
            raise ContentError(f"it is damaged: “{short(_text(base_form))}” has no meaning, or no level that there is")
        yield Word(
            id_,
            _text(base_form),
            _text(part),
            pronunciation,
            notes,
            level,
            priority or 0,
            tuple(topics.get(id_, ())),
            tuple(meanings[id_]),
            tuple(forms.get(id_, ())),
            tuple(relations.get(id_, ())),
            tuple(lessons.get(id_, ())),
        )


def _grouped(rows: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for owner, one in rows:
        found[owner].append(one)
    return found


def _meaning(row: Iterable[Any], examples: Iterable[Example]) -> Meaning:
    text, translation, explanation, part_of_speech, register, pattern = row
    return Meaning(_text(text), _text(translation), explanation, part_of_speech, register, pattern, tuple(examples))


def _lesson(row: Iterable[Any], items: Iterable[Item]) -> Lesson:
    id_, title, title_en, about, about_en, level, topic = map(_text, row)
    return Lesson(id_, title, title_en, about, about_en, level, topic, tuple(items))


def _item(kind: str, content: str | None, about: str | None) -> Item:
    stated = _object(about)
    word = stated.get("word_id") if kind == "word" else None
    translation, example, other = (_text(stated.get(key)) for key in ("translation", "example", "example_translation"))
    return Item(word if isinstance(word, int) else None, _text(content), translation, example, other)


@functools.lru_cache(maxsize=4096)  # a language has a few hundred different cells
def _features(info: str | None) -> tuple[str, ...]:
    found = _json(info) if info else []
    analyses = [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)]
    return tuple("|".join(f"{name}={value}" for name, value in sorted(one.items())) for one in analyses)


def _object(text: str | None) -> dict[str, Any]:
    found = _json(text or "{}")
    return found if isinstance(found, dict) else {}


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ContentError(f"it is damaged: “{short(text)}” is not JSON") from error


def _text(value: Any) -> str:
    return "" if value is None else str(value)
