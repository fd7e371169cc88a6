"""A release as a learner gets it: packed or not, checked against its manifest, and refused if it is damaged."""

import gzip
import random
import shutil
from pathlib import Path

import pytest

from pipeline.database import untrusted
from pipeline.database.upgrade import ReleaseError, upgrade_database
from pipeline.database.upgrade.incoming import received
from tests.database.upgrade.learners import make
from tests.release.samples import altered, run

NAME = "babblr-1.0.0.db.gz"


@pytest.fixture
def learner(tmp_path: Path) -> Path:
    return make(tmp_path / "learner.db", "first", random.Random(1))


@pytest.fixture
def shipped(released: Path, tmp_path: Path) -> Path:
    """A copy of the folder of a release."""
    return Path(shutil.copytree(released, tmp_path / "shipped"))


def refused(learner: Path, release: Path) -> str:
    """Hold the command to refuse a release without touching the learner's file; return its message."""
    before = learner.read_bytes()
    result = run("upgrade", learner, "-r", release)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("error: ")
    assert result.stderr.endswith("nothing was changed\n")
    assert learner.read_bytes() == before
    return result.stderr


@pytest.mark.parametrize("manifest", [True, False])
def test_a_packed_release_is_taken(learner: Path, shipped: Path, manifest: bool) -> None:
    if not manifest:
        (shipped / "manifest.json").unlink()
    before = sorted(path.name for path in shipped.iterdir())
    result = run("upgrade", learner, "-r", shipped / NAME)
    assert result.exit_code == 0, result.stderr
    assert "es 1.0.0: words: " in result.stdout
    assert sorted(path.name for path in shipped.iterdir()) == before


def test_an_unpacked_release_is_known_by_its_hash(learner: Path, shipped: Path, database: Path) -> None:
    shutil.copy(database, shipped / "mine.db")
    assert run("upgrade", learner, "-r", shipped / "mine.db").exit_code == 0


def test_a_changed_file_is_not_what_the_manifest_says(
    learner: Path, shipped: Path, database: Path, tmp_path: Path
) -> None:
    """Packed or not, by the hash of the file or by that of the database in it."""
    changed = altered(database, tmp_path / "babblr-1.0.0.db", "UPDATE words SET notes = 'x'")
    shutil.copy(changed, shipped / "babblr-1.0.0.db")
    assert "is not what the manifest.json beside it says" in refused(learner, shipped / "babblr-1.0.0.db")
    (shipped / NAME).write_bytes(gzip.compress(changed.read_bytes()))
    assert "is not what the manifest.json beside it says" in refused(learner, shipped / NAME)


def test_a_file_that_the_manifest_does_not_list(learner: Path, shipped: Path, database: Path, tmp_path: Path) -> None:
    altered(database, shipped / "other.db", "UPDATE words SET notes = 'x'")
    assert "does not list other.db" in refused(learner, shipped / "other.db")
    (shipped / "manifest.json").write_text("{}", "utf-8")
    assert "is no manifest" in refused(learner, shipped / NAME)


@pytest.mark.parametrize("content", [b"", b"\x1f\x8bno gzip", None], ids=["empty", "damaged", "cut off"])
def test_a_damaged_packed_file(learner: Path, shipped: Path, content: bytes | None) -> None:
    (shipped / "manifest.json").unlink()
    whole = (shipped / NAME).read_bytes()
    (shipped / NAME).write_bytes(whole[: len(whole) // 2] if content is None else content)
    assert NAME in refused(learner, shipped / NAME)


def test_a_bomb_is_not_unpacked(learner: Path, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shipped / "manifest.json").unlink()
    monkeypatch.setattr(untrusted, "LIMIT", 1 << 20)
    (tmp_path / "bomb.db.gz").write_bytes(gzip.compress(b"SQLite format 3\0" + bytes(1 << 22)))
    assert "larger than the limit of 1,048,576 bytes" in refused(learner, tmp_path / "bomb.db.gz")


def test_nothing_is_left_of_what_was_unpacked(shipped: Path) -> None:
    with received(shipped / NAME) as database:
        assert database.is_file()
    assert not database.exists()


def test_code_that_gives_a_packed_release_is_told_to_unpack_it(learner: Path, shipped: Path) -> None:
    with pytest.raises(ReleaseError, match="it is compressed, unpack it"):
        upgrade_database(learner, shipped / NAME)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("words.base_form", "CAST(x'70ff6e' AS TEXT)"),
        ("word_meanings.translation", "CAST(x'62c3' AS TEXT)"),
        ("word_forms.form_text", "CAST(x'eda080' AS TEXT)"),  # half of a pair of UTF-16
        ("word_meanings.explanation", "x'70616e'"),
        ("words.created_at", "1735787045"),
        ("release_packs.attribution", "CAST(x'ff' AS TEXT)"),
    ],
)
def test_text_that_is_none_is_found_by_both(
    learner: Path, database: Path, tmp_path: Path, column: str, value: str
) -> None:
    """One byte was enough: the release passed every check, and the app failed at its first query."""
    table, _, name = column.partition(".")
    bad = altered(
        database,
        tmp_path / "bad.db",
        f"UPDATE {table} SET {name} = {value} WHERE rowid = (SELECT min(rowid) FROM {table})",
    )
    assert f"{column} is not text in UTF-8 in 1 row" in refused(learner, bad)
    result = run("verify", bad)
    assert result.exit_code == 1
    assert f"{column} is not text in UTF-8 in 1 row" in result.stdout
