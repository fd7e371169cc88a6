"""The file is replaced whole: what lies beside it, how it is called, and who may read it."""

import os
import random
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.database.upgrade import upgrade_database

from .conftest import FORMER, NEW, state
from .learners import contents, make, opened
from .releases import Edition, Entry, build
from .test_refusals import crash


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_backups_are_numbered_and_never_overwritten(learner, folder, tmp_path):
    (folder / "babblr.backup-2.db").write_text("somebody's", "utf-8")
    (folder / "other.backup-9.db").write_text("another's", "utf-8")
    (folder / "babblr.backup-x.db").write_text("not ours", "utf-8")
    for number in (3, 4):
        before = contents(learner)
        release = build(tmp_path / "release.db", Edition("es", (Entry(f"palabra{number}"),), version=str(number)))
        report = upgrade_database(learner, release)
        assert report.backup == folder / f"babblr.backup-{number}.db"
        assert contents(report.backup) == before
    assert (folder / "babblr.backup-2.db").read_text("utf-8") == "somebody's"


@pytest.mark.parametrize("name", ["babblr", "é ñ.db", "a#b?c%41&mode=ro.db", "-r.db", "'; DROP.db", ".hidden"])
def test_any_name(folder, release, name):
    path = make(folder / name, "shipped", random.Random(1), FORMER)
    assert upgrade_database(path, release).changed
    assert not upgrade_database(path, release).changed
    assert len(names(folder)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_permissions_are_kept(learner, release):
    learner.chmod(0o640)
    report = upgrade_database(learner, release)
    assert learner.stat().st_mode & 0o777 == 0o640
    assert report.backup.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_is_kept(learner, release):
    os.chown(learner, 65534, 65534)
    report = upgrade_database(learner, release)
    assert {path.stat().st_uid for path in (learner, report.backup)} == {65534}


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_stays_a_link(learner, release, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(learner)
    report = upgrade_database(link, release)
    assert link.is_symlink()
    assert report.path == learner
    assert not upgrade_database(learner, release).changed


def test_a_file_with_a_log_keeps_that_mode(learner, release, folder):
    with closing(sqlite3.connect(learner)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    upgrade_database(learner, release)
    assert names(folder) == ["babblr.backup-1.db", "babblr.db"]
    with closing(sqlite3.connect(learner)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_a_crash_left_in_the_log_is_there(learner, release, folder):
    """And the log of the old file is gone: SQLite would read it into the new one."""
    crash(learner, "INSERT INTO conversations (language) VALUES ('from the log')")
    report = upgrade_database(learner, release)
    query = "SELECT count(*) FROM conversations WHERE language = 'from the log'"
    for path in (learner, report.backup):
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute(query).fetchone() == (1,)
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert names(folder) == ["babblr.backup-1.db", "babblr.db"]


def test_what_a_crash_left_in_the_log_of_a_file_that_is_up_to_date_stays_there(learner, release, folder):
    upgrade_database(learner, release)
    crash(learner, "INSERT INTO conversations (language) VALUES ('from the log')")
    before = state(folder)
    assert not upgrade_database(learner, release).changed
    assert state(folder) == before
    with closing(sqlite3.connect(learner)) as connection:
        query = "SELECT count(*) FROM conversations WHERE language = 'from the log'"
        assert connection.execute(query).fetchone() == (1,)


def test_what_a_crash_left_half_done_is_rolled_back(learner, release, folder, tmp_path):
    """A journal that is still valid undoes the write it belongs to, and is gone afterwards."""
    hot = tmp_path / "hot.db"
    before = contents(learner)
    with closing(sqlite3.connect(learner, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN")
        connection.execute("UPDATE words SET notes = hex(randomblob(500))")
        shutil.copy(learner, hot)
        shutil.copy(folder / "babblr.db-journal", tmp_path / "hot.db-journal")
    assert contents(learner) == before
    hot.replace(learner)
    (tmp_path / "hot.db-journal").replace(folder / "babblr.db-journal")
    report = upgrade_database(learner, release)
    assert names(folder) == ["babblr.backup-1.db", "babblr.db"]
    assert contents(report.backup) == before


def test_what_a_killed_upgrade_left_is_cleared_away(learner, release, folder):
    left = folder / ".babblr.db.upgrading"
    left.mkdir()
    (left / "draft.db").write_text("half a file", "utf-8")
    upgrade_database(learner, release)
    assert names(folder) == ["babblr.backup-1.db", "babblr.db"]


def test_a_dry_run_writes_nothing(learner, release, folder):
    before = state(folder)
    report = upgrade_database(learner, release, dry_run=True)
    assert report.changed
    assert report.backup is None
    assert state(folder) == before


def test_again_changes_nothing(learner, release, folder):
    upgrade_database(learner, release)
    before = state(folder)
    report = upgrade_database(learner, release)
    assert not report.changed
    assert report.backup is None
    assert state(folder) == before


def test_the_release_that_is_there_already_changes_nothing(folder, tmp_path):
    """A file just as it was shipped is up to date with its own release, ledger or not."""
    release = build(tmp_path / "release.db", NEW)
    learner = Path(shutil.copy(release, folder / "babblr.db"))
    with opened(learner) as connection:
        connection.execute("INSERT INTO conversations (language) VALUES ('spanish')")
    before = state(folder)
    assert not upgrade_database(learner, release).changed
    assert state(folder) == before


def test_settings_of_the_file_are_kept(folder, release):
    path = folder / "babblr.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA page_size=8192")
        connection.execute("PRAGMA auto_vacuum=FULL")
        connection.execute("PRAGMA user_version=77")
        connection.execute("PRAGMA application_id=4711")
        connection.execute("VACUUM")
    from .learners import FIRST, create_all

    create_all(path, FIRST, first_version=True)
    upgrade_database(path, release)
    with closing(sqlite3.connect(path)) as connection:
        found = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_size", "auto_vacuum", "user_version", "application_id")
        ]
    assert found == [8192, 1, 77, 4711]
