"""A small release, a learner's file that an earlier one was shipped in, and the release after it."""

import hashlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .learners import NAMES, make
from .releases import Edition, Entry, build

FORMER = Edition("es", tuple(map(Entry, NAMES)), (("casa", "pan"),), {("A1", "food", 1): NAMES})
NEW = Edition(
    "es",
    (*(Entry(name, level="A2") for name in NAMES[1:]), Entry("flor", register="formal")),
    (("pan", "sol"),),
    {("A2", "food", 1): NAMES[1:]},
    "1.1.0",
    "2025-02-01",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the learner's file, with nothing else in it."""
    folder = tmp_path / "app"
    folder.mkdir()
    return folder


@pytest.fixture
def learner(folder: Path) -> Path:
    """A learner's file."""
    return make(folder / "babblr.db", "shipped", random.Random(7), FORMER)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """The new release."""
    return build(tmp_path / "release.db", NEW)


def state(folder: Path) -> dict[str, str]:
    """Return the files of a folder and a digest of each, but for the memory that SQLite shares in shape of a file."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.iterdir())
        if not path.name.endswith("-shm")
    }


@pytest.fixture
def untouched(folder: Path) -> Iterator[Callable[[], None]]:
    """Fail unless the folder is, to the byte, as it was when the fixture was called."""
    seen: list[dict[str, str]] = []
    yield lambda: seen.append(state(folder))
    assert seen, "the test did not call the fixture"
    assert state(folder) == seen[0]
