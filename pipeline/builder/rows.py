"""The rows of one language, in a separate file.

They are written as tuples, possibly in a separate process. `builder.load` copies them into the database.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.builder.grammar_rows import (
    assessment_columns,
    grammar_cards,
    grammar_columns,
    question_columns,
    rule_columns,
)
from pipeline.builder.lesson_rows import cards, lesson_columns
from pipeline.builder.release_record import column_value, created_at, pack_of, release_record
from pipeline.languages.apostrophes import printed
from pipeline.languages.pack_profile import as_text, profile_with
from pipeline.languages.profile import Profile
from pipeline.model.assessments import POINTS, Assessment
from pipeline.model.fields import EXAMPLE, FORM, LEVEL, MEANING, WORD, FieldKind, columns_of, stored, values_getter
from pipeline.model.grammar import GrammarLesson
from pipeline.model.identity import assessment_id, lesson_id, question_id, word_id
from pipeline.model.lessons import Lesson
from pipeline.model.lexicon import Features, Form, Lexicon, Word
from pipeline.model.packs import Pack, Topic

TABLES = {
    "words": ("id", "language", "identity", *columns_of(WORD), "created_at", "updated_at"),
    "word_meanings": ("id", "word_id", "meaning_order", *columns_of(MEANING), "created_at"),
    "word_forms": ("id", "word_id", *columns_of(FORM), "created_at"),
    "word_difficulty_levels": ("id", "word_id", *columns_of(LEVEL), "created_at"),
    "word_topics": ("word_id", "topic_id"),
    "word_synonyms": ("id", "word_id", "synonym_word_id", "relationship_type", "created_at"),
    "word_examples": ("id", "word_meaning_id", *columns_of(EXAMPLE), "created_at"),
    "lessons": (
        "id",
        "language",
        "lesson_type",
        "title",
        "title_en",
        "oneliner",
        "oneliner_en",
        "description",
        "description_en",
        "subject",
        "topic_id",
        "difficulty_level",
        "order_index",
        "is_active",
        "source_id",
        "created_at",
        "updated_at",
    ),
    "lesson_items": (
        "id",
        "lesson_id",
        "item_type",
        "content",
        "metadata",
        "item_metadata",
        "order_index",
        "created_at",
    ),
    "grammar_rules": ("id", "lesson_id", "title", "description", "examples", "difficulty_level", "created_at"),
    "assessments": (
        "id",
        "language",
        "assessment_type",
        "title",
        "description",
        "difficulty_level",
        "duration_minutes",
        "is_active",
        "created_at",
    ),
    "assessment_questions": (
        "id",
        "assessment_id",
        "question_text",
        "correct_answer",
        "options",
        "question_type",
        "points",
        "order_index",
        "skill_category",
        "created_at",
    ),
    "homographs": ("language", "spelling", "lemma", "part_of_speech", "share"),
    "release_packs": (
        "language",
        "version",
        "release_date",
        "licence",
        "attribution",
        "sources",
        "targets",
        "source_digest",
        "tool_versions",
        "app_topics",
        "language_profile",
    ),
}
"""The vocabulary tables in foreign-key order, with the columns that are written."""

_of_level = values_getter(stored(LEVEL))
of_word = values_getter(stored(WORD), {FieldKind.TEXT: printed})  # a base form is not a text but a key
of_meaning, of_example = (
    values_getter(stored(record), {FieldKind.TEXT: printed, FieldKind.TAUGHT: printed}) for record in (MEANING, EXAMPLE)
)
_rest_of_form = values_getter(stored(FORM)[3:]) if stored(FORM)[3:] else None
"""The fields of a form other than type, text and analyses, which `_Rows._forms` writes itself."""

_WORDS_A_BATCH = 1_000


def write_rows(lexicon: Lexicon, path: Path, epoch: int | None = None) -> dict[str, int]:
    """Write the rows of one language to a file, and return how many there are in each table.

    The tables have no constraints. Rows are in the order of their ids, which count from 1 in each language:
    `Loader.add` appends them to those of earlier languages. The lexicon must be free of errors.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for table, columns in TABLES.items():
            connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        connection.execute("BEGIN")
        rows = _Rows(connection, lexicon.language, created_at(release_record(lexicon)["release_date"], epoch))
        rows.write(lexicon)
        connection.execute("COMMIT")
        return rows.counts


class _Rows:
    """The rows of one language, counted as they are written."""

    def __init__(self, connection: sqlite3.Connection, language: str, created: str) -> None:
        self._connection = connection
        self._language = language
        self._created = created
        self._waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        self._infos: dict[int, str | None] = {}
        """The text of analyses, by object identity."""
        self.counts = dict.fromkeys(TABLES, 0)

    def write(self, lexicon: Lexicon) -> None:
        ids = {word.base_form: word_id(self._language, word.identity) for word in lexicon.words}
        words = sorted(lexicon.words, key=lambda word: ids[word.base_form])
        for start in range(0, len(words), _WORDS_A_BATCH):
            for word in words[start : start + _WORDS_A_BATCH]:
                self._word(word, ids[word.base_form])
            self._flush()
        for relation in lexicon.relations:
            self._add("word_synonyms", ids[relation.base_form], ids[relation.other], relation.type)
        pack = pack_of(lexicon)
        profile = profile_with(self._language, lexicon.stated_profile)
        for number, lesson in enumerate(lexicon.lessons):
            self._lesson(lesson, pack.topics, number, profile)
        for number, grammar in enumerate(lexicon.grammar):
            self._grammar(grammar, pack, number)
        for assessment in lexicon.whole_assessments:
            self._assessment(assessment)
        self._waiting["homographs"] += sorted(
            (self._language, one.spelling, one.lemma, one.part_of_speech, share)
            for one, share in lexicon.judged_homographs
        )
        stated = None if lexicon.stated_profile is None else as_text(lexicon.stated_profile)
        self._waiting["release_packs"].append((*map(column_value, release_record(lexicon).values()), stated))
        self._flush()

    def _add(self, table: str, *values: Any) -> int:
        identifier = self.counts[table] + len(self._waiting[table]) + 1
        self._waiting[table].append((identifier, *values, self._created))
        return identifier

    def _word(self, word: Word, owner: int) -> None:
        created = self._created
        self._waiting["words"].append((owner, self._language, word.identity, *of_word(word), created, created))
        for order, meaning in enumerate(word.meanings, 1):
            identifier = self._add("word_meanings", owner, order, *of_meaning(meaning))
            for example in meaning.examples:
                self._add("word_examples", identifier, *of_example(example))
        self._forms(word.forms, owner)
        for level in word.levels:
            self._add("word_difficulty_levels", owner, *_of_level(level))
        self._waiting["word_topics"] += [(owner, topic) for topic in word.topics]

    def _forms(self, forms: Sequence[Form], owner: int) -> None:
        """Add forms, which are the majority of all rows: like `_add`, but in half the time."""
        waiting, infos, created = self._waiting["word_forms"], self._infos, self._created
        first = self.counts["word_forms"] + len(waiting) + 1
        for identifier, form in enumerate(forms, first):
            features = form.features
            # By identity: forms of one cell share their analyses, which live as long as the lexicon.
            info = infos.get(id(features))
            if info is None and features:
                info = infos[id(features)] = grammatical_info(features)
            if _rest_of_form is None:
                waiting.append((identifier, owner, form.type, form.text, info, created))
            else:
                waiting.append((identifier, owner, form.type, form.text, info, *_rest_of_form(form), created))

    def _lesson(self, lesson: Lesson, topics: Mapping[str, Topic], number: int, profile: Profile) -> None:
        created, owner = self._created, lesson_id(self._language, lesson.id)
        about = lesson_columns(lesson, topics[lesson.topic])
        self._waiting["lessons"].append(
            (owner, self._language, "vocabulary", *about, number, 1, lesson.id, created, created)
        )
        for place, (type_, content, card) in enumerate(cards(lesson, profile)):
            self._add("lesson_items", owner, type_, content, card, card, place)

    def _grammar(self, lesson: GrammarLesson, pack: Pack, number: int) -> None:
        created, owner = self._created, lesson_id(self._language, lesson.id)
        about = grammar_columns(lesson, pack)
        self._waiting["lessons"].append(
            (owner, self._language, "grammar", *about, number, 1, lesson.id, created, created)
        )
        for place, (type_, content, card) in enumerate(grammar_cards(lesson)):
            self._add("lesson_items", owner, type_, content, card, card, place)
        for rule in lesson.rules:
            self._add("grammar_rules", owner, *rule_columns(rule), lesson.level)

    def _assessment(self, assessment: Assessment) -> None:
        created, owner = self._created, assessment_id(self._language, assessment.id)
        self._waiting["assessments"].append((owner, self._language, *assessment_columns(assessment), created))
        for place, question in enumerate(assessment.questions):
            asked = question_columns(question)
            rest = ("multiple_choice", POINTS[question.level], place, question.skill)
            its = question_id(self._language, *asked)
            self._waiting["assessment_questions"].append((its, owner, *asked, *rest, created))

    def _flush(self) -> None:
        for table, rows in self._waiting.items():
            if rows:
                places = ", ".join("?" * len(TABLES[table]))
                self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608  our own names
                self.counts[table] += len(rows)
                rows.clear()


def grammatical_info(analyses: tuple[Features, ...]) -> str | None:
    """Return the analyses of a form as a JSON array of Universal Dependencies features, or None if there are none."""
    if not analyses:
        return None
    return json.dumps([dict(sorted(one.items())) for one in analyses], ensure_ascii=False, separators=(",", ":"))
