"""Engines and sessions of the app, on real files: the rules every connection keeps, and what a start does."""

import asyncio
import os
import sqlite3
import tempfile
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from pipeline.app.engines import async_engine_for, async_sessions, engine_for, sessions
from pipeline.app.initialise import UnusableDatabaseError, init_db, init_db_async
from pipeline.database import migrate
from pipeline.database.address import file_of
from pipeline.database.models import Base, Conversation, Message


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database as the app has it after its first start."""
    path = tmp_path / "a ü#?%20.db"
    init_db(path)
    return path


def revision(path: Path) -> str | None:
    return migrate.current_revision(path)


def test_a_connection_keeps_the_rules(database: Path) -> None:
    engine = engine_for(database)
    with sessions(engine)() as session:
        for pragma, value in (
            ("foreign_keys", 1),
            ("journal_mode", "wal"),
            ("busy_timeout", 30_000),
            ("synchronous", 2),
        ):
            assert session.scalar(text(f"PRAGMA {pragma}")) == value
        session.add(Message(conversation_id=99, role="user", content="¿Y?"))
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            session.flush()
    engine.dispose()


def test_an_asynchronous_one_keeps_the_same(database: Path) -> None:
    async def look() -> None:
        engine = async_engine_for(f"sqlite+aiosqlite:///{database}")
        async with async_sessions(engine)() as session:
            for pragma, value in (("foreign_keys", 1), ("journal_mode", "wal"), ("busy_timeout", 30_000)):
                assert await session.scalar(text(f"PRAGMA {pragma}")) == value
            conversation = Conversation(language="spanish")
            session.add(conversation)
            await session.commit()
            assert conversation.language == "spanish"  # readable after the commit, without another query
            session.add(Message(conversation_id=99, role="user", content="¿Y?"))
            with pytest.raises(IntegrityError, match="FOREIGN KEY"):
                await session.flush()
        await engine.dispose()

    database = database.rename(database.with_name("a ü#.db"))  # in a connection string '?' begins options
    asyncio.run(look())


def test_one_who_writes_waits_for_the_other(database: Path) -> None:
    engine = engine_for(database)

    def write() -> None:
        with sessions(engine).begin() as session:
            count = session.query(Conversation).count()
            session.add(Conversation(language=f"es {count}"))

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions(engine)() as session:
        assert sorted(one.language for one in session.query(Conversation)) == [f"es {number}" for number in range(8)]
    engine.dispose()


def test_a_second_start_changes_nothing(database: Path) -> None:
    engine = engine_for(database)
    with sessions(engine).begin() as session:
        session.add(Conversation(language="spanish"))
    engine.dispose()
    before = database.read_bytes()
    init_db(database)
    asyncio.run(init_db_async(database))
    assert database.read_bytes() == before
    assert revision(database) == migrate.head_revision()


def test_a_start_brings_an_older_schema_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    migrate.upgrade(path, "0001_conversations")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO conversations (language) VALUES ('spanish')")
        connection.commit()
    init_db(path)
    assert revision(path) == migrate.head_revision()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT language, topic_id FROM conversations").fetchall() == [("spanish", None)]


def test_two_starts_at_once_make_one_database(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    faults: list[Exception] = []

    def start() -> None:
        try:
            init_db(path)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert revision(path) == migrate.head_revision()


def test_what_create_all_made_is_left_to_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "app.db"
    engine = engine_for(path)
    Base.metadata.create_all(engine)
    engine.dispose()
    before = path.read_bytes()
    with pytest.raises(UnusableDatabaseError, match="babblr-vocab upgrade"):
        init_db(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_database_is_refused_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(UnusableDatabaseError, match="cannot be used as the database"):
        init_db(path)
    assert path.read_bytes() == content


def test_a_newer_schema_is_refused(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_future'")
        connection.commit()
    with pytest.raises(UnusableDatabaseError, match="9999_future"):
        init_db(database)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabaseError, match="Create the folder"):
        init_db(tmp_path / "none" / "x.db")
    with pytest.raises(UnusableDatabaseError, match="not a regular file"):
        init_db(tmp_path)


def test_a_file_that_may_not_be_written_is_told() -> None:
    """All that this start would write is the journal mode, outside any transaction."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        migrate.upgrade(path)
        path.chmod(0o444)
        path.parent.chmod(0o755)
        if root:  # whom no permission binds
            os.seteuid(65534)
        try:
            with pytest.raises(UnusableDatabaseError, match=r"readonly.*is writable"):
                init_db(path)
        finally:
            if root:
                os.seteuid(0)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("babblr.db", "babblr.db"),
        ("sqlite:///babblr.db", "babblr.db"),
        ("sqlite+aiosqlite:////tmp/a b.db", "/tmp/a b.db"),
        ("sqlite+aiosqlite:///C:/x/babblr.db", "C:/x/babblr.db"),
        (Path("sqlite:/x"), "sqlite:/x"),
    ],
)
def test_an_address_is_a_path_or_a_connection_string(address: str | Path, file: str) -> None:
    assert file_of(address) == Path(file)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://x/y",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite://host/x.db",
        "sqlite:///x.db?mode=ro",
        "sqlite+x:///a",
    ],
)
def test_other_connection_strings_are_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"write|give"):
        file_of(address)


def test_a_reader_that_turns_writer_is_told_at_once(database: Path) -> None:
    """Why sessions take the lock for writing unless they are for reading."""
    engine = engine_for(database)
    with sessions(engine, reading=True)() as reader, sessions(engine)() as writer:
        reader.query(Conversation).all()
        writer.add(Conversation(language="es"))
        writer.commit()
        reader.add(Conversation(language="fr"))
        with pytest.raises(OperationalError, match="locked"):
            reader.flush()
    engine.dispose()
