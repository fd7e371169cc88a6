"""Releases to upgrade to, built by the pipeline's own loader from a few words."""

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from pipeline.builder.load import loading
from pipeline.builder.release_record import release_record
from pipeline.builder.rows import write_rows
from pipeline.database import migrate
from pipeline.model.findings import Place
from pipeline.model.lessons import Lesson, LessonItem
from pipeline.model.lexicon import Example, Form, Level, Lexicon, Meaning, Relation, Word
from pipeline.model.packs import Pack, Topic

PLACE = Place("test", "")
TOPICS = {name: Topic(name, name.title(), f"{name} in English", "una línea", "one line") for name in ("food", "travel")}


@dataclass(frozen=True)
class Entry:
    """What a test says of a word; the rest follows."""

    base_form: str
    meanings: tuple[tuple[str, str, tuple[str, ...]], ...] = (("un sentido", "a sense", ("Un ejemplo.",)),)
    """Text, translation and examples."""
    level: str = "A1"
    priority: int = 1
    forms: tuple[str, ...] = ()
    topic: str = "food"
    topics: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    identity: str | None = None
    part_of_speech: str = "noun"
    register: str | None = None


@dataclass(frozen=True)
class Edition:
    """One language of a release."""

    language: str = "es"
    entries: tuple[Entry, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
    """Pairs of synonyms."""
    lessons: Mapping[tuple[str, str, int], tuple[str, ...]] = field(default_factory=dict)
    """Base forms by level, topic and part."""
    version: str = "1.0.0"
    date: str = "2025-01-01"


def lexicon_of(edition: Edition) -> Lexicon:
    """Return the lexicon, as the stages before the loader would have made it."""
    words = {entry.base_form: _word(entry) for entry in edition.entries}
    pack = Pack(edition.language, "en", "Test", edition.version, edition.date, "CC-BY-4.0", "us", PLACE, topics=TOPICS)
    relations = [
        Relation(one, other, "synonym")
        for first, second in edition.relations
        for one, other in ((first, second), (second, first))
        if {first, second} <= words.keys()
    ]
    lessons = [
        Lesson(
            id=f"{level}/{topic}/{part}",
            level=level,
            topic=topic,
            title=f"{TOPICS[topic].title} {part}",
            title_en=f"{TOPICS[topic].title_en} {part}",
            oneliner=TOPICS[topic].oneliner or "",
            oneliner_en=TOPICS[topic].oneliner_en or "",
            items=tuple(LessonItem(name, PLACE, word=words[name], sense=0) for name in names if name in words),
            place=PLACE,
        )
        for (level, topic, part), names in edition.lessons.items()
    ]
    return Lexicon(
        edition.language, pack=pack, words=tuple(words.values()), relations=tuple(relations), lessons=tuple(lessons)
    )


def _word(entry: Entry) -> Word:
    return Word(
        entry.base_form,
        entry.part_of_speech,
        (Level(entry.level, entry.priority, PLACE),),
        tuple(
            Meaning(
                text,
                translation,
                tuple(map(Example, examples)),
                extra=(("register", entry.register),) if entry.register else (),
            )
            for text, translation, examples in entry.meanings
        ),
        entry.topic,
        PLACE,
        entry.topics,
        pronunciation=entry.base_form,
        formerly=entry.formerly,
        stated_identity=entry.identity,
        forms=tuple(Form("plural", form, ({"Number": "Plur"},)) for form in entry.forms),
    )


@cache
def empty() -> Path:
    """Return a database as the migrations make it, without rows."""
    path = Path(mkdtemp(prefix="upgrade-tests-")) / "empty.db"
    migrate.upgrade(path)
    return path


def build(path: Path, *editions: Edition) -> Path:
    """Write a release, in place of what is there."""
    path.unlink(missing_ok=True)
    shutil.copy(empty(), path)
    with TemporaryDirectory() as folder, loading(path) as loader:
        for edition in editions:
            rows = Path(folder) / f"{edition.language}.rows"
            lexicon = lexicon_of(edition)
            loader.add(rows, write_rows(lexicon, rows), release_record(lexicon))
        loader.finish()
    return path


VOCABULARY = {
    "words": "SELECT language, base_form, part_of_speech, pronunciation, notes FROM words",
    "meanings": (
        "SELECT w.language, w.base_form, meaning_text, translation, meaning_order, explanation, m.part_of_speech, "
        "m.register "
        "FROM word_meanings AS m JOIN words AS w ON w.id = word_id"
    ),
    "examples": (
        "SELECT w.language, w.base_form, meaning_text, meaning_order, example_text, e.translation "
        "FROM word_examples AS e JOIN word_meanings AS m ON m.id = word_meaning_id JOIN words AS w ON w.id = word_id"
    ),
    "forms": (
        "SELECT w.language, w.base_form, form_type, form_text, grammatical_info "
        "FROM word_forms JOIN words AS w ON w.id = word_id"
    ),
    "levels": (
        "SELECT w.language, w.base_form, difficulty_level, priority "
        "FROM word_difficulty_levels JOIN words AS w ON w.id = word_id"
    ),
    "topics": "SELECT w.language, w.base_form, topic_id FROM word_topics JOIN words AS w ON w.id = word_id",
    "relations": (
        "SELECT w.language, w.base_form, o.base_form, relationship_type FROM word_synonyms "
        "JOIN words AS w ON w.id = word_id JOIN words AS o ON o.id = synonym_word_id"
    ),
    "lessons": (
        "SELECT language, lesson_type, difficulty_level, topic_id, title, title_en, oneliner, oneliner_en, "
        "description, description_en, subject, order_index, is_active FROM lessons"
    ),
    "items": (
        "SELECT l.language, l.difficulty_level, l.topic_id, l.title, item_type, content, "
        "json_remove(metadata, '$.word_id'), json_remove(item_metadata, '$.word_id'), i.order_index "
        "FROM lesson_items AS i JOIN lessons AS l ON l.id = lesson_id"
    ),
    "packs": "SELECT * FROM release_packs",
}
"""The vocabulary by natural key: no ids, no dates."""


def vocabulary(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the vocabulary of a database by natural key, sorted."""
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(query), key=repr) for name, query in VOCABULARY.items()}


def of_languages(found: dict[str, list[tuple[Any, ...]]], languages: Iterable[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Return the part of a vocabulary that is of some languages."""
    wanted = set(languages)
    return {name: [row for row in rows if row[0] in wanted] for name, rows in found.items()}
