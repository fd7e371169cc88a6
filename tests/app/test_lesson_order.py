"""The next lesson is of words or of grammar, in the order in which they are taught."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.app.initialise import init_db
from pipeline.app.lesson_order import course, next_lesson
from pipeline.database.models import Lesson, LessonItem, LessonProgress, UserLevel
from tests.app.learners import KINDS, run, session

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
ORDER = ["A1/w1", "A1/g1", "A1/w2", "A1/g2", "A1/g3", "A1/w3", "A1/g0", "A2/w1", "A2/g1"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Lessons of words in two levels, grammar between them, and what is not shown or broken."""
    init_db(tmp_path / "x.db")
    with session(tmp_path / "x.db") as one:

        def add(
            number: int, id_: str, type_: str, order: int, about: str | None = None, *, active: bool = True
        ) -> None:
            one.add(
                Lesson(
                    id=number,
                    language="es",
                    lesson_type=type_,
                    title=id_,
                    difficulty_level=id_[:2],
                    order_index=order,
                    source_id=id_,
                    is_active=active,
                )
            )
            one.flush()
            if about is not None:
                one.add(LessonItem(lesson_id=number, item_type="metadata", content=about))

        for order, name in enumerate(("A1/w1", "A1/w2", "A1/w3", "A2/w1")):
            add(order + 1, name, "vocabulary", order)
        add(5, "A1/hidden", "vocabulary", 0, active=False)
        add(11, "A1/g1", "grammar", 0, '{"after": "A1/w1"}')
        add(12, "A1/g2", "grammar", 1, '{"after": "A1/w2"}')
        add(13, "A1/g3", "grammar", 2, '{"after": "A1/w2"}')
        add(14, "A1/g0", "grammar", 3, '["after"]')
        add(15, "A2/g1", "grammar", 4, '{"after": 7')
        add(16, "A1/heard", "listening", 0)
        one.commit()
    return tmp_path / "x.db"


def progress(path: Path, *rows: tuple[int, str, int]) -> None:
    with session(path) as one:
        for number, status, hour in rows:
            at = NOON.replace(hour=hour)
            one.add(LessonProgress(lesson_id=number, language="es", status=status, last_accessed_at=at))
        one.commit()


def following(path: Path, kind: str = "synchronous", level: str | None = None) -> str | None:
    found = run(kind, path, next_lesson, "spanish", level)
    return None if found is None else found.source_id


@pytest.mark.parametrize("kind", KINDS)
def test_grammar_comes_after_the_words_that_it_uses(kind: str, path: Path) -> None:
    assert [lesson.source_id for lesson in run(kind, path, course, "es")] == ORDER


@pytest.mark.parametrize("kind", KINDS)
def test_the_next_one_is_the_first_not_completed(kind: str, path: Path) -> None:
    assert following(path, kind) == "A1/w1"
    progress(path, (1, "completed", 1), (12, "completed", 2))
    assert following(path, kind) == "A1/g1"
    progress(path, (11, "completed", 3), (2, "not_started", 4))
    assert following(path, kind) == "A1/w2"


def test_the_one_begun_last_goes_first_unless_it_is_hidden(path: Path) -> None:
    progress(path, (2, "in_progress", 1), (13, "in_progress", 2), (5, "in_progress", 3))
    assert following(path) == "A1/g3"


def test_lessons_of_lower_levels_are_not_offered(path: Path) -> None:
    assert following(path, level="A2") == "A2/w1"
    assert following(path, level="B1") is None
    with session(path) as one:
        one.add(UserLevel(language="es", cefr_level="A2"))
        one.commit()
    assert following(path) == "A2/w1"
    progress(path, (3, "in_progress", 1))
    assert following(path) == "A1/w3"


def test_all_completed(path: Path) -> None:
    progress(path, *((number, "completed", 1) for number in (1, 2, 3, 4, 11, 12, 13, 14, 15)))
    assert following(path) is None


def test_no_such_language_or_level(path: Path) -> None:
    for arguments, said in ((("xx", None), "is not a language"), (("es", "A0"), "'A0' is not a level")):
        with pytest.raises(ValueError, match=said):
            run("synchronous", path, next_lesson, *arguments)
