"""What is due, what has been learnt, and how far each level is; and taking it back, and taking it away."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from pipeline.app.export import export_progress
from pipeline.app.learner import due_words, learned_words, level_progress
from pipeline.app.progress import Encounter, Recorded, record_encounters
from pipeline.app.taking_back import reset_progress, undo_recording
from pipeline.database.models import UserWordProgress, WordDifficultyLevel, WordExample, WordMeaning
from tests.app.learners import KINDS, make, run, session
from tests.app.test_selection import filled

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = make(tmp_path / "x.db", ("pan", "A1", 1), ("sal", "A1", 2), ("nube", "B1", 1))
    with session(path) as one:
        for word, meaning, order in ((1, "loaf", 2), (1, "bread", 1), (2, "salt", 1)):
            one.add(WordMeaning(word_id=word, meaning_text=f"{meaning}.", translation=meaning, meaning_order=order))
        one.flush()
        bread = one.query(WordMeaning).filter_by(translation="bread").one()
        one.add(WordExample(word_meaning_id=bread.id, example_text="Compro pan."))
        one.commit()
    return path


def record(path: Path, *encounters: Encounter, kind: str = "synchronous") -> Recorded:
    recorded: Recorded = run(kind, path, record_encounters, encounters)
    return recorded


def answers(path: Path, query: Any) -> list[Any]:
    with session(path) as one:
        return [tuple(row) for row in one.execute(query)]


def words(path: Path, now: datetime, level: str | None = None) -> list[str]:
    with session(path) as one:
        return [word.base_form for word in one.scalars(due_words("spanish", now, level))]


def rows(path: Path) -> list[Any]:
    columns = UserWordProgress.__table__.columns
    return answers(path, select(*columns).order_by(UserWordProgress.id))


def test_words_are_due_when_they_are(path: Path) -> None:
    record(path, Encounter(1, True, NOON), Encounter(2, False, NOON))
    assert words(path, NOON) == []
    assert words(path, NOON + DAY) == ["sal"]
    assert words(path, NOON + 2 * DAY) == ["sal", "pan"]
    assert words(path, (NOON + 2 * DAY - timedelta(seconds=1))) == ["sal"]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM word_difficulty_levels WHERE word_id = 2")
        connection.commit()
    assert words(path, NOON + 2 * DAY) == ["pan"]
    with pytest.raises(ValueError, match="time zone"):
        due_words("es", datetime(2026, 1, 2))


def test_a_word_of_a_later_level_that_was_only_read_is_not_due_at_an_earlier_one(path: Path) -> None:
    with session(path) as one:
        (later,) = one.scalars(select(WordDifficultyLevel.word_id).where(WordDifficultyLevel.difficulty_level == "B1"))
    record(path, Encounter(1, None, NOON), Encounter(later, None, NOON))
    after = NOON + 30 * DAY
    assert len(words(path, after)) == 2
    assert words(path, after, "A1") == ["pan"]
    assert len(words(path, after, "B1")) == 2
    record(path, Encounter(later, True, after))
    assert len(words(path, after + 90 * DAY, "A1")) == 2  # used rightly: it is being learnt
    with pytest.raises(ValueError, match="not a CEFR level"):
        due_words("es", NOON, "D1")


def test_learned_words_have_their_first_meaning_and_example(path: Path) -> None:
    record(path, Encounter(1, True, NOON), Encounter(2, None, NOON + DAY))
    assert answers(path, learned_words("es")) == [
        ("sal", "salt", "salt.", None, NOON + DAY, 0.0),
        ("pan", "bread", "bread.", "Compro pan.", NOON, 20.0),
    ]
    assert [row[0] for row in answers(path, learned_words("es", least_mastery=20))] == ["pan"]
    assert answers(path, learned_words("fr")) == []


def test_levels_count_all_their_words(path: Path) -> None:
    record(path, Encounter(1, True, NOON))
    assert answers(path, level_progress("spanish")) == [("A1", 2, 1, 10.0), ("B1", 1, 0, 0.0)]
    assert answers(path, level_progress("it")) == []


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (due_words("es", NOON), "user_word_progress_language_due (language=? AND due<?)"),
        (due_words("es", NOON, "A2"), "user_word_progress_language_due (language=? AND due<?)"),
        (learned_words("es"), "ix_word_meanings_word_id_meaning_order (word_id=?)"),
        (level_progress("es"), "SEARCH user_word_progress USING INDEX uq_user_word_progress_word_id_language"),
    ],
)
def test_the_queries_use_the_indexes(tmp_path: Path, query: Any, index: str) -> None:
    path = filled(tmp_path / "x.db", 1, size=3000)
    statement = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with closing(sqlite3.connect(path)) as connection:
        told = " / ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"))
    assert index in told, told
    for table in ("words", "word_meanings", "word_examples"):
        assert f"SCAN {table}" not in told.replace("word_difficulty_levels", ""), told


@pytest.mark.parametrize("kind", KINDS)
def test_an_undo_leaves_the_rows_as_they_were(path: Path, kind: str) -> None:
    record(path, Encounter(1, True, NOON))
    before = rows(path)
    recorded = record(path, Encounter(1, False, NOON + DAY), Encounter(2, True, NOON + DAY), kind=kind)
    assert rows(path) != before
    assert run(kind, path, undo_recording, recorded) == ()
    assert rows(path) == before
    assert run(kind, path, undo_recording, recorded) == (1, 2)  # a second time there is nothing left to undo


def test_an_undo_leaves_what_came_after(path: Path) -> None:
    recorded = record(path, Encounter(1, True, NOON), Encounter(2, True, NOON))
    record(path, Encounter(2, True, NOON + DAY))
    assert run("synchronous", path, undo_recording, recorded) == (2,)
    with session(path) as one:
        assert [row.word_id for row in one.query(UserWordProgress)] == [2]


@pytest.mark.parametrize("kind", KINDS)
def test_a_reset_forgets_a_word_or_a_language(path: Path, kind: str) -> None:
    record(path, Encounter(1, True, NOON), Encounter(2, True, NOON), Encounter(3, True, NOON))
    assert run(kind, path, reset_progress, "es", 1) == 1
    assert run(kind, path, reset_progress, "fr") == 0
    assert len(rows(path)) == 2
    assert run(kind, path, reset_progress, "spanish") == 2
    assert rows(path) == []


@pytest.mark.parametrize("kind", KINDS)
def test_progress_can_be_taken_away(path: Path, kind: str) -> None:
    record(path, Encounter(1, True, NOON))
    with session(path) as one:
        one.add(UserWordProgress(word_id=2, language="es"))
        one.commit()
    pan, sal = json.loads(run(kind, path, export_progress, "es", "json"))
    assert (pan["base_form"], pan["mastery_score"], pan["due"]) == ("pan", 20.0, "2026-01-04T12:00:00+00:00")
    assert (sal["base_form"], sal["times_encountered"], sal["due"]) == ("sal", 0, None)
    table = list(csv.DictReader(io.StringIO(run(kind, path, export_progress))))
    assert [one["base_form"] for one in table] == ["pan", "sal"]
    assert table[0].keys() == pan.keys()
    assert (table[0]["first_encountered"], table[1]["first_encountered"]) == ("2026-01-02T12:00:00+00:00", "")
    assert json.loads(run(kind, path, export_progress, "fr", "json")) == []
    with pytest.raises(ValueError, match="format"):
        export_progress(None, "es", "xml")  # type: ignore[call-overload]
