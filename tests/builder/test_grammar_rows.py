"""Grammar lessons and assessments are in the database as the app reads them."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.database.schemas import (
    AssessmentCreate,
    AssessmentQuestionCreate,
    GrammarRuleCreate,
    LessonCreate,
    LessonItemCreate,
)
from pipeline.model.assessments import POINTS
from pipeline.model.identity import assessment_id, lesson_id, question_id
from tests import grammar_packs

G, Q = "grammar/A1.yaml", "assessments/first-steps.yaml"
LESSON = lesson_id("es", "A1/grammar/soy-eres-es")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(grammar_packs.built(tmp_path_factory.mktemp("grammar")))) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def rows(database: sqlite3.Connection, query: str, *values: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in database.execute(query, values)]


def exercises(database: sqlite3.Connection) -> list[dict[str, Any]]:
    query = "SELECT content FROM lesson_items WHERE lesson_id = ? AND item_type = 'exercise' ORDER BY order_index"
    return [json.loads(row["content"]) for row in rows(database, query, LESSON)]


def test_a_lesson_is_as_its_pydantic_schema_says(database: sqlite3.Connection) -> None:
    [lesson] = rows(database, "SELECT * FROM lessons WHERE lesson_type = 'grammar'")
    LessonCreate(**{name: value for name, value in lesson.items() if name not in ("id", "created_at", "updated_at")})
    assert (lesson["id"], lesson["source_id"], lesson["is_active"]) == (LESSON, "A1/grammar/soy-eres-es", 1)
    assert lesson["description"] == "El verbo «ser».\n\nNo y el verbo."
    assert lesson["description_en"] == "The verb “ser” (to be).\n\n“No” comes before the verb."


def test_what_the_app_shows_of_a_lesson_is_the_description_of_its_rules(database: sqlite3.Connection) -> None:
    rules = rows(database, "SELECT * FROM grammar_rules WHERE lesson_id = ? ORDER BY id", LESSON)
    assert [rule["description"] for rule in rules] == ["El verbo «ser».", "No y el verbo."]
    for rule in rules:
        GrammarRuleCreate(**{name: value for name, value in rule.items() if name not in ("id", "created_at")})
        assert [sorted(example) for example in json.loads(rule["examples"])] == [["text", "translation"]] * 3


def test_examples_come_before_exercises_and_say_the_same_in_both_columns(database: sqlite3.Connection) -> None:
    items = rows(database, "SELECT * FROM lesson_items WHERE lesson_id = ? ORDER BY order_index", LESSON)
    assert [item["item_type"] for item in items] == ["example"] * 6 + ["exercise"] * 6 + ["metadata"]
    assert [item["order_index"] for item in items] == list(range(13))
    for item in items:
        LessonItemCreate(**{name: value for name, value in item.items() if name not in ("id", "created_at")})
        assert item["metadata"] == item["item_metadata"]
    assert items[0]["content"] == "Yo soy de Madrid."
    assert json.loads(items[0]["item_metadata"]) == {"translation": "I’m from Madrid.", "rule": "ser-singular"}
    assert json.loads(items[-1]["content"]) == {"lesson_type": "new", "after": "A1/people/yo"}


def test_the_answer_of_multiple_choice_is_an_index(database: sqlite3.Connection) -> None:
    chosen = [one for one in exercises(database) if one["type"] == "multiple_choice"]
    assert [one["options"][one["correct_answer"]] for one in chosen] == ["soy", "eres", "no es"]


def test_what_is_typed_is_text_and_has_no_options(database: sqlite3.Connection) -> None:
    typed = [one for one in exercises(database) if one["type"] == "fill_in_blank"]
    assert [(one["correct_answer"], one["options"]) for one in typed] == [("es", []), ("soy", [])]


def test_words_to_be_put_in_order_are_shown_in_another(database: sqlite3.Connection) -> None:
    [ordered] = [one for one in exercises(database) if one["type"] == "word_order"]
    assert ordered["correct_answer"] == ["no", "soy", "de", "Madrid"]
    assert sorted(ordered["options"]) == sorted(ordered["correct_answer"])
    assert ordered["options"] != ordered["correct_answer"]


def test_words_that_are_in_order_already_are_shown_in_another(tmp_path: Path) -> None:
    path = grammar_packs.built(tmp_path, (G, '["no", soy, de, Madrid]', "[amigo, de, Madrid]"))
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        [ordered] = [one for one in exercises(connection) if one["type"] == "word_order"]
    assert ordered["options"] == ["Madrid", "de", "amigo"]


def test_an_assessment_is_as_its_pydantic_schema_says(database: sqlite3.Connection) -> None:
    [assessment] = rows(database, "SELECT * FROM assessments")
    AssessmentCreate(**{name: value for name, value in assessment.items() if name not in ("id", "created_at")})
    assert assessment["id"] == assessment_id("es", "first-steps")
    assert (assessment["difficulty_level"], assessment["is_active"], assessment["duration_minutes"]) == ("mixed", 1, 5)
    assert "What do you know?" in assessment["title"]


def test_a_question_is_multiple_choice_with_its_answer_among_the_options(database: sqlite3.Connection) -> None:
    questions = rows(database, "SELECT * FROM assessment_questions ORDER BY order_index")
    assert len(questions) == 4
    for question in questions:
        AssessmentQuestionCreate(**{name: one for name, one in question.items() if name not in ("id", "created_at")})
        options = json.loads(question["options"])
        assert question["question_type"] == "multiple_choice"
        assert options.count(question["correct_answer"]) == 1
        assert (len(options), options[-1]) == (5, "I don't know")
        key = (question["question_text"], question["correct_answer"], question["options"])
        assert question["id"] == question_id("es", *key)
    assert [question["points"] for question in questions] == [POINTS[level] for level in ("A1", "A1", "A1", "B1")]
    assert [question["skill_category"] for question in questions] == ["vocabulary", "grammar", "vocabulary", "grammar"]
    assert questions[0]["question_text"] == "What does this mean?\ncasa"
    assert questions[2]["question_text"].startswith("Which word is this?\n")


def test_a_test_of_one_level_is_not_shown(tmp_path: Path) -> None:
    path = grammar_packs.built(tmp_path, (Q, "level: B1", "level: A1"))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT difficulty_level, is_active FROM assessments").fetchall() == [("A1", 0)]


def test_questions_are_asked_from_easy_to_hard(tmp_path: Path) -> None:
    sources = grammar_packs.copied(tmp_path / "sources")
    lines = grammar_packs.placement().splitlines(keepends=True)
    head, questions = lines[:7], lines[7:]
    (sources / "es" / "assessments" / "placement.yaml").write_text("".join([*head, *reversed(questions)]), "utf-8")
    with closing(sqlite3.connect(grammar_packs.of(sources, tmp_path / "babblr.db"))) as connection:
        query = "SELECT points FROM assessment_questions WHERE assessment_id = ? ORDER BY order_index"
        points = [one for (one,) in connection.execute(query, (assessment_id("es", "placement"),))]
    assert points == [POINTS[level] for level in grammar_packs.LEVELS for _ in range(8)]


APPS_OWN = """
    INSERT INTO assessments (language, assessment_type, title, difficulty_level)
    SELECT 'es', 'cefr_placement', 'Own', 'mixed' WHERE NOT EXISTS
    (SELECT 1 FROM assessments WHERE language = 'es' AND assessment_type = 'cefr_placement')
"""
"""What the app does when it first starts."""


@pytest.mark.parametrize(("each", "titles"), [(8, ["¿Qué sabes? (What do you know?)"]), (7, ["Own"])])
def test_the_app_adds_its_own_placement_test_only_if_there_is_none(
    each: int, titles: list[str], tmp_path: Path
) -> None:
    sources = grammar_packs.copied(tmp_path / "sources")
    (sources / "es" / "assessments" / "placement.yaml").write_text(grammar_packs.placement(each=each), "utf-8")
    database = grammar_packs.of(sources, tmp_path / "babblr.db", shipping=True)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(APPS_OWN)
        query = "SELECT title FROM assessments WHERE assessment_type = 'cefr_placement'"
        assert [title for (title,) in connection.execute(query)] == titles


def shipped(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        lessons, _ = connection.execute("SELECT count(*), 0 FROM lessons WHERE lesson_type = 'grammar'").fetchone()
        assessments, _ = connection.execute("SELECT count(*), 0 FROM assessments").fetchone()
    return lessons, assessments


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ([], (1, 1)),
        ([(G, "status: reviewed", "status: draft")], (0, 1)),
        ([(Q, "house., status: reviewed", "house., status: draft")], (1, 0)),
        ([("pack.yaml", "A1: released", "A1: preview")], (0, 1)),
        (
            [("A1/people.yaml", "pronunciation: ˈkasa, priority: 2, status: reviewed", "priority: 2, status: draft")],
            (1, 1),
        ),
        (
            [("A1/people.yaml", "pronunciation: ʝo, priority: 1, status: reviewed", "priority: 1, status: draft")],
            (0, 1),
        ),
    ],
)
def test_a_release_has_what_is_reviewed(
    changes: list[grammar_packs.Change], counts: tuple[int, int], tmp_path: Path
) -> None:
    assert shipped(grammar_packs.built(tmp_path, *changes, shipping=True)) == counts


def test_a_build_has_everything(tmp_path: Path) -> None:
    draft = [(G, "status: reviewed", "status: draft"), (Q, "status: reviewed", "status: draft")]
    assert shipped(grammar_packs.built(tmp_path, *draft)) == (1, 1)
