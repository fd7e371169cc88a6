"""Turns of a conversation at the same time: whoever reads and then records is not refused by another who did too."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from pipeline.app import Encounter, ReadingSessionError, engine_for, record_encounters, select_words, sessions
from pipeline.database.models import Conversation
from tests.app.learners import make

TURNS = 20
WRITERS = 4


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / "x.db", ("pan", "A1", 1))


def recipe(path: Path) -> Engine:
    """An engine as SQLAlchemy's manual has it for SQLite, whose transactions begin by reading."""
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begun(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


ENGINES: dict[str, Callable[[Path], Engine]] = {
    "ours": engine_for,
    "plain": lambda path: create_engine(f"sqlite:///{path}", connect_args={"timeout": 30}),
    "by the manual": recipe,
}


def times(path: Path) -> int:
    with engine_for(path).connect() as connection:
        return connection.scalar(text("SELECT coalesce(sum(times_encountered), 0) FROM user_word_progress"))


def played(turn: Callable[[], None]) -> list[Exception]:
    """Have some writers take their turns at once, and return what was raised."""
    faults: list[Exception] = []

    def play() -> None:
        for _ in range(TURNS):
            try:
                turn()
            except Exception as error:
                faults.append(error)

    threads = [threading.Thread(target=play) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def test_every_turn_that_reads_and_then_records_counts(path: Path) -> None:
    engine = engine_for(path)

    def turn() -> None:
        with sessions(engine)() as session:
            words = session.scalars(select_words("es", "A1", 1)).all()
            record_encounters(session, [Encounter(word.id, correct=True) for word in words])
            session.commit()

    assert played(turn) == []
    engine.dispose()
    assert times(path) == TURNS * WRITERS


@pytest.mark.parametrize("kind", ["ours", "plain"])
def test_every_turn_of_a_foreign_session_that_only_records_counts(path: Path, kind: str) -> None:
    engine = ENGINES[kind](path)

    def turn() -> None:
        with Session(engine) as session:
            session.add(Conversation(language="es"))
            record_encounters(session, [Encounter(1, correct=True)])
            session.commit()

    assert played(turn) == []
    engine.dispose()
    assert times(path) == TURNS * WRITERS


def test_a_foreign_session_of_the_plain_driver_may_read_first(path: Path) -> None:
    """Python's driver begins nothing before a SELECT, so the lock for writing can still be waited for."""
    engine = ENGINES["plain"](path)

    def turn() -> None:
        with Session(engine) as session:
            session.scalars(select_words("es", "A1", 1)).all()
            record_encounters(session, [Encounter(1, correct=True)])
            session.commit()

    assert played(turn) == []
    engine.dispose()
    assert times(path) == TURNS * WRITERS


@pytest.mark.parametrize("kind", ["ours", "by the manual"])
def test_a_foreign_session_that_began_by_reading_is_told_what_to_do(path: Path, kind: str) -> None:
    ours, engine = engine_for(path), ENGINES[kind](path)
    with Session(engine) as session:
        session.scalars(select_words("es", "A1", 1)).all()
        with sessions(ours).begin() as other:
            record_encounters(other, [Encounter(1)])
        with pytest.raises(ReadingSessionError, match=r"sessions\(engine\)\.begin"):
            record_encounters(session, [Encounter(1)])
    for one in (ours, engine):
        one.dispose()
    assert times(path) == 1


def test_a_session_for_reading_never_records(path: Path) -> None:
    """Not even where it could: whether it can depends on who else writes, and shows only when two are talking."""
    engine = engine_for(path)
    with sessions(engine, reading=True)() as session, pytest.raises(ReadingSessionError, match="reading=True"):
        record_encounters(session, [Encounter(1)])
    engine.dispose()


def test_one_who_waited_in_vain_is_told_that_and_nothing_else(path: Path) -> None:
    """The lock is held for longer than the session waits: no advice about reading would help."""
    ours = engine_for(path)
    impatient = create_engine(f"sqlite:///{path}", connect_args={"timeout": 0.05})
    with sessions(ours).begin() as other:
        other.add(Conversation(language="es"))
        other.flush()
        with sessionmaker(impatient)() as session, pytest.raises(OperationalError, match="locked"):
            record_encounters(session, [Encounter(1)])
    for one in (ours, impatient):
        one.dispose()


def test_readers_do_not_wait_for_a_writer(path: Path) -> None:
    engine = engine_for(path)
    with sessions(engine).begin() as writer, sessions(engine, reading=True)() as reader:
        record_encounters(writer, [Encounter(1)])
        assert [word.base_form for word in reader.scalars(select_words("es", "A1", 1))] == ["pan"]
    engine.dispose()
