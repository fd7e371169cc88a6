"""The app has the file open, with its own engine (SQLAlchemy and aiosqlite), while the file is upgraded.

An app that is idle sees the new content at its next statement; one in the middle of something is not disturbed.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.database.upgrade import LockedFileError, upgrade_database
from tests.children import Child, started

from .conftest import NEW, state
from .learners import contents, opened

APP = """
import asyncio, json, sys
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

async def main(path, mode):
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}")
    session = AsyncSession(engine)
    await session.execute(text(f"PRAGMA journal_mode={mode}"))
    await session.commit()
    for line in sys.stdin:
        rows = []
        for statement in json.loads(line):
            if statement == "COMMIT":
                await session.commit()
                continue
            result = await session.execute(text(statement))
            rows = [list(row) for row in result] if result.returns_rows else []
        print(json.dumps(rows), flush=True)

asyncio.run(main(*sys.argv[1:]))
"""

WORDS = "SELECT base_form FROM words ORDER BY base_form"
WRITE = "INSERT INTO conversations (language) VALUES ('of the app')"
MODES = ("DELETE", "TRUNCATE", "PERSIST")


class App:
    """The app: a program of its own that runs statements in one session."""

    def __init__(self, child: Child) -> None:
        self.child = child

    def run(self, *statements: str) -> list[list[Any]]:
        """Run some statements and return the rows of the last."""
        self.child.stdin.write(json.dumps(statements) + "\n")
        self.child.stdin.flush()
        rows: list[list[Any]] = json.loads(self.child.stdout.readline())
        return rows


@contextmanager
def running(path: Path, mode: str) -> Iterator[App]:
    with started(APP, path, mode) as child:
        yield App(child)
        child.kill()


def new_words() -> list[list[str]]:
    return sorted([entry.base_form] for entry in NEW.entries)


@pytest.mark.parametrize("mode", MODES)
def test_an_idle_app_sees_the_new_content_at_its_next_statement(learner, release, folder, mode):
    """It has prepared the statement, and read the same pages, before: both must be found out of date."""
    with running(learner, mode) as app:
        before = app.run(WORDS, "COMMIT", WRITE, "COMMIT", WORDS, "COMMIT", WORDS)
        app.run("COMMIT")
        inode = learner.stat().st_ino
        report = upgrade_database(learner, release)
        assert learner.stat().st_ino == inode
        after = app.run(WORDS)
        assert before != after
        assert set(map(tuple, new_words())) <= set(map(tuple, after))
        assert app.run("SELECT version FROM release_packs") == [["1.1.0"]]
        assert app.run(WRITE, "COMMIT", "SELECT count(*) FROM conversations WHERE language = 'of the app'") == [[2]]
    assert [row["language"] for row in contents(learner)["conversations"]].count("of the app") == 2
    with opened(learner) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not upgrade_database(learner, release).changed
    assert [row["language"] for row in contents(report.backup)["conversations"]].count("of the app") == 1
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize("mode", [*MODES, "WAL"])
@pytest.mark.parametrize(
    "statements", [("BEGIN", WORDS), (WRITE,), ("BEGIN IMMEDIATE",)], ids=["reading", "writing", "to write"]
)
def test_a_transaction_under_way_is_not_disturbed(learner, release, folder, mode, statements):
    with running(learner, mode) as app:
        app.run(*statements)
        before = state(folder)
        for dry_run in (False, True):
            start = time.monotonic()
            with pytest.raises(LockedFileError, match="Close the app"):
                upgrade_database(learner, release, dry_run)
            assert time.monotonic() - start < 10
        assert state(folder) == before
        app.run("COMMIT")
        if mode != "WAL":
            assert upgrade_database(learner, release).changed


def test_an_app_that_has_a_log_open_is_told_to_close_it(learner, release, folder):
    """It reads the log from memory that it shares with others, and would not see what somebody alone writes."""
    with running(learner, "WAL") as app:
        app.run(WORDS, "COMMIT")
        before = state(folder)
        with pytest.raises(LockedFileError, match="write-ahead log"):
            upgrade_database(learner, release)
        assert state(folder) == before
    assert upgrade_database(learner, release).changed
