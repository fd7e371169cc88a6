"""The words in focus: of the topic, due, new and from the query, and others in the next conversation."""

import itertools
import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.focus import FocusWord, Why, focus_words
from pipeline.app.progress import Encounter, record_encounters
from pipeline.app.settings import APP_SHARES, TalkSettings
from pipeline.app.topics import words_of_topic
from pipeline.database.models import WordForm, WordMeaning, WordTopic
from tests.app.learners import make, run, session

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A hundred words; every fifth is of the topic food, every tenth of people. The app's restaurant is about food."""
    path = make(
        tmp_path / "x.db", *((f"palabra{one}", "A1", 1 + one // 20) for one in range(1, 101)), ("alto", "A2", 1)
    )
    with session(path) as one:
        for word in range(5, 101, 5):
            one.add(WordTopic(word_id=word, topic_id="food"))
            if word % 10 == 0:
                one.add(WordTopic(word_id=word, topic_id="people"))
        one.add(WordTopic(word_id=101, topic_id="food"))
        one.commit()
    with closing(sqlite3.connect(path)) as connection:
        values = ("es", "1.0.0", "2026-01-01", "MIT", "", "{}", "{}", "0" * 64, "{}")
        connection.execute(f"INSERT INTO release_packs VALUES ({', '.join('?' * 9)}, ?, NULL)", (*values, mapped()))
        connection.commit()
    return path


def mapped() -> str:
    return json.dumps({"restaurant": ["people", "food"]})


def focus(path: Path, topic: str | None = None, at: datetime = NOON, **settings: Any) -> tuple[FocusWord, ...]:
    with session(path) as one:
        return focus_words(one, "spanish", "A1", topic, at=at, settings=TalkSettings(**settings))


def why(words: tuple[FocusWord, ...]) -> Counter[Why]:
    return Counter(word.why for word in words)


def test_a_new_learner_gets_words_of_the_topic(path: Path) -> None:
    words = focus(path, "restaurant")
    assert len({word.word_id for word in words}) == 20
    assert why(words) == {Why.TOPIC: 8, Why.NEW: 3, Why.LEVEL: 9}
    assert all(word.word_id % 5 == 0 for word in words if word.why is Why.TOPIC)
    assert not any(word.met or word.base_form == "alto" for word in words)


@pytest.mark.parametrize("topic", [None, "sports"])
def test_without_a_topic_that_matches_there_are_none_of_it(path: Path, topic: str | None) -> None:
    assert why(focus(path, topic)) == {Why.NEW: 3, Why.LEVEL: 17}


def test_what_is_due_comes_before_the_rest_of_the_topic(path: Path) -> None:
    """Two of the ten words are of the topic, and are there as such; the other eight take two of its places."""
    due = range(81, 91)
    run("synchronous", path, record_encounters, [Encounter(word, True, NOON) for word in due])
    assert not {word.word_id for word in focus(path) if word.why is not Why.LEVEL}.intersection(due)
    words = focus(path, "restaurant", NOON + timedelta(days=3))
    assert why(words) == {Why.TOPIC: 6, Why.DUE: 8, Why.NEW: 3, Why.LEVEL: 3}
    assert {word.word_id for word in words if word.word_id in due} == set(due)
    assert {word.word_id for word in words if word.why is Why.TOPIC and word.met} == {85, 90}
    assert all(word.word_id in due for word in words if word.why is Why.DUE)


def test_what_is_due_comes_before_what_is_new_and_leaves_places_for_the_query(path: Path) -> None:
    """The kind: with a few places for what is due, words wait for days while new ones are added to them."""
    run("synchronous", path, record_encounters, [Encounter(word, True, NOON) for word in range(1, 81)])
    later = NOON + timedelta(days=3)
    words = focus(path, "restaurant", later)
    assert why(words) == {Why.TOPIC: 8, Why.DUE: 9, Why.LEVEL: 3}
    assert all(word.met for word in words if word.why is not Why.LEVEL)
    assert why(focus(path, None, later)) == {Why.DUE: 17, Why.LEVEL: 3}
    assert why(focus(path, "restaurant", later, due=6)) == {Why.TOPIC: 8, Why.NEW: 3, Why.LEVEL: 9}
    assert why(focus(path, None, later, due=0)) == {Why.NEW: 3, Why.LEVEL: 17}


def test_words_of_earlier_levels_that_are_due_leave_places_for_the_level(tmp_path: Path) -> None:
    """Whoever begins A2 has learnt hundreds of words before; they come again, and new ones come too."""
    words = [(f"viejo{one}", "A1", 1) for one in range(1, 61)] + [(f"nuevo{one}", "A2", 1) for one in range(61, 101)]
    path = make(tmp_path / "x.db", *words)
    run("synchronous", path, record_encounters, [Encounter(word, True, NOON) for word in range(1, 63)])
    later = NOON + timedelta(days=30)
    with session(path) as one:
        found = focus_words(one, "es", "A2", None, at=later, settings=TalkSettings())
    due = {word.word_id for word in found if word.why is Why.DUE}
    assert {61, 62} <= due  # of the level itself
    assert len(due) == 2 + 8
    assert Counter(word.why for word in found if word.word_id > 62) == {Why.NEW: 3, Why.LEVEL: 7}


def test_the_topic_keeps_half_of_its_places_however_much_is_due(path: Path) -> None:
    """None of the words due is of the topic, or one."""
    others = [word for word in range(1, 81) if word % 5]
    run("synchronous", path, record_encounters, [Encounter(word, True, NOON) for word in others])
    later = NOON + timedelta(days=3)
    assert why(focus(path, "restaurant", later)) == {Why.DUE: 13, Why.TOPIC: 4, Why.LEVEL: 3}
    run("synchronous", path, record_encounters, [Encounter(5, True, NOON)])
    words = focus(path, "restaurant", later)
    assert why(words) == {Why.DUE: 13, Why.TOPIC: 4, Why.LEVEL: 3}
    assert [word.word_id for word in words if word.why is Why.TOPIC and word.met] == [5]
    assert why(focus(path, "sports", later)) == {Why.DUE: 17, Why.LEVEL: 3}


def test_all_that_is_due_comes_in_focus_within_a_day(path: Path) -> None:
    """Six conversations, in each of which the words in focus are used."""
    run("synchronous", path, record_encounters, [Encounter(word, True, NOON) for word in range(1, 71)])
    came: set[int] = set()
    for hour in range(0, 12, 2):
        at = NOON + timedelta(days=3, hours=hour)
        words = {word.word_id for word in focus(path, "restaurant", at)}
        run("synchronous", path, record_encounters, [Encounter(word, True, at) for word in words])
        came |= words
    assert came >= set(range(1, 71))


def test_two_conversations_share_few_words_and_all_come_in_time(path: Path) -> None:
    lists = []
    for hour in range(100):
        at = NOON + hour * HOUR
        lists.append({word.word_id for word in focus(path, "restaurant", at)})
        run("synchronous", path, record_encounters, [Encounter(word, True, at) for word in lists[-1]])
    shared = [len(one & other) for one, other in itertools.pairwise(lists)]
    assert sum(shared) / len(shared) < 10
    assert set().union(*lists) >= set(range(1, 101))
    assert focus(path, "restaurant") == focus(path, "restaurant")


def test_the_settings_hold(path: Path) -> None:
    assert why(focus(path, "restaurant", focus=5, of_topic=2, new=1)) == {Why.TOPIC: 2, Why.NEW: 1, Why.LEVEL: 2}
    assert focus(path, focus=0) == ()
    assert len(focus(path, focus=500)) == 100
    with pytest.raises(ValueError, match="new_words is -1"):
        TalkSettings(new_words=-1)
    with pytest.raises(ValueError, match="share is 90"):
        TalkSettings(share=90)
    assert TalkSettings(share=APP_SHARES).share_at("B1") == 0.85
    assert TalkSettings().share_at("B1") == 0.9


def test_words_of_a_topic_come_in_the_order_of_the_mapping_then_of_need(path: Path) -> None:
    run("synchronous", path, record_encounters, [Encounter(10, True, NOON)])
    with session(path) as one:
        words = words_of_topic(one, "es", "restaurant", ("A1", "A2"))
    assert words[:9] == list(range(20, 101, 10))
    assert words[9:11] == [10, 101]  # of people but known; then of food, A2 before A1
    with session(path) as one:
        assert words_of_topic(one, "es", "people", ("A1",))[0] == 20  # not mapped: the pack's own topic
        assert words_of_topic(one, "fr", "restaurant", ("A1",)) == []


def test_words_of_lessons_on_a_topic_are_of_it(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO lessons (id, language, lesson_type, title, topic_id, difficulty_level, order_index) "
            "VALUES (1, 'es', 'vocabulary', 'x', 'people', 'A1', 1)"
        )
        for metadata in ('{"word_id": 7}', '{"word_id": "8"}', "no JSON", "[]", None):
            connection.execute(
                "INSERT INTO lesson_items (lesson_id, item_type, content, item_metadata, order_index) "
                "VALUES (1, 'word', 'x', ?, 1)",
                (metadata,),
            )
        connection.commit()
    with session(path) as one:
        assert words_of_topic(one, "es", "people", ("A1",))[0] == 7
        assert 8 not in words_of_topic(one, "es", "people", ("A1",))


def test_a_word_is_described(path: Path) -> None:
    with session(path) as one:
        one.add(WordMeaning(word_id=1, meaning_text="y", translation="second", meaning_order=2))
        one.add(WordMeaning(word_id=1, meaning_text="x", translation="first", meaning_order=1))
        past, present = (json.dumps({"Mood": "Ind", "Tense": tense}) for tense in ("Past", "Pres"))
        for text, info in (("palabra1", None), ("fui", past), ("voy", present), ("x" * 200, None)):
            one.add(WordForm(word_id=1, form_type="conjugation", form_text=text, grammatical_info=info))
        one.add(WordForm(word_id=1, form_type="conjugation", form_text="fuere", level="B2"))
        one.commit()
    word = next(word for word in focus(path, focus=200) if word.word_id == 1)
    assert (word.translation, word.forms) == ("first", ("voy", "fui"))
