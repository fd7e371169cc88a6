"""Read the grammar lessons and assessments of a database, or of packs as a database built from them has them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.database.untrusted import ContentError, content_of
from pipeline.model.identity import question_id, retired_id
from pipeline.release.practice import Part, Practice, Sort

_ABOUT = ("title", "title_en", "oneliner", "oneliner_en", "description_en", "subject")
"""Columns of a lesson that are compared under their own names. Its description is that of its rules."""

_COLUMNS = {
    "lessons": ("id", "language", "lesson_type", *_ABOUT, "topic_id", "difficulty_level", "order_index", "is_active"),
    "lesson_items": ("id", "lesson_id", "item_type", "content", "item_metadata", "order_index"),
    "grammar_rules": ("id", "lesson_id", "title", "description"),
    "assessments": (
        "id",
        "language",
        "assessment_type",
        "title",
        "description",
        "difficulty_level",
        "duration_minutes",
        "is_active",
    ),
    "assessment_questions": (
        "id",
        "assessment_id",
        "question_text",
        "correct_answer",
        "options",
        "points",
        "order_index",
        "skill_category",
    ),
}


def practice(path: Path, languages: Iterable[str] = ()) -> list[Practice]:
    """Return the grammar lessons and assessments of a database, plain or gzipped, or of a folder of packs.

    Only those of `languages`, if any are given.

    Raises:
        ContentError: the packs have errors, or the database has no vocabulary or cannot be read completely.
    """
    wanted = frozenset(languages)
    found = _of_packs(path, wanted) if path.is_dir() else _of_database(path)
    return [one for one in found if not wanted or one.language in wanted]


def _of_packs(path: Path, languages: frozenset[str]) -> list[Practice]:
    from pipeline.release.source_content import contents  # databases do not need the stages

    return list(chain.from_iterable(map(_practice, contents(path, languages))))


def _of_database(path: Path) -> list[Practice]:
    with content_of(path) as connection:
        return list(_practice(connection)) if _has_tables(connection) else []


def _has_tables(connection: sqlite3.Connection) -> bool:
    """Whether the database is recent enough to have these tables with all their columns."""
    for table, columns in _COLUMNS.items():
        definition = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        if definition is None:
            return False
        # A view or virtual table of that name could run someone else's code.
        if not str(definition[0]).upper().startswith("CREATE TABLE"):
            raise ContentError(f"it is not a vocabulary database: it has no table {table}")
        present = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if not {*columns} <= present or (table == "lessons" and "source_id" not in present):
            return False
    return True


def _practice(connection: sqlite3.Connection) -> Iterator[Practice]:
    connection.row_factory = sqlite3.Row
    lessons = _rows(connection, "lessons", "lesson_type = 'grammar' AND source_id IS NOT NULL AND is_active = 1")
    for lesson in lessons:
        yield _lesson(connection, lesson)
    assessments = list(_rows(connection, "assessments", "1"))
    retired = {retired_id(one["id"]) for one in assessments}
    for assessment in assessments:
        questions = _owned(connection, "assessment_questions", "assessment_id", assessment["id"])
        ours = [one for one in questions if _is_ours(one, assessment["language"])]
        if ours and assessment["id"] not in retired:
            yield _assessment(assessment, ours)


def _rows(connection: sqlite3.Connection, table: str, condition: str) -> Iterator[sqlite3.Row]:
    # Table and column names are the constants above.
    yield from connection.execute(f"SELECT * FROM {table} WHERE {condition} ORDER BY id")  # noqa: S608


def _owned(connection: sqlite3.Connection, table: str, column: str, owner: Any) -> list[sqlite3.Row]:
    order = "id" if table == "grammar_rules" else "order_index, id"
    return connection.execute(f"SELECT * FROM {table} WHERE {column} = ? ORDER BY {order}", (owner,)).fetchall()  # noqa: S608


def _lesson(connection: sqlite3.Connection, lesson: sqlite3.Row) -> Practice:
    rules = [
        Part("rule", _text(rule["title"]) or "", (("rule_description", _text(rule["description"])),))
        for rule in _owned(connection, "grammar_rules", "lesson_id", lesson["id"])
    ]
    items = _owned(connection, "lesson_items", "lesson_id", lesson["id"])
    after = next((_object(one["content"]).get("after") for one in items if one["item_type"] == "metadata"), None)
    return Practice(
        language=str(lesson["language"]),
        sort=Sort.GRAMMAR,
        key=str(lesson["source_id"]),
        title=str(lesson["title"]),
        level=str(lesson["difficulty_level"]),
        values=(
            *((name, _text(lesson[name])) for name in _ABOUT),
            ("lesson_topic", _text(lesson["topic_id"])),
            ("practice_level", _text(lesson["difficulty_level"])),
            ("after", _text(after)),
        ),
        parts=(*rules, *(_item(one) for one in items if one["item_type"] != "metadata")),
    )


def _item(item: sqlite3.Row) -> Part:
    about = _object(item["item_metadata"])
    rule = ("practised_rule", _text(about.get("rule")))
    if item["item_type"] != "exercise":
        return Part(
            "lesson_example",
            str(item["content"]),
            (("lesson_example_translation", _text(about.get("translation"))), rule),
        )
    asked = _object(item["content"])
    return Part(
        "exercise",
        str(asked.get("question", item["content"])),
        (
            ("type", _text(asked.get("type"))),
            ("options", _listed(asked.get("options"))),
            ("answer", _listed(asked.get("correct_answer"))),
            ("answer_explanation", _text(asked.get("explanation"))),
            ("answer_explanation_en", _text(about.get("explanation_en"))),
            rule,
        ),
    )


def _is_ours(question: sqlite3.Row, language: Any) -> bool:
    """Whether a question is from a pack: the app has some of its own."""
    asked = (question[name] for name in ("question_text", "correct_answer", "options"))
    return bool(question["id"] == question_id(str(language), *map(str, asked)))


def _assessment(assessment: sqlite3.Row, questions: list[sqlite3.Row]) -> Practice:
    return Practice(
        language=str(assessment["language"]),
        sort=Sort.ASSESSMENT,
        key=str(assessment["id"]),
        title=str(assessment["title"]),
        level=str(assessment["difficulty_level"]),
        values=(
            ("title", _text(assessment["title"])),
            ("description", _text(assessment["description"])),
            ("practice_level", _text(assessment["difficulty_level"])),
            ("type", _text(assessment["assessment_type"])),
            ("minutes", _text(assessment["duration_minutes"])),
            ("shown", _text(assessment["is_active"])),
        ),
        parts=tuple(
            Part(
                "question",
                str(one["question_text"]),
                (
                    ("options", _listed(_value(one["options"]))),
                    ("answer", _text(one["correct_answer"])),
                    ("points", _text(one["points"])),
                    ("skill", _text(one["skill_category"])),
                ),
            )
            for one in questions
        ),
    )


def _value(text: Any) -> Any:
    """Return the value of a JSON text; the text itself if it is none."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return text


def _object(text: Any) -> dict[str, Any]:
    value = _value(text)
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> str | None:
    return " / ".join(map(str, value)) if isinstance(value, list) else _text(value)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
