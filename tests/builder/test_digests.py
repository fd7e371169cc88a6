"""A folder's digest is of what is in it; its state also knows when it was last changed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.builder.digests import State, program_digest, state_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "es"
    (path / "A1").mkdir(parents=True)
    (path / "pack.yaml").write_text("a", "utf-8")
    (path / "A1" / "food.yaml").write_text("b", "utf-8")
    (path / "A1" / "town.yaml").write_text("c", "utf-8")
    return path


def later(than: State, change: Callable[[], object], path: Path) -> None:
    """Make a change until the clock of the file system has gone on, so that the path was changed after a state."""
    change()
    while path.stat().st_ctime_ns <= than.edited:
        change()


CHANGES: dict[str, Callable[[Path], object]] = {
    "content": lambda path: (path / "A1" / "food.yaml").write_text("x", "utf-8"),
    "empty": lambda path: (path / "A1" / "food.yaml").write_text("", "utf-8"),
    "name": lambda path: (path / "A1" / "food.yaml").rename(path / "A1" / "bread.yaml"),
    "place": lambda path: (path / "A1" / "food.yaml").rename(path / "food.yaml"),
    "swapped": lambda path: swap(path / "A1" / "food.yaml", path / "A1" / "town.yaml"),
    "new file": lambda path: (path / "A1" / "new.yaml").touch(),
    "new folder": lambda path: (path / "A2").mkdir(),
    "hidden": lambda path: (path / ".hidden").touch(),
    "no file": lambda path: (path / "pack.yaml").unlink(),
    "moved into the name": lambda path: (path / "A1" / "food.yaml").rename(path / "A1food.yaml"),
}


def swap(one: Path, other: Path) -> None:
    texts = one.read_text("utf-8"), other.read_text("utf-8")
    one.write_text(texts[1], "utf-8")
    other.write_text(texts[0], "utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_changed_changes_the_digest(change: str, folder: Path) -> None:
    before = state_of(folder)
    assert before == state_of(folder)
    CHANGES[change](folder)
    assert state_of(folder).digest != before.digest


def test_where_a_folder_is_and_what_it_is_called_is_no_part_of_it(folder: Path) -> None:
    before = state_of(folder).digest
    assert before
    folder.rename(folder.with_name("fr"))
    assert state_of(folder.with_name("fr")).digest == before


def test_a_large_file_is_read_as_a_small_one_is(folder: Path) -> None:
    path = folder / "A1" / "food.yaml"
    digests = set()
    for size in (2**20 - 1, 2**20, 2**20 + 1):
        for last in "xy":
            path.write_text("x" * (size - 1) + last, "utf-8")
            digests.add(state_of(folder).digest)
    assert len(digests) == 6


@pytest.mark.skipif(os.name == "nt", reason="links need privileges there")
@pytest.mark.parametrize("file", ["A1/link.yaml", "link"])
def test_what_has_no_content_to_compare_has_no_digest(file: str, folder: Path) -> None:
    assert state_of(folder).digest
    (folder / file).symlink_to(folder / "pack.yaml")
    first, second = state_of(folder), state_of(folder)
    assert first.digest is None
    assert second.edited >= first.edited  # the moment of looking, so that no two states are taken for one
    assert state_of(folder / "nowhere").digest is None


@pytest.mark.skipif(os.name == "nt", reason="the system does not tell when a file was changed")
class TestEdited:
    """When anything in a folder was last changed."""

    def test_what_is_edited_and_edited_back_has_the_digest_but_not_the_moment(self, folder: Path) -> None:
        path = folder / "A1" / "food.yaml"
        before = state_of(folder)
        later(before, lambda: path.write_text("x", "utf-8"), path)
        path.write_text("b", "utf-8")
        after = state_of(folder)
        assert after.digest == before.digest
        assert after.edited > before.edited

    @pytest.mark.parametrize("file", ["pack.yaml", "A1/food.yaml", "A1/town.yaml", "A1", "."])
    def test_an_old_date_that_is_given_back_hides_no_edit(self, file: str, folder: Path) -> None:
        """An editor or a program that unpacks may set the time of modification; that of the change it cannot."""
        path = folder / file
        before, modified = state_of(folder), path.stat().st_mtime_ns
        later(before, lambda: os.utime(path, ns=(modified, modified)), path)
        after = state_of(folder)
        assert path.stat().st_mtime_ns == modified
        assert after.digest == before.digest
        assert after.edited == path.stat().st_ctime_ns > before.edited

    def test_a_date_in_the_future_counts(self, folder: Path) -> None:
        moment = 4_000_000_000_000_000_000
        os.utime(folder / "A1" / "food.yaml", ns=(moment, moment))
        assert state_of(folder).edited == moment

    def test_a_file_that_was_there_for_a_moment_leaves_its_trace(self, folder: Path) -> None:
        before = state_of(folder)

        def come_and_go() -> None:
            (folder / "A1" / "new.yaml").touch()
            (folder / "A1" / "new.yaml").unlink()

        later(before, come_and_go, folder / "A1")
        after = state_of(folder)
        assert after.digest == before.digest
        assert after.edited > before.edited

    def test_looking_changes_nothing(self, folder: Path) -> None:
        assert state_of(folder) == state_of(folder)
        assert isinstance(state_of(folder), State)


def test_the_program_has_one_digest() -> None:
    known = program_digest()
    program_digest.cache_clear()
    assert program_digest() == known
    assert len(known) == 64
