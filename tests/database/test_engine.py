"""Connections: foreign keys on, transactions that cover DDL, read-only when asked, and any path."""

import os
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from pipeline.database.engine import BEGIN, create_engine_for

NAMES = [
    "plain.db",
    "with space.db",
    "hash#1.db",
    "100%.db",
    "50%25.db",
    "a&b=c;d.db",
    "plus+at@.db",
    "naïve café.db",
    "单词 дом 🏠.db",
    "'quoted'.db",
    "[brackets].db",
    ":memory:",
    pytest.param("what?mode=ro.db", marks=pytest.mark.skipif(os.name == "nt", reason="no such name on Windows")),
    pytest.param("file:back\\slash.db", marks=pytest.mark.skipif(os.name == "nt", reason="no such name on Windows")),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_path_means_the_file_of_that_name(tmp_path, name):
    """Written through the engine, read by opening exactly that file; and the folder has no other."""
    folder = tmp_path / name.replace(".db", "")
    folder.mkdir()
    with create_engine_for(folder / name).begin() as connection:
        connection.execute(text("CREATE TABLE t AS SELECT 1 AS one"))
    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).read_bytes().startswith(b"SQLite format 3")
    with create_engine_for(folder / name, read_only=True).connect() as connection:
        assert connection.scalar(text("SELECT one FROM t")) == 1


def test_a_relative_path_starts_from_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with create_engine_for("babblr.db").begin() as connection:
        connection.execute(text("CREATE TABLE t (i)"))
    assert (tmp_path / "babblr.db").exists()


def test_foreign_keys_are_on_in_every_connection(empty):
    engine = create_engine_for(empty)
    for _ in range(3):
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_read_only_engine_cannot_write(empty):
    with create_engine_for(empty, read_only=True).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM words")) == 0
        with pytest.raises(OperationalError, match="readonly database"):
            connection.execute(text("DELETE FROM words"))


def test_a_read_only_engine_does_not_create_the_file(tmp_path):
    engine = create_engine_for(tmp_path / "none.db", read_only=True)
    with pytest.raises(OperationalError, match="unable to open"):
        engine.connect()
    assert not list(tmp_path.iterdir())


def test_ddl_is_rolled_back_with_the_rest(tmp_path):
    """The driver alone would have committed the table."""
    path = tmp_path / "babblr.db"
    engine = create_engine_for(path)
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE t (i)"))
        connection.execute(text("INSERT INTO t VALUES (1)"))
        connection.execute(text("CREATE INDEX ix ON t (i)"))
        connection.rollback()
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_a_transaction_can_take_the_lock_at_once(empty):
    """With BEGIN IMMEDIATE nobody else can begin to write; with the plain BEGIN somebody can."""
    with closing(sqlite3.connect(empty, timeout=0, isolation_level=None)) as other:
        with create_engine_for(empty).connect() as connection:
            connection.execution_options(**{BEGIN: "BEGIN IMMEDIATE"}).begin()
            with pytest.raises(sqlite3.OperationalError, match="database is locked"):
                other.execute("BEGIN IMMEDIATE")
        with create_engine_for(empty).begin():
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="needs /proc")  # noqa: PTH112
def test_a_closed_connection_holds_no_handle_on_the_file(empty):
    with create_engine_for(empty).connect() as connection:
        connection.execute(text("SELECT 1"))
    handles = {os.path.realpath(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")}  # noqa: PTH208
    assert str(empty.resolve()) not in handles
