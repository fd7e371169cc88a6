"""What a release has of a pack, and what it counts as left out."""

from typing import Any

import pytest

from pipeline.builder.shipped import LeftOut, LevelStanding, places_left_out, shipped, standings
from pipeline.model.findings import Place
from pipeline.model.lessons import Lesson, LessonItem, LessonKind
from pipeline.model.lexicon import Example, Level, Lexicon, Meaning, Relation, Unfinished, Word
from pipeline.model.packs import LevelState, Pack

PLACE = Place("es/A1/food.yaml")
STATES = {"A1": LevelState.RELEASED, "A2": LevelState.PREVIEW}


def word(base_form: str, *levels: str, status: str = "reviewed") -> Word:
    meaning = Meaning("Algo.", "thing", (Example(f"Es {base_form}."),))
    at = tuple(Level(level, 1, PLACE) for level in levels or ("A1",))
    return Word(base_form, "noun", at, (meaning,), "food", PLACE.at("words", base_form), status=status)


def lesson(id_: str, level: str, *words: Word, **more: Any) -> Lesson:
    place = Place(f"es/lessons/{level}.yaml", ("lessons", id_))
    items = tuple(LessonItem(one.base_form, place, word=one, sense=0) for one in words)
    return Lesson(id_, level, "food", id_, id_, id_, id_, items, place, **more)


def lexicon(*words: Word, **more: Any) -> Lexicon:
    about = ("es", "en", "T", "1.0.0", "2026-01-02", "CC0-1.0", "us", Place("es/pack.yaml"))
    return Lexicon("es", pack=Pack(*about, targets={"A1": 3, "A2": 9}, states=STATES), words=words, **more)


def names(whole: Lexicon) -> tuple[list[str], list[str], LeftOut]:
    """Return the words and lessons that are shipped, and what is left out."""
    one, left_out = shipped(whole)
    return [word.base_form for word in one.words], [lesson.id for lesson in one.lessons], left_out


def test_of_a_released_level_all_that_is_reviewed() -> None:
    draft = Unfinished("c", "A1", PLACE.at("words", 2), (("meanings",),))
    whole = lexicon(word("a"), word("b", status="draft"), unfinished=(draft,))
    assert names(whole) == (["a"], [], {"A1": {"not filled in": 1, "not reviewed": 1}})


def test_of_a_level_in_progress_nothing() -> None:
    a = word("a", "B1")
    draft = Unfinished("c", "B1", PLACE, (("meanings",),))
    whole = lexicon(a, word("b", "B1", status="draft"), unfinished=(draft,), lessons=(lesson("one", "B1", a),))
    assert names(whole) == ([], [], {"B1": {"of a level in progress": 3}})


def test_of_a_preview_the_words_of_finished_lessons() -> None:
    a, b, c, d = word("a", "A2"), word("b", "A2"), word("c", "A2", status="draft"), word("d", "A2")
    whole = lexicon(a, b, c, d, lessons=(lesson("one", "A2", a), lesson("two", "A2", b, c)))
    left_out = {"A2": {"not reviewed": 1, "of an incomplete lesson": 1, "in no lesson": 1}}
    assert names(whole) == (["a"], ["one"], left_out)


def test_a_lesson_that_lacks_a_word_is_not_finished() -> None:
    a = word("a", "A2")
    lacking = lesson("one", "A2", a, unfinished=(LessonItem("x", PLACE),))
    assert names(lexicon(a, lessons=(lacking,))) == ([], [], {"A2": {"of an incomplete lesson": 1}})


def test_a_review_does_not_finish_what_its_words_were_taught_in() -> None:
    a, b, c = word("a", "A2"), word("b", "A2", status="draft"), word("c", "A2")
    review = lesson("review", "A2", a, c, kind=LessonKind.REVIEW)
    whole = lexicon(a, b, c, lessons=(lesson("one", "A2", a, b), lesson("two", "A2", c), review))
    assert names(whole)[:2] == (["c"], ["two"])
    assert names(lexicon(a, c, lessons=(lesson("one", "A2", a, c), review)))[1] == ["one", "review"]


def test_phrases_need_nobody_else() -> None:
    one = lesson("one", "A2", unfinished=())
    phrase = LessonItem("¿Cuánto es?", PLACE, phrase=True, translation="How much is it?")
    with_phrase = Lesson(*("two", "A2", "food", "", "", "", ""), (phrase,), one.place)
    assert names(lexicon(lessons=(with_phrase,))) == ([], ["two"], {})


@pytest.mark.parametrize(
    ("levels", "kept"),
    [(("A1", "B1"), ["A1"]), (("B1", "A1"), ["A1"]), (("A1", "A2"), ["A1"]), (("A2", "A1"), ["A1"]), (("A2",), [])],
)
def test_a_word_is_at_the_levels_that_are_shipped(levels: tuple[str, ...], kept: list[str]) -> None:
    shipping, _ = shipped(lexicon(word("a", *levels)))
    assert [level.level for one in shipping.words for level in one.levels] == kept


def test_a_word_that_a_lesson_teaches_is_at_the_preview_too() -> None:
    a = word("a", "A1", "A2")
    shipping, _ = shipped(lexicon(a, lessons=(lesson("one", "A1", a),)))
    assert shipping.words == (a,)


def test_a_relation_goes_with_either_of_its_words() -> None:
    pairs = [("a", "b"), ("b", "a"), ("a", "c"), ("c", "a")]
    whole = lexicon(
        word("a"), word("b"), word("c", status="draft"), relations=tuple(Relation(*pair, "synonym") for pair in pairs)
    )
    shipping, _ = shipped(whole)
    assert [(one.base_form, one.other) for one in shipping.relations] == [("a", "b"), ("b", "a")]


def test_how_far_each_level_is() -> None:
    a, b = word("a"), word("b", "A2")
    shipping, left_out = shipped(lexicon(a, b, word("c", "A2"), word("d", "B1"), lessons=(lesson("one", "A2", b),)))
    assert standings(shipping, left_out) == {
        "A1": LevelStanding("released", 1, 3, {}),
        "A2": LevelStanding("preview", 2, 9, {"in no lesson": 1}),
        "B1": LevelStanding("in progress", 2, None, {"of a level in progress": 1}),
    }


def test_an_unfinished_lesson_of_a_released_level_stays_a_fault() -> None:
    a, b = word("a", status="draft"), word("b", "A2", status="draft")
    whole = lexicon(a, b, lessons=(lesson("one", "A1", a), lesson("two", "A2", b)))
    places = places_left_out(whole, shipped(whole)[0])
    assert places == {(one.place.file, one.place.pointer) for one in (a, b, whole.lessons[1])}
