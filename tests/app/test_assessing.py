"""Answers are graded as the app grades them, kept as an attempt, and their level is taken over."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from pipeline.app import ReadingSessionError, engine_for, init_db, sessions
from pipeline.app.assessing import SkillScore, apply_level, grade, record_attempt
from pipeline.database.models import Assessment, AssessmentAttempt, AssessmentQuestion, UserLevel
from pipeline.database.schemas import AssessmentAttemptResponse, UserLevelResponse
from pipeline.model.assessments import POINTS
from tests import grammar_packs
from tests.app.learners import KINDS, run, session

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assessing")
    sources = grammar_packs.copied(folder / "sources")
    (sources / "es" / "assessments" / "placement.yaml").write_text(grammar_packs.placement(), "utf-8")
    path = grammar_packs.of(sources, folder / "babblr.db")
    init_db(path)
    return path


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    with closing(sqlite3.connect(built)) as source, closing(sqlite3.connect(tmp_path / "x.db")) as target:
        source.backup(target)
    return tmp_path / "x.db"


def questions(path: Path, type_: str = "cefr_placement") -> list[AssessmentQuestion]:
    with session(path) as one:
        of_type = select(AssessmentQuestion).join(Assessment).where(Assessment.assessment_type == type_)
        return list(one.scalars(of_type.order_by(AssessmentQuestion.order_index)))


def right(asked: list[AssessmentQuestion]) -> dict[int, str]:
    return {one.id: one.correct_answer for one in asked}


def attempted(path: Path, answers: dict[int, str], kind: str = "synchronous", **changes: Any) -> AssessmentAttempt:
    its = {"assessment_id": questions(path)[0].assessment_id, "started_at": NOON, "completed_at": NOON + 9 * MINUTE}
    its |= changes
    found: AssessmentAttempt = run(
        kind, path, record_attempt, its["assessment_id"], answers, its["started_at"], its["completed_at"]
    )
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("known", "level"), [(0, "A1"), (8, "A1"), (16, "A2"), (24, "B1"), (40, "C1"), (48, "C2")])
def test_an_attempt_is_kept_in_the_shape_of_the_app(kind: str, known: int, level: str, path: Path) -> None:
    asked = questions(path)
    answers = right(asked[:known]) | {one.id: "I don't know" for one in asked[known:]}
    attempt = attempted(path, answers, kind)
    points = sum(one.points for one in asked[:known])
    with session(path) as one:
        kept = AssessmentAttemptResponse.model_validate(one.get(AssessmentAttempt, attempt.id))
    assert (kept.total_questions, kept.correct_answers) == (8 * sum(POINTS.values()), points)
    assert kept.score == pytest.approx(100 * points / kept.total_questions)
    assert kept.recommended_level == level
    assert (kept.language, kept.started_at, kept.completed_at) == ("es", NOON, NOON + 9 * MINUTE)
    assert json.loads(kept.answers_json or "") == {str(key): text for key, text in answers.items()}
    assert json.loads(kept.skill_scores_json or "") == [
        {"skill": "grammar", "score": kept.score, "total": kept.total_questions, "correct": points}
    ]


def test_skills_are_graded_each(path: Path) -> None:
    asked = questions(path, "comprehensive")
    with session(path) as one:
        assessment = one.get_one(Assessment, asked[0].assessment_id)
    graded = grade(assessment, asked, right(asked[:2]))
    points = [one.points for one in asked]
    assert graded.skills == (
        SkillScore("vocabulary", 50.0, points[0] + points[2], points[0]),
        SkillScore("grammar", 100 * points[1] / (points[1] + points[3]), points[1] + points[3], points[1]),
    )
    assert graded.right == {one.id for one in asked[:2]}


def test_a_choice_is_right_to_the_letter_and_other_answers_without_case(path: Path) -> None:
    first = questions(path)[0]
    with session(path) as one:
        assessment = one.get_one(Assessment, first.assessment_id)
    typed = AssessmentQuestion(
        id=7, question_type="fill_blank", question_text="___", correct_answer="Está", points=1, skill_category="grammar"
    )
    assert grade(assessment, [typed], {7: " está "}).score == 100
    assert grade(assessment, [typed], {7: "esta"}).score == 0
    with pytest.raises(ValueError, match="is not an option of the question"):
        grade(assessment, [first], {first.id: first.correct_answer.lower() + " "})


def test_a_test_of_one_level_recommends_none(path: Path) -> None:
    first = questions(path)[0]
    with session(path) as one:
        assessment = one.get_one(Assessment, first.assessment_id)
    assessment.difficulty_level = "A1"
    assert grade(assessment, [first], right([first])).recommended_level is None


@pytest.mark.parametrize(
    ("answers", "changes", "said"),
    [
        ({1: "x"}, {}, "has no question 1"),
        ({}, {"assessment_id": 1}, "there is no assessment 1"),
        ({}, {"completed_at": NOON - MINUTE}, "completed_at must not be before started_at"),
        ({}, {"started_at": datetime(2026, 1, 2)}, "has no time zone"),
    ],
)
def test_what_cannot_be_an_attempt_is_refused(
    answers: dict[int, str], changes: dict[str, Any], said: str, path: Path
) -> None:
    with pytest.raises(ValueError, match=said):
        attempted(path, answers, **changes)
    with session(path) as one:
        assert one.scalars(select(AssessmentAttempt)).all() == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_level_is_taken_over_and_later_raised(kind: str, path: Path) -> None:
    asked = questions(path)
    first = attempted(path, right(asked[:16]))
    level = UserLevelResponse.model_validate(run(kind, path, apply_level, first.id))
    assert (level.language, level.cefr_level, level.proficiency_score) == ("es", "A2", first.score)
    assert level.assessed_at == first.completed_at <= level.updated_at
    second = attempted(path, right(asked), completed_at=NOON + 99 * MINUTE)
    again = UserLevelResponse.model_validate(run(kind, path, apply_level, second.id))
    assert (again.id, again.cefr_level) == (level.id, "C2")
    with pytest.raises(ValueError, match="was assessed after the attempt"):
        run("synchronous", path, apply_level, first.id)


def test_an_attempt_of_the_future_leaves_its_dates_in_order(path: Path) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    attempt = attempted(path, right(questions(path)), completed_at=later)
    level = run("synchronous", path, apply_level, attempt.id)
    assert level.updated_at >= level.assessed_at == attempt.completed_at


def test_an_attempt_without_a_level_is_refused(path: Path) -> None:
    attempt = attempted(path, {})
    with session(path) as one:
        one.get_one(AssessmentAttempt, attempt.id).completed_at = None
        one.commit()
    for number, said in ((attempt.id, "recommends no level"), (99, "there is no attempt 99")):
        with pytest.raises(ValueError, match=said):
            run("synchronous", path, apply_level, number)
    with session(path) as one:
        assert one.scalars(select(UserLevel)).all() == []


def test_a_session_for_reading_is_refused(path: Path) -> None:
    asked = questions(path)
    engine = engine_for(path)
    with sessions(engine, reading=True)() as one, pytest.raises(ReadingSessionError):
        record_attempt(one, asked[0].assessment_id, {}, NOON)
    engine.dispose()
