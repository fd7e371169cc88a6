"""One call a turn: what is recorded of a text, what a reply is worth, and what two conversations at once do."""

import asyncio
import multiprocessing
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

from pipeline.app import async_engine_for, async_sessions, engine_for, sessions
from pipeline.app.credit import credited
from pipeline.app.focus import Why
from pipeline.app.indexes import index_of
from pipeline.app.progress import Recorded
from pipeline.app.settings import TalkSettings
from pipeline.app.talk import Opening, Talk
from pipeline.database.models import WordSynonym
from pipeline.model.identity import word_id
from tests.app.database import write
from tests.app.learners import KINDS, make, run, session
from tests.recognition.small import small

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
SPANISH = Talk("spanish", "A1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "x.db", "es", "de")


def masteries(recorded: Recorded) -> dict[str, float]:
    return {row.word.base_form: row.mastery_score for row in recorded.progress}


def said(path: Path, text: str, *corrections: tuple[str, str], talk: Talk = SPANISH) -> dict[str, float]:
    with session(path) as one:
        recorded = masteries(talk.said(one, text, corrections, NOON))
        one.commit()
        return recorded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dámelo, por favor.", {"dar", "yo", "lo", "por favor"}),
        ("Voy a casa, voy a casa, a casa.", {"ir", "a", "casa"}),
        ("Pan, la.", {"pan"}),  # the, or her: nobody knows
        ("Buenos dias.", {"buenos días"}),
        ("I go to my casa and come pan.", set()),
        ("", set()),
        ("¡42!", set()),
    ],
)
def test_what_a_text_gives_credit_for(path: Path, text: str, words: set[str]) -> None:
    assert said(path, text) == dict.fromkeys(words, 20.0)


def test_the_parts_of_separated_verbs_and_of_other_languages(path: Path) -> None:
    german = Talk("german", "A1")
    assert "aufstehen" in said(path, "Ich stehe um sieben auf.", talk=german)
    assert said(path, "Ich stehe um sieben auf.") == {}
    assert said(path, "Hola", talk=Talk("it", "A1")) == {}


def test_a_correction_marks_what_it_changes(path: Path) -> None:
    said(path, "Voy a casa. Comer pan.")
    assert said(path, "Voy a casa. Comer pan.", ("Comer pan", "Come pan")) == pytest.approx(
        {"ir": 36.0, "a": 36.0, "casa": 36.0, "pan": 36.0, "comer": 16.0}
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_turn(path: Path, kind: str) -> None:
    def turn(one: Any) -> Any:
        return SPANISH.start(one, "restaurant", NOON)

    opening: Opening = run(kind, path, turn)
    assert "Spanish" in opening.prompt
    assert {word.base_form for word in opening.focus} <= {word.base_form for word in opening.focus if not word.met}
    heard: Recorded = run(kind, path, lambda one: SPANISH.heard(one, "Come pan.", NOON))
    assert [(row.times_encountered, row.mastery_score) for row in heard.progress] == [(1, 0.0)] * 2
    again: Opening = run(kind, path, lambda one: SPANISH.start(one, "restaurant", NOON + timedelta(days=9)))
    assert {word.base_form for word in again.focus if word.met} >= {"comer", "pan"}
    check = run(kind, path, lambda one: SPANISH.check_reply(one, "Come pan en casa."))
    assert (check.share, check.too_hard, check.good) == (1.0, (), True)
    assert run(kind, path, SPANISH.open) is True


def test_a_language_without_vocabulary_is_empty_everywhere(path: Path) -> None:
    italian = Talk("italian", "A1")
    with session(path) as one:
        assert italian.open(one) is False
        assert italian.start(one, "restaurant", NOON) == Opening("", ())
        assert italian.heard(one, "Ciao") == italian.said(one, "Ciao") == Recorded((), ())
        check = italian.check_reply(one, "Ciao bella")
        assert (check.share, check.good, check.too_hard) == (None, True, ())
    for language, level in (("klingon", "A1"), ("es", "beginner")):
        with pytest.raises(ValueError, match="give"):
            Talk(language, level)


def test_a_reply_that_is_too_hard_comes_back_with_synonyms(path: Path) -> None:
    with session(path) as one:
        rose, bread = word_id("es", "rosa"), word_id("es", "pan")
        one.add(WordSynonym(word_id=rose, synonym_word_id=bread, relationship_type="near_synonym"))
        one.add(WordSynonym(word_id=rose, synonym_word_id=word_id("es", "casa"), relationship_type="antonym"))
        one.commit()
        check = SPANISH.check_reply(one, "Come rosas y xilófonos.")
        assert [(word.text, word.level, word.synonym) for word in check.too_hard] == [
            ("rosas", "B1", "pan"),
            ("xilófonos", None, None),
        ]
        assert check.share == 0.5
        assert "50% of its words are from the vocabulary, and 90% should be" in check.advice
        assert '["rosas", "xilófonos"]. Say "pan" for "rosas".' in check.advice
        assert Talk("es", "A1", TalkSettings(share=0.5)).check_reply(one, "Come rosas y xilófonos.").good
        assert Talk("es", "B1", TalkSettings(share=0.7)).check_reply(one, "Come rosas y xilófonos.").good


def test_a_clock_that_was_wrong_stops_nothing(path: Path) -> None:
    """A month ahead, then right again: what is said counts, and what is due comes when the time is there."""
    ahead = NOON + timedelta(days=30)
    with session(path) as one:
        (before,) = SPANISH.said(one, "Pan.", (), ahead).progress
        due = before.due
        assert due is not None
        (row,) = SPANISH.said(one, "Pan.", (), NOON).progress
        assert (row.times_encountered, row.mastery_score) == (2, 36.0)
        assert (row.first_encountered, row.last_encountered, row.due) == (NOON, ahead, due)
        for at, waits in ((NOON, False), (due, True)):
            focus = SPANISH.start(one, None, at).focus
            assert [word.base_form for word in focus if word.why is Why.DUE] == ["pan"] * waits


@pytest.mark.parametrize("number", [30, 1200])
def test_the_number_of_words_does_not_change_that_of_statements(tmp_path: Path, number: int) -> None:
    path = make(tmp_path / "many.db", *((f"palabra{one}", "A1", one) for one in range(1, number + 1)))
    sent: list[str] = []
    with session(path) as one:
        event.listen(one.get_bind(), "before_cursor_execute", lambda *arguments: sent.append(arguments[2].split()[0]))
        assert len(SPANISH.start(one, "restaurant", NOON).focus) == 20
    assert sent == ["BEGIN", *["SELECT"] * 3, *["SELECT", "WITH"], *["SELECT"] * 5]


def test_the_index_is_built_once_for_each_state_of_the_vocabulary(path: Path) -> None:
    with session(path) as one:
        first = index_of(one, "spanish")
        assert index_of(one, "es") is first
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO words (language, base_form, part_of_speech) VALUES ('es', 'xilófono', 'noun')")
        connection.commit()
    with session(path) as one:
        second = index_of(one, "es")
        assert second is not first
        assert second is not None
        assert "xilófono" in second.exact


def test_a_word_by_itself_is_enough_and_half_a_sentence_too() -> None:
    index = small("es")
    assert credited("Pan", index).right == {word_id("es", "pan")}
    assert credited("No vino.", index).right == {word_id("es", "venir")}  # not the wine, which is of A2
    assert credited("Come pizza", index).right == {word_id("es", "comer")}


ENGINES: dict[str, Callable[[Path], Engine]] = {
    "ours": engine_for,
    "plain": lambda path: create_engine(f"sqlite:///{path}", connect_args={"timeout": 30}),
}


def play(path: Path, engine: str, turns: int) -> None:
    for _ in range(turns):
        made = ENGINES[engine](path)
        with sessions(made)() if engine == "ours" else Session(made) as one:
            SPANISH.start(one, None, NOON)
            one.rollback()
            SPANISH.heard(one, "Come pan.", NOON)
            SPANISH.said(one, "Come pan.", (), NOON)
            one.commit()
        made.dispose()


@pytest.mark.parametrize("engine", ENGINES)
def test_two_processes_lose_nothing(path: Path, engine: str) -> None:
    context = multiprocessing.get_context("spawn")
    players = [context.Process(target=play, args=(path, engine, 10)) for _ in range(2)]
    for player in players:
        player.start()
    for player in players:
        player.join(60)
    assert [player.exitcode for player in players] == [0, 0]
    with session(path) as one:
        (row,) = [row for row in SPANISH.heard(one, "Pan.", NOON).progress if row.word.base_form == "pan"]
        assert row.times_encountered == 41


@pytest.mark.parametrize("own", [True, False])
def test_two_conversations_at_once_in_asynchronous_sessions(path: Path, own: bool) -> None:
    """Also in plain sessions of the app's own engine, in one transaction with its own rows."""

    async def main() -> None:
        engine = create_async_engine(f"sqlite+aiosqlite:///{path}") if own else async_engine_for(path)

        async def converse() -> None:
            for _ in range(10):
                async with AsyncSession(engine) if own else async_sessions(engine)() as one:
                    await SPANISH.said(one, "Come pan.", (), NOON)
                    await one.commit()

        await asyncio.gather(converse(), converse())
        await engine.dispose()

    asyncio.run(main())
    with session(path) as one:
        assert {row.times_encountered for row in SPANISH.heard(one, "Come pan.", NOON).progress} == {21}
