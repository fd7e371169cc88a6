"""One call before the engine opens: a database with the words of a release, whatever was there."""

import gzip
import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.app import Encounter, engine_for, record_encounters, sessions
from pipeline.app.preparing import Outcome, Prepared, prepare
from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.database.upgrade import ReleaseError
from pipeline.model.identity import word_id
from tests.database.upgrade.learners import make
from tests.packs import copy_of_valid
from tests.stages.through import FOOD, PACK

PAN = word_id("es", "pan")


def release(folder: Path, version: str, translation: str = "bread") -> Path:
    """A small release, in which *pan* has a translation."""
    pack = copy_of_valid(folder / version)
    about, food = pack / PACK, pack / FOOD
    about.write_text(about.read_text("utf-8").replace("version: 1.0.0", f"version: {version}"), "utf-8")
    food.write_text(food.read_text("utf-8").replace("translation: bread", f"translation: {translation}"), "utf-8")
    published, findings = build(packs_in(folder / version), folder / f"built {version}" / "babblr.db")
    assert published is not None, findings
    return folder / f"built {version}" / "babblr.db"


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("releases")
    return release(folder, "1.0.0"), release(folder, "1.1.0", "loaf")


def rows(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def learn(path: Path) -> None:
    engine = engine_for(path)
    with sessions(engine).begin() as session:
        record_encounters(session, [Encounter(PAN, correct=True)])
    engine.dispose()


TRANSLATION = f"SELECT translation FROM word_meanings WHERE word_id = {PAN} AND meaning_order = 1"
PROGRESS = "SELECT word_id, times_encountered, mastery_score, stability, due FROM user_word_progress"


def test_from_nothing_to_the_next_release(tmp_path: Path, releases: tuple[Path, Path]) -> None:
    path = tmp_path / "babblr.db"
    first = prepare(f"sqlite+aiosqlite:///{path}", releases[0])
    assert (first.outcome, str(first)) == (Outcome.CREATED, f"{path}: created (es 1.0.0)")
    assert [one.name for one in tmp_path.iterdir()] == ["babblr.db"]
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    assert rows(path, TRANSLATION) == [("bread",)]
    learn(path)
    known = rows(path, PROGRESS)
    assert prepare(path, releases[0]) == Prepared(path, Outcome.UP_TO_DATE)
    packed = tmp_path / "babblr-1.1.0.db.gz"
    packed.write_bytes(gzip.compress(releases[1].read_bytes()))
    second = prepare(path, packed)
    assert second.outcome is Outcome.UPGRADED
    assert str(second) == f"{path}: upgraded (es 1.1.0); the old file is {tmp_path / 'babblr.backup-1.db'}"
    assert rows(path, TRANSLATION) == [("loaf",)]
    assert rows(path, PROGRESS) == known
    assert known[0][:3] == (PAN, 1, 20.0)
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]


def test_an_older_release_and_a_damaged_one_are_refused(tmp_path: Path, releases: tuple[Path, Path]) -> None:
    path = tmp_path / "babblr.db"
    prepare(path, releases[1])
    learn(path)
    before = path.read_bytes()
    damaged = tmp_path / "damaged.db.gz"
    damaged.write_bytes(gzip.compress(releases[1].read_bytes())[:-100])
    for bad, why in ((releases[0], "older"), (damaged, "damaged"), (tmp_path / "missing.db", "missing.db")):
        with pytest.raises(ReleaseError, match=why):
            prepare(path, bad)
        assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["first", "app"])
def test_a_file_of_another_age_keeps_the_learners_rows(tmp_path: Path, releases: tuple[Path, Path], kind: str) -> None:
    path = make(tmp_path / "learner.db", kind, random.Random(1))
    said = rows(path, "SELECT id, content FROM messages")
    assert prepare(path, releases[0]).outcome is Outcome.UPGRADED
    assert rows(path, "SELECT id, content FROM messages") == said
    assert rows(path, TRANSLATION) == [("bread",)]


def test_two_starts_at_once(tmp_path: Path, releases: tuple[Path, Path]) -> None:
    path, done = tmp_path / "babblr.db", []
    starts = [threading.Thread(target=lambda: done.append(prepare(path, releases[0]))) for _ in range(2)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert len(done) == 2
    assert rows(path, TRANSLATION) == [("bread",)]
    assert prepare(path, releases[0]).outcome is Outcome.UP_TO_DATE
