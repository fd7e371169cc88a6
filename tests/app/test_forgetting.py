"""When a word is due again: FSRS's own figures, and what an encounter may and may not change."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fsrs import Card, Rating, Scheduler

from pipeline.app.forgetting import Memory, reviewed
from pipeline.app.progress import Encounter, record_encounters
from pipeline.database.models import UserWordProgress
from tests.app.learners import make, run, session

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def row_of(path: Path) -> UserWordProgress:
    with session(path) as one:
        return one.query(UserWordProgress).one()


def test_right_uses_come_back_later_and_later_and_a_wrong_one_soon() -> None:
    memory, gaps = reviewed(None, True, NOON), []
    for _ in range(4):
        gaps.append(memory.due - memory.last_reviewed)
        memory = reviewed(memory, True, memory.due)
    assert gaps == sorted(set(gaps))
    assert gaps[0] == timedelta(days=2)
    assert gaps[3] > timedelta(days=60)
    wrong = reviewed(memory, False, memory.due)
    assert wrong.due - memory.due < gaps[3] / 4
    assert wrong.difficulty > memory.difficulty


def test_the_figures_are_those_of_the_library() -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, memory = Card(card_id=1, due=NOON), None
    for correct, after in ((True, 0), (True, 2), (False, 11), (True, 12), (True, 12.2)):
        at = NOON + timedelta(days=after)
        card, _ = scheduler.review_card(card, Rating.Good if correct else Rating.Again, at)
        memory = reviewed(memory, correct, at)
        assert (memory.stability, memory.difficulty, memory.due) == (card.stability, card.difficulty, card.due)


def test_reading_is_less_than_using_and_more_than_nothing() -> None:
    later = NOON + timedelta(days=3)
    memory = reviewed(None, True, NOON)
    read, used = reviewed(memory, None, later), reviewed(memory, True, later)
    assert memory.stability < read.stability < used.stability
    assert read.difficulty == memory.difficulty
    assert reviewed(None, False, NOON).stability < reviewed(None, None, NOON).stability < memory.stability
    assert reviewed(read, None, later + timedelta(hours=23)) is read


def test_an_encounter_before_the_last_review_changes_nothing() -> None:
    memory = reviewed(None, True, NOON)
    assert reviewed(memory, False, NOON - timedelta(seconds=1)) is memory
    assert reviewed(memory, False, NOON) != memory


def test_a_time_at_the_end_of_the_calendar_is_no_error() -> None:
    last = datetime(9999, 12, 31, 12, tzinfo=UTC)
    assert reviewed(None, True, last).last_reviewed == last


def test_the_row_holds_the_estimate_and_a_late_encounter_counts_only(tmp_path: Path) -> None:
    path = make(tmp_path / "x.db", ("pan", "A1", 1))
    run("synchronous", path, record_encounters, [Encounter(1, True, NOON)])
    first = row_of(path)
    assert Memory(first.stability, first.difficulty, first.due, first.last_reviewed) == reviewed(None, True, NOON)
    run("synchronous", path, record_encounters, [Encounter(1, False, NOON - timedelta(days=1))])
    late = row_of(path)
    assert (late.times_encountered, late.due, late.last_reviewed) == (2, first.due, NOON)
    assert (late.first_encountered, late.last_encountered) == (NOON - timedelta(days=1), NOON)


def test_a_row_without_the_columns_works(tmp_path: Path) -> None:
    path = make(tmp_path / "x.db", ("pan", "A1", 1))
    with session(path) as one:
        one.add(UserWordProgress(word_id=1, language="es", times_encountered=7, mastery_score=50))
        one.commit()
    run("synchronous", path, record_encounters, [Encounter(1, True, NOON)])
    row = row_of(path)
    assert (row.times_encountered, row.mastery_score) == (8, pytest.approx(60))
    assert row.due == reviewed(None, True, NOON).due
