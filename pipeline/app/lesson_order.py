"""The lessons of a language in the order in which they are taught, and the next one for a learner."""

import json
from collections.abc import Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.app.engines import run_in
from pipeline.database.languages import language_code
from pipeline.database.models import Lesson, LessonItem, LessonProgress, UserLevel
from pipeline.model.cefr import LEVELS

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

_TAUGHT = ("vocabulary", "grammar")


@overload
def next_lesson(session: Session, language: str, level: str | None = None) -> Lesson | None: ...
@overload
def next_lesson(
    session: "AsyncSession", language: str, level: str | None = None
) -> Coroutine[Any, Any, Lesson | None]: ...
def next_lesson(
    session: "Session | AsyncSession", language: str, level: str | None = None
) -> Lesson | Coroutine[Any, Any, Lesson | None] | None:
    """Return the lesson that a learner should take next, of words or of grammar; await the result if asynchronous.

    That is the one begun and not completed that was opened last; otherwise the first one not completed, in the order of
    `course`, from a level on: by default the learner's in `user_levels`, or else A1. None: everything is completed.

    Raises:
        ValueError: there is no such language or level.
    """
    code = language_code(language)
    if level is not None and level not in LEVELS:
        raise ValueError(f"{level!r} is not a level: give one of {', '.join(LEVELS)}")
    return run_in(session, lambda one: _next(one, code, level))


@overload
def course(session: Session, language: str) -> list[Lesson]: ...
@overload
def course(session: "AsyncSession", language: str) -> Coroutine[Any, Any, list[Lesson]]: ...
def course(session: "Session | AsyncSession", language: str) -> list[Lesson] | Coroutine[Any, Any, list[Lesson]]:
    """Return the lessons that are shown of a language, as taught: grammar after the vocabulary lesson that it names.

    A grammar lesson that names none, or one that is not shown, comes at the end of its level.

    Raises:
        ValueError: there is no such language.
    """
    code = language_code(language)
    return run_in(session, lambda one: _course(one, code))


def _course(session: Session, language: str) -> list[Lesson]:
    shown = (Lesson.language == language, Lesson.is_active, Lesson.lesson_type.in_(_TAUGHT))
    lessons = session.scalars(select(Lesson).where(*shown).order_by(Lesson.order_index, Lesson.id)).all()
    said = select(LessonItem.lesson_id, LessonItem.content).join(Lesson)
    about = session.execute(said.where(*shown, LessonItem.item_type == "metadata"))
    return _in_order(lessons, {lesson: _after(content) for lesson, content in about})


def _in_order(lessons: Sequence[Lesson], follows: Mapping[int, str | None]) -> list[Lesson]:
    words = [lesson for lesson in lessons if lesson.lesson_type == "vocabulary"]
    numbers = {lesson.id: number for number, lesson in enumerate(words)}
    place = {lesson.source_id: number for number, lesson in enumerate(words) if lesson.source_id is not None}

    def when(lesson: Lesson) -> tuple[int, int, int, int]:
        level = LEVELS.index(lesson.difficulty_level) if lesson.difficulty_level in LEVELS else len(LEVELS)
        if lesson.lesson_type == "vocabulary":
            return level, numbers[lesson.id], 0, 0
        return level, place.get(follows.get(lesson.id) or "", len(words)), 1, lesson.order_index

    return sorted(lessons, key=when)


def _after(content: str) -> str | None:
    """Return the id of the vocabulary lesson before a grammar lesson, from what an item says of that."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    after = said.get("after") if isinstance(said, dict) else None
    return after if isinstance(after, str) else None


def _next(session: Session, language: str, level: str | None) -> Lesson | None:
    lessons = _course(session, language)
    its = select(LessonProgress).join(Lesson).where(Lesson.language == language)
    progress = session.scalars(its.order_by(LessonProgress.last_accessed_at.desc(), LessonProgress.id)).all()
    completed = {one.lesson_id for one in progress if one.status == "completed"}
    shown = {lesson.id: lesson for lesson in lessons if lesson.id not in completed}
    begun = (shown[one.lesson_id] for one in progress if one.status == "in_progress" and one.lesson_id in shown)
    if level is None:
        known = session.scalar(select(UserLevel.cefr_level).where(UserLevel.language == language))
        level = known if known in LEVELS else LEVELS[0]
    wanted = LEVELS[LEVELS.index(level) :]
    ahead = (one for one in shown.values() if one.difficulty_level in wanted)
    return next(begun, None) or next(ahead, None)
