"""Lessons that a release drops are shown as long as the learner has completed them; sources tell lessons apart."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.database.upgrade import upgrade_database

from .conftest import FORMER, NEW
from .releases import build


@pytest.mark.parametrize(("status", "shown"), [("completed", [(1,)]), ("in_progress", [(0,)]), (None, [])])
def test_a_dropped_lesson_is_shown_only_if_it_was_completed(
    status: str | None, shown: list[tuple[int]], tmp_path: Path
) -> None:
    """Over three releases: the one that had it, one that dropped it, and one after that."""
    shipped = build(tmp_path / "1.db", FORMER)
    learner = Path(shutil.copy(shipped, tmp_path / "learner.db"))
    with closing(sqlite3.connect(learner, isolation_level=None)) as connection:
        ((lesson,),) = connection.execute("SELECT id FROM lessons").fetchall()
        if status:
            connection.execute(
                "INSERT INTO lesson_progress (lesson_id, language, status) VALUES (?, 'es', ?)", (lesson, status)
            )
    later = replace(NEW, version="1.2.0", date="2025-03-01")
    for number, edition in ((2, NEW), (3, later)):
        upgrade_database(learner, build(tmp_path / f"{number}.db", edition))
        with closing(sqlite3.connect(learner)) as connection:
            query = "SELECT is_active FROM lessons WHERE id = ?"
            assert connection.execute(query, (lesson,)).fetchall() == shown
            assert connection.execute("SELECT status FROM lesson_progress").fetchall() == (
                [(status,)] if status else []
            )


def test_a_file_from_before_lessons_had_sources_keeps_its_lessons(tmp_path: Path) -> None:
    from pipeline.database import migrate

    learner = build(tmp_path / "learner.db", FORMER)
    migrate.downgrade(learner, "0008_meaning_register")
    upgrade_database(learner, build(tmp_path / "new.db", replace(FORMER, version="1.1.0", date="2025-02-01")))
    with closing(sqlite3.connect(learner)) as connection:
        assert connection.execute("SELECT source_id, is_active FROM lessons").fetchall() == [("A1/food/1", 1)]
