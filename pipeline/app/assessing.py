"""Grade what a learner answered in an assessment, keep it as an attempt, and take over the level that it recommends."""

import json
from collections.abc import Coroutine, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, overload

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from pipeline.app.engines import run_in, writing
from pipeline.database.languages import language_code
from pipeline.database.models import Assessment, AssessmentAttempt, AssessmentQuestion, UserLevel
from pipeline.database.schemas import AssessmentAttemptCreate, UserLevelCreate
from pipeline.database.timestamps import in_utc, utc_now
from pipeline.model.assessments import recommended_level

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

_MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class SkillScore:
    """What was reached in one skill: points, and their share of all from 0 to 100."""

    skill: str
    score: float
    total: int
    correct: int


@dataclass(frozen=True, slots=True)
class Grade:
    """What answers are worth. As the app counts, `total` and `correct` are points."""

    score: float
    """From 0 to 100."""
    total: int
    correct: int
    skills: tuple[SkillScore, ...]
    """In the order in which the assessment first asks for them."""
    recommended_level: str | None
    """None if the assessment is about one level; its score says nothing about others."""
    right: frozenset[int]
    """The ids of the questions that were answered correctly."""


def grade(assessment: Assessment, questions: Iterable[AssessmentQuestion], answers: Mapping[int, str]) -> Grade:
    """Return what answers are worth, by the id of the question. A question without an answer is not right.

    Of a choice, an answer is right if it is the option to the letter; otherwise case and outer spaces do not count.

    Raises:
        ValueError: the assessment has no questions or does not ask one that was answered, or an answer is not among the
            options.
    """
    asked = list(questions)
    if not asked:
        raise ValueError(f"the assessment {assessment.id} has no questions")
    unknown = sorted(answers.keys() - {one.id for one in asked})
    if unknown:
        raise ValueError(f"the assessment {assessment.id} has no question {unknown[0]}")
    right = frozenset(one.id for one in asked if one.id in answers and _is_right(one, answers[one.id]))
    skills = dict.fromkeys(one.skill_category for one in asked)
    by_skill = [_of_skill(skill, [one for one in asked if one.skill_category == skill], right) for skill in skills]
    total, correct = sum(one.total for one in by_skill), sum(one.correct for one in by_skill)
    score = 100 * correct / total
    level = recommended_level(score) if assessment.difficulty_level == _MIXED else None
    return Grade(score, total, correct, tuple(by_skill), level, right)


def _is_right(question: AssessmentQuestion, answer: str) -> bool:
    if question.question_type != "multiple_choice":
        return answer.strip().casefold() == question.correct_answer.strip().casefold()
    if answer not in json.loads(question.options or "[]"):
        raise ValueError(f"{answer!r} is not an option of the question {question.id}")
    return answer == question.correct_answer


def _of_skill(skill: str, questions: list[AssessmentQuestion], right: frozenset[int]) -> SkillScore:
    total = sum(one.points for one in questions)
    correct = sum(one.points for one in questions if one.id in right)
    return SkillScore(skill, 100 * correct / total, total, correct)


@overload
def record_attempt(
    session: Session,
    assessment_id: int,
    answers: Mapping[int, str],
    started_at: datetime,
    completed_at: datetime | None = None,
) -> AssessmentAttempt: ...
@overload
def record_attempt(
    session: "AsyncSession",
    assessment_id: int,
    answers: Mapping[int, str],
    started_at: datetime,
    completed_at: datetime | None = None,
) -> Coroutine[Any, Any, AssessmentAttempt]: ...
def record_attempt(
    session: "Session | AsyncSession",
    assessment_id: int,
    answers: Mapping[int, str],
    started_at: datetime,
    completed_at: datetime | None = None,
) -> AssessmentAttempt | Coroutine[Any, Any, AssessmentAttempt]:
    """Grade answers and add the attempt to the session, whose transaction the caller commits; await if asynchronous.

    `answers` are texts by the id of the question. Without `completed_at`, the attempt ends now.

    Raises:
        ValueError: there is no such assessment, `grade` refuses the answers, a time has no time zone, or the attempt
            ends before it begins.
        ReadingSessionError: as for `record_encounters`.
    """
    started, completed = in_utc(started_at), in_utc(completed_at or utc_now())
    return run_in(session, lambda one: _record(one, assessment_id, dict(answers), started, completed))


def _record(
    session: Session, assessment_id: int, answers: dict[int, str], started: datetime, completed: datetime
) -> AssessmentAttempt:
    with writing(session):
        assessment = session.get(Assessment, assessment_id)
        if assessment is None:
            raise ValueError(f"there is no assessment {assessment_id}")
        of_it = select(AssessmentQuestion).where(AssessmentQuestion.assessment_id == assessment_id)
        ordered = of_it.order_by(AssessmentQuestion.order_index, AssessmentQuestion.id)
        graded = grade(assessment, session.scalars(ordered), answers)
        skills = [{name: getattr(one, name) for name in SkillScore.__slots__} for one in graded.skills]
        checked = AssessmentAttemptCreate(
            assessment_id=assessment_id,
            language=assessment.language,
            score=graded.score,
            total_questions=graded.total,
            correct_answers=graded.correct,
            started_at=started,
            completed_at=completed,
            answers_json=json.dumps({str(key): text for key, text in answers.items()}, ensure_ascii=False),
            recommended_level=graded.recommended_level,
            skill_scores_json=json.dumps(skills, ensure_ascii=False),
        )
        attempt = AssessmentAttempt(**checked.model_dump())
        session.add(attempt)
        session.flush()
    return attempt


@overload
def apply_level(session: Session, attempt_id: int) -> UserLevel: ...
@overload
def apply_level(session: "AsyncSession", attempt_id: int) -> Coroutine[Any, Any, UserLevel]: ...
def apply_level(session: "Session | AsyncSession", attempt_id: int) -> UserLevel | Coroutine[Any, Any, UserLevel]:
    """Make the level that an attempt recommends the learner's level in its language; await if asynchronous.

    Raises:
        ValueError: there is no such attempt, it is not completed, it recommends no level, or the level was assessed by
            a later one.
        ReadingSessionError: as for `record_encounters`.
    """
    return run_in(session, lambda one: _apply(one, attempt_id))


def _apply(session: Session, attempt_id: int) -> UserLevel:
    with writing(session):
        attempt = session.get(AssessmentAttempt, attempt_id)
        if attempt is None:
            raise ValueError(f"there is no attempt {attempt_id}")
        if attempt.completed_at is None or attempt.recommended_level is None:
            raise ValueError(f"the attempt {attempt_id} recommends no level")
        language = language_code(attempt.language)
        known = session.scalar(select(UserLevel).where(UserLevel.language == language))
        if known is not None and known.assessed_at > attempt.completed_at:
            raise ValueError(f"the level in {language} was assessed after the attempt {attempt_id}")
        values = UserLevelCreate(
            language=language,
            cefr_level=attempt.recommended_level,
            proficiency_score=attempt.score,
            assessed_at=attempt.completed_at,
            updated_at=max(utc_now(), attempt.completed_at),  # the clock may have been set back
        ).model_dump()
        session.execute(
            insert(UserLevel).values(values).on_conflict_do_update(index_elements=["language"], set_=values)
        )
    of_language = select(UserLevel).where(UserLevel.language == language).execution_options(populate_existing=True)
    return session.scalars(of_language).one()
