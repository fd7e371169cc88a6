"""Real faults: a build or an upgrade is killed, or runs out of room, at any moment. Nothing half done is left.

The normal run has a few moments of each; `make test-slow` has hundreds.
"""

import hashlib
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.children import PROGRAM, run, started
from tests.database.upgrade.conftest import FORMER, NEW
from tests.database.upgrade.learners import contents, make
from tests.database.upgrade.releases import build as build_release
from tests.packs import copy_of_valid

FEW, MANY = 4, 200
counts = pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such signal")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sound(path: Path) -> None:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as connection:  # which may roll back, as an app
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def command(*arguments: object) -> None:
    """Run a command that succeeds."""
    done = run(PROGRAM, *arguments)
    assert done.returncode == 0, done.stderr


def seconds_of(*arguments: object) -> float:
    """Run a command that succeeds, and return how long it took."""
    start = time.monotonic()
    command(*arguments)
    return time.monotonic() - start


def kill_after(arguments: Sequence[object], seconds: float) -> None:
    """Run a command and kill it, and all it began, after some time."""
    with started(PROGRAM, *arguments) as child:
        if child.wait(seconds) is None:
            child.kill()


class Learner:
    """A learner's file, the release to upgrade it with, and what it is before and after."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "app"
        self.folder.mkdir()
        self.path = self.folder / "babblr.db"
        self.release = build_release(folder / "release.db", NEW)
        self.former = make(folder / "former.db", "shipped", random.Random(7), FORMER)
        self.arguments = ("upgrade", self.path, "--release", self.release)
        self.renew()
        self.takes = seconds_of(*self.arguments)
        self.before, self.after = contents(self.former), contents(self.path)
        assert self.before != self.after

    def renew(self) -> None:
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copy(self.former, self.path)

    def check(self) -> bool:
        """Hold the file to be as before or as after, and every backup to be as before; return which of the two."""
        sound(self.path)
        now = contents(self.path)
        assert now in (self.before, self.after)
        for backup in self.folder.glob("*.backup-*.db"):
            sound(backup)
            assert contents(backup) == self.before
        return now == self.after


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


@counts
def test_a_killed_upgrade_leaves_the_file_as_before_or_after(learner: Learner, count: int) -> None:
    chance = random.Random(count)
    for _ in range(count):
        learner.renew()
        kill_after(learner.arguments, chance.uniform(0.2, 1.1) * learner.takes)
        learner.check()
        command(*learner.arguments)
        assert learner.check()


SAYING = """
import sys
from contextlib import contextmanager
from pipeline.database.upgrade import upgrade_database

@contextmanager
def step(name):
    print(name, flush=True)
    yield
    print("end of", name, flush=True)

upgrade_database(sys.argv[1], sys.argv[2], step=step)
"""


def kill_in_last_step(learner: Learner, seconds: float | None = None) -> float:
    """Upgrade, kill that some time after it has begun to write the file, and return how long the writing took."""
    with started(SAYING, learner.path, learner.release) as child:
        assert "replace\n" in child.stdout
        start = time.monotonic()
        if seconds is not None:
            time.sleep(seconds)
            child.kill()
        assert seconds is not None or "end of replace\n" in child.stdout
        return time.monotonic() - start


@counts
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_an_upgrade_killed_while_it_writes_the_file(learner: Learner, count: int, mode: str) -> None:
    """The file is large enough for the writing to take a while."""
    with closing(sqlite3.connect(learner.former)) as connection, connection:
        connection.execute("INSERT INTO conversations (id, language) VALUES (1000, 'es')")
        connection.execute(
            "INSERT INTO messages (conversation_id, role, content) "
            "SELECT 1000, 'user', hex(randomblob(5000)) FROM json_each(?)",
            (json.dumps([0] * 1000),),
        )
    with closing(sqlite3.connect(learner.former)) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
    learner.renew()
    takes = kill_in_last_step(learner)
    learner.before, learner.after = contents(learner.former), contents(learner.path)
    assert learner.before != learner.after
    chance = random.Random(count)
    for _ in range(count):
        learner.renew()
        kill_in_last_step(learner, chance.uniform(0, takes))
        learner.check()
    command(*learner.arguments)
    assert learner.check()


class Builds:
    """A target with a database in it, and sources that make another."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "build" / "babblr.db"
        sources = folder / "sources"
        pack = copy_of_valid(sources)
        self.arguments = ("build", "-s", sources, "-o", self.output)
        self.former = folder / "former"
        command(*self.arguments)
        shutil.copytree(self.output.parent, self.former)
        about = pack / "pack.yaml"
        about.write_text(about.read_text("utf-8").replace("version: 1.0.0", "version: 1.0.1"), "utf-8")
        self.takes = seconds_of(*self.arguments)
        self.before, self.after = digest(self.former / "babblr.db"), digest(self.output)
        assert self.before != self.after

    def renew(self) -> None:
        shutil.rmtree(self.output.parent)
        shutil.copytree(self.former, self.output.parent)


@counts
def test_a_killed_build_leaves_the_database_as_before_or_after(tmp_path: Path, count: int) -> None:
    builds, chance = Builds(tmp_path), random.Random(count)
    for _ in range(count):
        builds.renew()
        kill_after(builds.arguments, chance.uniform(0.2, 1.1) * builds.takes)
        assert digest(builds.output) in (builds.before, builds.after)
        command(*builds.arguments)
        assert digest(builds.output) == builds.after


def limited(arguments: Sequence[object], size: int) -> subprocess.CompletedProcess[str]:
    """Run a command that can write no file beyond a size: the system refuses the write, as it does on a full disk."""
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); "
    )
    return run(limit + PROGRAM, *arguments)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
@counts
def test_an_upgrade_whose_writes_fail_changes_nothing(learner: Learner, count: int) -> None:
    chance, size = random.Random(count), learner.path.stat().st_size
    for _ in range(count):
        learner.renew()
        before = digest(learner.path)
        done = limited(learner.arguments, chance.randrange(4096, int(size * 0.95)))
        assert done.returncode == 1, (done.returncode, done.stderr)
        assert "Traceback" not in done.stderr
        assert "not enough space" in done.stderr
        assert digest(learner.path) == before
        learner.check()


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
@counts
def test_a_build_whose_writes_fail_changes_nothing(tmp_path: Path, count: int) -> None:
    builds, chance = Builds(tmp_path), random.Random(count)
    size = builds.output.stat().st_size
    for _ in range(count):
        builds.renew()
        done = limited(builds.arguments, chance.randrange(4096, int(size * 0.95)))
        assert done.returncode == 3, (done.returncode, done.stderr)
        assert "Traceback" not in done.stderr
        assert digest(builds.output) == builds.before
    command(*builds.arguments)
    assert digest(builds.output) == builds.after


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for little."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1536k", "none", folder], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_an_upgrade_on_a_full_disk_changes_nothing(small_disk: Path, tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    path = small_disk / "babblr.db"
    with closing(sqlite3.connect(learner.former)) as connection:
        row = ("assistant", "x" * 600_000)
        connection.execute("INSERT INTO conversations (id, language) VALUES (999, 'spanish')")
        connection.execute("INSERT INTO messages (conversation_id, role, content) VALUES (999, ?, ?)", row)
        connection.commit()
    shutil.copy(learner.former, path)
    before = digest(path)
    done = run(PROGRAM, "upgrade", path, "--release", learner.release)
    assert done.returncode == 1, done.stderr
    assert "not enough space" in done.stderr
    assert digest(path) == before
    sound(path)
