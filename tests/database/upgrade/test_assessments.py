"""Grammar lessons and assessments of a release replace the former ones; progress and attempts stay what they were."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.database.upgrade import UpgradeReport, upgrade_database
from pipeline.model.identity import assessment_id, lesson_id
from tests import grammar_packs
from tests.grammar_packs import Change

G, Q, P = "grammar/A1.yaml", "assessments/first-steps.yaml", "pack.yaml"
OURS = assessment_id("es", "first-steps")
LESSON = lesson_id("es", "A1/grammar/soy-eres-es")
NEXT: Change = (P, "version: 1.0.0\nrelease_date: 2026-01-02", "version: 1.1.0\nrelease_date: 2026-02-03")
LATER: Change = (P, "version: 1.0.0\nrelease_date: 2026-01-02", "version: 1.2.0\nrelease_date: 2026-03-04")
WORDED: Change = (Q, "[house, book, city, friend]", "[house, book, town, friend]")


def release(folder: Path, name: str, *changes: Change) -> Path:
    (folder / name).mkdir()
    return grammar_packs.built(folder / name, *changes)


@pytest.fixture
def learner(tmp_path: Path) -> Path:
    return Path(shutil.copy(release(tmp_path, "first"), tmp_path / "learner.db"))


def asked(path: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(query, values).fetchall()


def attempt(path: Path) -> tuple[Any, ...]:
    """Store an attempt that answers every question, and return its row."""
    answers = dict(asked(path, "SELECT id, correct_answer FROM assessment_questions WHERE assessment_id = ?", OURS))
    asked(
        path,
        "INSERT INTO assessment_attempts (assessment_id, language, score, total_questions, correct_answers, "
        "answers_json, recommended_level) VALUES (?, 'es', 100, 17, 17, ?, 'C2')",
        OURS,
        json.dumps(answers),
    )
    [row] = asked(path, "SELECT * FROM assessment_attempts")
    return row


def upgraded(learner: Path, folder: Path, name: str, *changes: Change) -> UpgradeReport:
    return upgrade_database(learner, release(folder, name, *changes))


def questions(path: Path, assessment: int = OURS) -> list[str]:
    query = "SELECT question_text FROM assessment_questions WHERE assessment_id = ? ORDER BY order_index"
    return [text for (text,) in asked(path, query, assessment)]


def test_the_same_release_changes_nothing(learner: Path, tmp_path: Path) -> None:
    before = learner.read_bytes()
    assert not upgraded(learner, tmp_path, "again").changed
    assert learner.read_bytes() == before


def test_a_changed_question_is_another_and_the_former_one_goes(learner: Path, tmp_path: Path) -> None:
    [(former,)] = asked(learner, "SELECT id FROM assessment_questions WHERE question_text LIKE '%casa'")
    changes = upgraded(learner, tmp_path, "next", NEXT, WORDED).languages["es"]
    assert (changes.questions_added, changes.questions_removed, changes.questions_retired) == (1, 1, 0)
    assert asked(learner, "SELECT count(*) FROM assessment_questions") == [(4,)]
    assert former not in {number for (number,) in asked(learner, "SELECT id FROM assessment_questions")}


def test_a_question_that_was_answered_is_retired_with_its_id(learner: Path, tmp_path: Path) -> None:
    row = attempt(learner)
    answers = json.loads(row[8])
    changes = upgraded(learner, tmp_path, "next", NEXT, WORDED).languages["es"]
    assert (changes.questions_added, changes.questions_removed, changes.questions_retired) == (1, 0, 1)
    assert asked(learner, "SELECT * FROM assessment_attempts") == [row]
    found = dict(asked(learner, "SELECT CAST(id AS TEXT), correct_answer FROM assessment_questions"))
    assert {number: found[number] for number in answers} == answers
    assert len(questions(learner)) == 4
    active = asked(learner, "SELECT id FROM assessments WHERE is_active = 1")
    assert active == [(OURS,)]
    again = upgrade_database(learner, release(tmp_path, "again", NEXT, WORDED))
    assert not again.changed


def test_a_retired_question_that_returns_is_asked_again(learner: Path, tmp_path: Path) -> None:
    attempt(learner)
    before = asked(learner, "SELECT id FROM assessment_questions ORDER BY order_index")
    upgraded(learner, tmp_path, "next", NEXT, WORDED)
    changes = upgraded(learner, tmp_path, "later", LATER).languages["es"]
    assert (changes.questions_added, changes.questions_changed, changes.questions_retired) == (0, 1, 1)
    query = "SELECT id FROM assessment_questions WHERE assessment_id = ? ORDER BY order_index"
    assert asked(learner, query, OURS) == before


@pytest.mark.parametrize("attempted", [True, False])
def test_a_dropped_assessment_stays_hidden_only_if_it_was_attempted(
    attempted: bool, learner: Path, tmp_path: Path
) -> None:
    row = attempt(learner) if attempted else None
    sources = grammar_packs.copied(tmp_path / "sources", NEXT)
    (sources / "es" / Q).unlink()
    report = upgrade_database(learner, grammar_packs.of(sources, tmp_path / "next.db"))
    changes = report.languages["es"]
    assert (changes.questions_retired, changes.questions_removed) == ((4, 0) if attempted else (0, 4))
    assert asked(learner, "SELECT id, is_active FROM assessments") == ([(OURS, 0)] if attempted else [])
    assert len(questions(learner)) == (4 if attempted else 0)
    assert asked(learner, "SELECT * FROM assessment_attempts") == ([row] if row else [])
    upgraded(learner, tmp_path, "later", LATER)
    assert asked(learner, "SELECT id, is_active FROM assessments") == [(OURS, 1)]
    assert len(questions(learner)) == 4


def test_assessments_of_the_app_are_never_touched(learner: Path, tmp_path: Path) -> None:
    asked(
        learner,
        "INSERT INTO assessments (language, assessment_type, title, difficulty_level) "
        "VALUES ('es', 'cefr_placement', 'Own', 'mixed')",
    )
    asked(
        learner,
        "INSERT INTO assessment_questions (assessment_id, question_type, question_text, correct_answer, options) "
        "SELECT id, 'multiple_choice', 'Hola?', 'hello', '[\"hello\"]' FROM assessments WHERE title = 'Own'",
    )
    own = asked(learner, "SELECT * FROM assessments WHERE title = 'Own'")
    question = asked(learner, "SELECT * FROM assessment_questions WHERE question_text = 'Hola?'")
    sources = grammar_packs.copied(tmp_path / "sources", NEXT)
    (sources / "es" / Q).unlink()
    upgrade_database(learner, grammar_packs.of(sources, tmp_path / "next.db"))
    assert asked(learner, "SELECT * FROM assessments") == own
    assert asked(learner, "SELECT * FROM assessment_questions") == question


def test_other_points_are_a_change_of_the_same_question(learner: Path, tmp_path: Path) -> None:
    before = asked(learner, "SELECT id FROM assessment_questions ORDER BY id")
    asked(learner, "UPDATE assessment_questions SET points = 99")
    changes = upgraded(learner, tmp_path, "next", NEXT).languages["es"]
    assert (changes.questions_changed, changes.questions_added) == (4, 0)
    assert asked(learner, "SELECT id FROM assessment_questions ORDER BY id") == before


def test_progress_with_a_grammar_lesson_stays_while_its_exercises_change(learner: Path, tmp_path: Path) -> None:
    asked(
        learner,
        "INSERT INTO lesson_progress (lesson_id, language, status, mastery_score) VALUES (?, 'es', 'completed', .35)",
        LESSON,
    )
    before = asked(learner, "SELECT * FROM lesson_progress")
    changes = upgraded(
        learner, tmp_path, "next", NEXT, (G, "Yo ___ Marta.", "Yo ___ Omar."), (G, "El verbo «ser».", "Ser.")
    ).languages["es"]
    assert changes.lessons_changed == 1
    assert asked(learner, "SELECT * FROM lesson_progress") == before
    assert asked(
        learner, "SELECT count(*) FROM lesson_items WHERE content LIKE '%Yo \\_\\_\\_ Omar.%' ESCAPE '\\'"
    ) == [(1,)]
    assert asked(learner, "SELECT count(*) FROM lesson_items WHERE lesson_id = ?", LESSON) == [(13,)]
    rules = asked(learner, "SELECT title, description FROM grammar_rules ORDER BY id")
    assert rules == [("Yo soy, tú eres, él es", "Ser."), ("No soy, no eres, no es", "No y el verbo.")]


def test_a_dropped_grammar_lesson_is_hidden(learner: Path, tmp_path: Path) -> None:
    sources = grammar_packs.copied(tmp_path / "sources", NEXT)
    (sources / "es" / G).unlink()
    changes = upgrade_database(learner, grammar_packs.of(sources, tmp_path / "next.db")).languages["es"]
    assert (changes.lessons_removed, changes.lessons_retired) == (0, 1)
    assert asked(learner, "SELECT count(*) FROM lessons WHERE lesson_type = 'grammar' AND is_active = 1") == [(0,)]


def test_a_file_from_before_there_was_grammar_gets_it(tmp_path: Path) -> None:
    sources = grammar_packs.copied(tmp_path / "before")
    for file in (G, Q):
        (sources / "es" / file).unlink()
    learner = grammar_packs.of(sources, tmp_path / "learner.db")
    changes = upgraded(learner, tmp_path, "next", NEXT).languages["es"]
    assert (changes.lessons_added, changes.questions_added) == (1, 4)
    assert asked(learner, "SELECT count(*) FROM grammar_rules") == [(2,)]
    assert len(questions(learner)) == 4
