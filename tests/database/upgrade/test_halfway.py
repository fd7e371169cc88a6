"""The program dies, or the disk is full, while the new content goes into the file: it is the former or the new, whole.

The system itself stops a write at a given place of a file, with an error or with a signal that kills the program, so
each moment is met every time. `tests/test_faults.py` kills at moments of chance.
"""

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.children import run

from .conftest import FORMER, NEW, state
from .learners import contents, make
from .releases import Edition, Entry, build

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")

CHILD = """
import resource, signal, sys
from contextlib import contextmanager
from pipeline.database.upgrade import UpgradeError, upgrade_database

path, release, size, deadly = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "killed"

@contextmanager
def step(name):
    if name == "replace":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if deadly else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    yield

try:
    upgrade_database(path, release, step=step)
except UpgradeError as error:
    print(f"{type(error).__name__}: {error}")
"""

BIG = Edition(
    "es", (*NEW.entries, *(Entry(f"palabra {number}") for number in range(400))), version="2.0.0", date="2025-03-01"
)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with which the file grows to half as much again."""
    return build(tmp_path_factory.mktemp("releases") / "big.db", BIG)


@pytest.fixture(params=["DELETE", "WAL"])
def app(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A learner's file in a journal mode, with nobody using it."""
    path = make(folder / "babblr.db", "shipped", random.Random(7), FORMER)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode={request.param}")
    return path


def upgrade(path: Path, release: Path, size: int, end: str) -> "subprocess.CompletedProcess[str]":
    """Upgrade in a program that cannot write beyond a size of any file once it writes into the learner's."""
    return run(CHILD, path, release, size, end)


def places(path: Path, release: Path) -> list[int]:
    """Return sizes beyond which the journal cannot grow, and beyond which the file or its log cannot."""
    before, after = path.stat().st_size, release.stat().st_size
    assert after > 1.5 * before
    return [8192, before + (after - before) // 2, after - 4096]


def test_killed_while_the_file_is_written(app: Path, big: Path, folder: Path) -> None:
    before, bytes_before = contents(app), app.read_bytes()
    halfway = []
    for size in places(app, big):
        done = upgrade(app, big, size, "killed")
        assert done.returncode == -signal.SIGXFSZ, done.stderr
        halfway.append(app.read_bytes() != bytes_before)
        left = {path.name.rpartition("-")[2] for path in folder.glob("babblr.db-*")}
        assert left <= {"journal", "wal"}
        assert left
        assert contents(app) == before  # whoever opens it next rolls back
        with closing(sqlite3.connect(app)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        app.write_bytes(bytes_before)
        for path in folder.glob("*.backup-*.db"):
            assert contents(path) == before
    if bytes_before[18] == 1:  # no log
        assert halfway == [False, True, True]
    assert upgrade(app, big, 1 << 30, "killed").returncode == 0
    assert contents(app) != before
    assert not [path for path in folder.iterdir() if path.is_dir() or path.name.startswith("babblr.db-")]


def test_a_disk_that_is_full_while_the_file_is_written(app: Path, big: Path, folder: Path) -> None:
    before = contents(app)
    files = state(folder)
    for size in places(app, big):
        done = upgrade(app, big, size, "full")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("DiskFullError: not enough space"), done.stdout
        assert contents(app) == before
        assert state(folder).keys() == files.keys()
    assert upgrade(app, big, 1 << 30, "full").stdout == ""
    assert contents(app) != before
