"""What encounters make of the learner's progress."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from pipeline.app.progress import Encounter, record_encounter, record_encounters
from pipeline.database.models import UserWordProgress
from tests.app.learners import KINDS, make, run, session

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / "x.db", ("pan", "A1", 1), ("sal", "A1", 2))


def progress(path: Path, word: int) -> UserWordProgress | None:
    with session(path) as one:
        return one.query(UserWordProgress).filter_by(word_id=word).one_or_none()


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_and_a_further_encounter(path: Path, kind: str) -> None:
    recorded = run(kind, path, record_encounter, 1, True, NOON)
    assert recorded.unknown == ()
    first = recorded.progress[0]
    assert (first.word_id, first.language, first.times_encountered, first.mastery_score) == (1, "es", 1, 20.0)
    assert first.first_encountered == first.last_encountered == NOON
    later = NOON + timedelta(days=1)
    (second,) = run(kind, path, record_encounter, 1, True, later).progress
    assert (second.times_encountered, second.mastery_score) == (2, pytest.approx(36.0))
    assert (second.first_encountered, second.last_encountered) == (NOON, later)
    (third,) = run(kind, path, record_encounter, 1, False, later).progress
    assert third.mastery_score == pytest.approx(28.8)
    (read,) = run(kind, path, record_encounter, 1).progress
    assert (read.times_encountered, read.mastery_score) == (4, third.mastery_score)


def test_an_older_encounter_does_not_turn_the_clock_back(path: Path) -> None:
    run("synchronous", path, record_encounter, 1, None, NOON)
    east = datetime(2026, 1, 2, 13, tzinfo=timezone(timedelta(hours=2)))  # 11 o'clock in UTC
    (row,) = run("synchronous", path, record_encounter, 1, None, east).progress
    assert (row.first_encountered, row.last_encountered) == (east.astimezone(UTC), NOON)


def test_words_that_are_not_there_are_named(path: Path) -> None:
    given_ = [Encounter(1), Encounter(99), Encounter(-5), Encounter(2**70)]
    recorded = run("synchronous", path, record_encounters, given_)
    assert [row.word_id for row in recorded.progress] == [1]
    assert recorded.unknown == (-5, 99, 2**70)
    assert run("synchronous", path, record_encounters, []).progress == ()


@pytest.mark.parametrize("number", [1, 300])
def test_the_number_of_words_does_not_change_that_of_statements(tmp_path: Path, number: int) -> None:
    path = make(tmp_path / "many.db", *((f"palabra{one}", "A1", one) for one in range(1, number + 1)))
    sent: list[str] = []
    with session(path) as one:
        event.listen(one.get_bind(), "before_cursor_execute", lambda *arguments: sent.append(arguments[2].split()[0]))
        recorded = record_encounters(one, [Encounter(word, correct=True) for word in range(1, number + 1)])
    assert len(recorded.progress) == number
    assert sent == ["BEGIN", "SELECT", "INSERT", "SELECT"]


def test_a_time_without_a_zone_is_refused(path: Path) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        run("synchronous", path, record_encounter, 1, None, datetime(2026, 1, 2))
    assert progress(path, 1) is None


class Madrid(tzinfo):
    """Local time on the night of 25 October 2026, when at 03:00 the clocks went back to 02:00."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        assert moment is not None
        summer = moment.replace(tzinfo=None) < datetime(2026, 10, 25, 3) and not (moment.hour == 2 and moment.fold)
        return timedelta(hours=2 if summer else 1)

    def dst(self, moment: datetime | None) -> timedelta:
        return self.utcoffset(moment) - timedelta(hours=1)


def test_local_times_in_the_hour_that_the_clocks_repeat(path: Path) -> None:
    """The kind: two times of one zone are compared by their clocks. 02:10 came after 02:50, twenty minutes later."""
    madrid = Madrid()  # Python compares by the clocks if the two have one and the same time zone object
    before = datetime(2026, 10, 25, 2, 50, tzinfo=madrid)
    after = datetime(2026, 10, 25, 2, 10, tzinfo=madrid, fold=1)
    met = [Encounter(1, correct=True, at=after), Encounter(1, correct=False, at=before)]
    (row,) = run("synchronous", path, record_encounters, met).progress
    assert row.first_encountered == datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
    assert row.last_encountered == datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert row.mastery_score == 20.0  # the wrong use came first


def test_a_time_before_the_first_year_in_utc_is_refused(path: Path) -> None:
    early = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    with pytest.raises(ValueError, match="between the years 1 and 9999"):
        run("synchronous", path, record_encounter, 1, None, early)


encounters = st.lists(
    st.builds(
        Encounter,
        st.sampled_from((1, 2)),
        st.sampled_from((True, False, None)),
        st.integers(0, 10_000).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40)
@given(encounters, st.integers(0, 12))
def test_together_or_one_after_the_other(
    tmp_path_factory: pytest.TempPathFactory, given_: list[Encounter], cut: int
) -> None:
    """In the order of their times, two calls make what one makes; mastery stays within its bounds."""
    folder = tmp_path_factory.mktemp("progress")
    ordered = sorted(given_, key=lambda one: one.at or NOON)
    results = []
    for name, parts in (("one", [given_]), ("two", [ordered[:cut], ordered[cut:]])):
        path = make(folder / name, ("pan", "A1", 1), ("sal", "A1", 2))
        for part in parts:
            run("synchronous", path, record_encounters, part)
        rows = [progress(path, word) for word in (1, 2)]
        results.append(
            [
                row and (row.times_encountered, row.mastery_score, row.first_encountered, row.last_encountered)
                for row in rows
            ]
        )
        assert all(0 <= row.mastery_score <= 100 for row in rows if row)
    one, two = results
    for a, b in zip(one, two, strict=True):
        assert (a is None) == (b is None)
        if a and b:
            assert a[1] == pytest.approx(b[1])
            assert (a[0], *a[2:]) == (b[0], *b[2:])
