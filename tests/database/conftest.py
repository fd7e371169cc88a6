"""Databases to test with: each test gets its own file, copied from one that the migrations made."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from pipeline.database import migrate
from pipeline.database.engine import create_engine_for

from .rows import BASE, insert


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the migrations make it, empty. Not to be written to."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    migrate.upgrade(path)
    return path


@pytest.fixture
def empty(migrated: Path, tmp_path: Path) -> Path:
    """The test's own database, empty."""
    return Path(shutil.copy(migrated, tmp_path / "babblr.db"))


@pytest.fixture
def connection(empty: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection to a database with three words in it, foreign keys on."""
    with closing(sqlite3.connect(empty, isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys=ON")
        opened.execute("PRAGMA synchronous=OFF")  # no test pulls the plug
        for table, row in BASE:
            insert(opened, table, row)
        yield opened


@pytest.fixture
def session(empty: Path) -> Iterator[Session]:
    """A session on an empty database."""
    with Session(create_engine_for(empty)) as opened:
        yield opened
