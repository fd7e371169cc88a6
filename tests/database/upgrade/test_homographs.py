"""Homographs are the release's alone: an upgrade makes them what they are there, in its languages."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.database.upgrade import upgrade_database
from pipeline.database.upgrade.errors import ReleaseError

from .conftest import FORMER, NEW
from .releases import Edition, build

Row = tuple[str, str, str, str, float]


def with_homographs(path: Path, edition: Edition, rows: Sequence[Row]) -> Path:
    build(path, edition)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO homographs VALUES (?, ?, ?, ?, ?)", rows)
    return path


def test_they_become_those_of_the_release(tmp_path: Path) -> None:
    gone, changed = ("es", "paso", "paso", "noun", 0.75), ("es", "estado", "estado", "noun", 0.75)
    foreign = ("fr", "part", "part", "noun", 0.75)
    learner = with_homographs(tmp_path / "learner.db", FORMER, [gone, changed, foreign])
    now = [("es", "estado", "estado", "noun", 0.5), ("es", "juego", "juego", "noun", 0.75)]
    upgrade_database(learner, with_homographs(tmp_path / "new.db", NEW, now))
    with closing(sqlite3.connect(learner)) as connection:
        rows = connection.execute("SELECT * FROM homographs ORDER BY language, spelling").fetchall()
    assert rows == [*now, foreign]


def test_a_release_states_the_languages_of_its_homographs(tmp_path: Path) -> None:
    learner = build(tmp_path / "learner.db", FORMER)
    release = with_homographs(tmp_path / "new.db", NEW, [("it", "sono", "suonare", "verb", 0.1)])
    with pytest.raises(ReleaseError, match="homographs of a language that it does not state"):
        upgrade_database(learner, release)
