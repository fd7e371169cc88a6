"""The last steps of a build: whatever stops them, the former database stays, and nothing else is left behind."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.builder.build import WRITING_STEPS, build
from pipeline.builder.discover import packs_in
from pipeline.builder.publish import Published, TargetError, VerificationError, verify_draft
from pipeline.cli import cli
from tests.packs import copy_of_valid


class StoppedError(Exception):
    """Something that happens in the middle of a build."""


class Target:
    """A database that was built once, and sources that make another."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "build" / "babblr.db"
        self.pack = copy_of_valid(folder / "sources")
        assert self.build()
        self.former = self.files()
        text = (self.pack / "pack.yaml").read_text("utf-8")
        (self.pack / "pack.yaml").write_text(text.replace("version: 1.0.0", "version: 1.0.1"), "utf-8")

    def build(self, stop: str = "") -> Published | None:
        @contextmanager
        def step(name: str) -> Iterator[None]:
            if name == stop:
                raise StoppedError
            yield

        return build(packs_in(self.pack.parent), self.output, step)[0]

    def files(self) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes() if path.is_file() else b""
            for path in self.output.parent.iterdir()
            if not path.name.endswith(".lock")
        }


@pytest.fixture
def target(tmp_path: Path) -> Target:
    return Target(tmp_path)


@pytest.mark.parametrize("step", [*WRITING_STEPS, "es: recognise", "es: rows", "es: load"])
def test_a_build_that_is_stopped_leaves_the_former_database_and_nothing_else(step: str, target: Target) -> None:
    with pytest.raises(StoppedError):
        target.build(step)
    assert target.files() == target.former
    assert target.build()
    assert target.files() != target.former


def test_what_a_killed_build_left_is_cleared_away(target: Target) -> None:
    left: list[Path] = []

    @contextmanager
    def step(name: str) -> Iterator[None]:
        if not left:
            (folder,) = (path for path in target.output.parent.iterdir() if path.is_dir())
            left.append(folder)
        yield

    build(packs_in(target.pack.parent), target.output, step)
    (folder,) = left
    assert not folder.exists()
    folder.mkdir()
    for name in ("draft.db", "finished.db", "0.rows", "else"):
        (folder / name).write_bytes(b"no database")
    (folder / "more").mkdir()
    assert build(packs_in(target.pack.parent), target.output, force=True)[0]
    assert target.files().keys() == target.former.keys()


def test_the_folder_of_the_target_is_made(tmp_path: Path) -> None:
    copy_of_valid(tmp_path / "sources")
    output = tmp_path / "a" / "b" / "babblr.db"
    published, _ = build(packs_in(tmp_path / "sources"), output)
    assert published == Published(output, json.loads(output.with_name("manifest.json").read_text("utf-8")))
    assert published.renewed


def test_a_fault_of_the_rows_is_not_published(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are held to their constraints when all of them are there."""
    faults = (
        "UPDATE words SET base_form = '' WHERE base_form = 'pan'",
        "DELETE FROM words",
        "DELETE FROM word_meanings WHERE rowid = 1",
    )
    for fault in faults:

        @contextmanager
        def step(name: str, fault: str = fault) -> Iterator[None]:
            yield
            if name == "indexes":
                (draft,) = target.output.parent.glob(".*/*.db")
                with closing(sqlite3.connect(draft)) as connection, connection:
                    connection.execute("PRAGMA ignore_check_constraints = ON")
                    connection.execute(fault)

        with pytest.raises(VerificationError):
            build(packs_in(target.pack.parent), target.output, step)
        assert target.files() == target.former


@pytest.fixture
def sound(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database with the tables that are looked at, and a word with all that it must have."""
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.executescript(
            """CREATE TABLE words (id INTEGER PRIMARY KEY, base_form TEXT NOT NULL CHECK (base_form <> ''));
            CREATE TABLE word_meanings (id INTEGER PRIMARY KEY, word_id INTEGER REFERENCES words (id));
            CREATE TABLE word_examples (id INTEGER PRIMARY KEY, word_meaning_id INTEGER REFERENCES word_meanings (id));
            INSERT INTO words VALUES (1, 'pan');
            INSERT INTO word_meanings VALUES (2, 1);
            INSERT INTO word_examples VALUES (3, 2);"""
        )
        yield connection


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("UPDATE words SET base_form = ''", "the new database is damaged: CHECK constraint failed in words"),
        ("UPDATE word_meanings SET word_id = 9", "row 2 of word_meanings refers to a missing row of words"),
        ("INSERT INTO words VALUES (9, 'sal')", "words has 2 rows; 1 were written"),
        ("DELETE FROM word_examples", "row 2 of word_meanings has none of the word_examples it must have"),
        ("DELETE FROM word_examples; DELETE FROM word_meanings", "row 1 of words has none of the word_meanings"),
    ],
)
def test_each_fault_is_named(fault: str, message: str, sound: sqlite3.Connection) -> None:
    counts = {"words": 1}
    verify_draft(sound, counts)
    sound.executescript(f"PRAGMA ignore_check_constraints = ON; {fault}; PRAGMA ignore_check_constraints = OFF")
    with pytest.raises(VerificationError, match=f"^{message}"):
        verify_draft(sound, counts)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
@pytest.mark.parametrize("name", ["babblr.db", "manifest.json"])
def test_what_is_no_file_is_not_replaced(name: str, target: Target, tmp_path: Path) -> None:
    """A pipe stands for a device such as /dev/null, which root could replace."""
    path = target.output.with_name(name)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(TargetError, match=f"{name} cannot be replaced: not a regular file"):
        target.build()
    assert path.is_fifo()
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    result = CliRunner().invoke(cli, ["build", "-s", str(target.pack.parent), "-o", str(target.output)])
    assert result.exit_code == 2
    assert f"{name} cannot be replaced: it is a link; name the file that it leads to" in result.stderr
    assert path.is_symlink()
    assert not (tmp_path / "elsewhere").exists()
