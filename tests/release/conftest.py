"""A release of the tiny pack, made once."""

from pathlib import Path

import pytest

from pipeline.builder.discover import packs_in
from pipeline.database.untrusted import copy
from pipeline.release.make import make_release
from tests.packs import copy_of_finished


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tiny pack. Not to be written to."""
    folder = tmp_path_factory.mktemp("sources")
    copy_of_finished(folder)
    return folder


@pytest.fixture(scope="session")
def released(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of it. Not to be written to."""
    dist = tmp_path_factory.mktemp("released") / "dist"
    made, found = make_release(packs_in(sources), dist)
    assert made is not None, found
    return dist


@pytest.fixture(scope="session")
def database(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database in it, unpacked. Not to be written to."""
    path = tmp_path_factory.mktemp("database") / "babblr.db"
    copy(released / "babblr-1.0.0.db.gz", path)
    return path
