"""Files of the apps before our migrations, from SQL that was written by hand: neither our models nor they made it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.database.upgrade import upgrade_database

from .conftest import state
from .learners import contents, missing
from .releases import of_languages, vocabulary

APPS = Path(__file__).with_name("apps")
ADOPTED = {("words", 1), ("word_meanings", 1), ("word_difficulty_levels", 1)}
"""The app's own `pan`, which the release ships too: the row stays under its id, and what it said is kept beside."""


@pytest.fixture(params=["first", "app"])
def app(request, folder) -> Path:
    path = folder / "babblr.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((APPS / f"{request.param}.sql").read_text("utf-8"))
    return path


def test_every_row_is_there_in_every_column(app, release):
    before = contents(app)
    report = upgrade_database(app, release)
    after = contents(app)
    assert report.former_revision is None
    for table in before:
        changed = {(table, row["id"]) for row in missing(before, after, table)}
        assert changed <= ADOPTED, table
        assert missing(before, after, table, aside=True) == [], table
    assert contents(report.backup) == before


def test_progress_is_with_the_word_it_was_with(app, release):
    query = "SELECT p.id, w.id, w.language, base_form FROM user_word_progress AS p JOIN words AS w ON w.id = word_id"
    upgrade_database(app, release)
    with closing(sqlite3.connect(app)) as connection:
        assert connection.execute(query).fetchall() in (
            [],
            [(5, 1, "es", "pan"), (6, 2, "es", "mío"), (7, 3, "fr", "maison")],
        )


def test_the_vocabulary_is_the_releases_with_the_apps_own(app, release):
    upgrade_database(app, release)
    found, wanted = of_languages(vocabulary(app), {"es"}), vocabulary(release)
    for name in ("words", "meanings", "forms", "levels", "examples"):
        assert [row for row in found[name] if row[1] != "mío"] == wanted[name], name
    assert set(wanted["lessons"]) <= set(found["lessons"])


def test_the_file_is_sound_and_again_changes_nothing(app, release, folder):
    upgrade_database(app, release)
    with closing(sqlite3.connect(app)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    before = state(folder)
    assert not upgrade_database(app, release).changed
    assert state(folder) == before
