"""Proposals of lessons: of 8 to 14 words, those needed most first; existing lessons stay as they are."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.curation import lessons
from pipeline.curation.lessons import ProposedLesson, Waiting, appended, lesson_list, propose
from pipeline.curation.scaffold import NotPossibleError
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Place
from pipeline.model.lessons import FEWEST_ITEMS, MOST_ITEMS, Lesson, LessonItem
from pipeline.model.lexicon import Document, Example, Level, Lexicon, Meaning, Word
from pipeline.model.packs import Pack, Topic
from pipeline.reading import yaml_events

PLACE = Place("x")


def lexicon(sizes: Iterable[tuple[str, str, int]], *there: Lesson) -> Lexicon:
    """A lexicon with so many words at each level and topic; priorities run against the order of the words."""
    sizes = list(sizes)
    words = [
        Word(
            f"{topic}-{level}-{number}",
            "noun",
            (Level(level, size - number, PLACE),),
            (Meaning("Cosa.", "thing", (Example("Una cosa."),)),),
            topic,
            PLACE,
        )
        for level, topic, size in sizes
        for number in range(size)
    ]
    topics = {topic: Topic(topic, f"El {topic}", f"The {topic}", "Habla.", "Talk.") for _, topic, _ in sizes}
    pack = Pack("es", "en", "T", "1.0.0", "2026-01-02", "CC0-1.0", "A", PLACE, topics=topics)
    return Lexicon("es", pack=pack, words=tuple(words), lessons=there)


def sizes_of(found: Iterable[ProposedLesson | Waiting]) -> list[int]:
    return [len(one.words) for one in found if isinstance(one, ProposedLesson)]


@pytest.mark.parametrize(
    ("size", "expected"),
    [(0, []), (7, []), (8, [8]), (14, [14]), (15, [15]), (16, [8, 8]), (28, [14, 14]), (29, [9, 10, 10])],
)
def test_sizes_are_even_and_within_bounds(size: int, expected: list[int]) -> None:
    found = list(propose(lexicon([("A1", "food", size)])))
    assert sizes_of(found) == expected
    assert [one for one in found if isinstance(one, Waiting)] == (
        [Waiting("A1", "food", tuple(f"food-A1-{n}" for n in range(6, -1, -1)))] if size == 7 else []
    )


@given(st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from("abcdef"), st.integers(0, 700)), max_size=8))
def test_every_word_is_proposed_once_in_order_of_priority(sizes: list[tuple[str, str, int]]) -> None:
    sizes = list({(level, topic): (level, topic, size) for level, topic, size in sizes}.values())
    found = list(propose(lexicon(sizes)))
    made = [one for one in found if isinstance(one, ProposedLesson)]
    assert [LEVELS.index(one.level) for one in made] == sorted(LEVELS.index(one.level) for one in made)
    assert len({one.id for one in made}) == len(made)
    assert all(FEWEST_ITEMS <= len(one.words) <= MOST_ITEMS for one in made)
    words = [word for one in found for word in one.words]
    assert len(set(words)) == len(words) == sum(size for _, _, size in sizes)
    for one in found:
        numbers = [int(word.rpartition("-")[2]) for word in one.words]
        assert numbers == sorted(numbers, reverse=True)


def test_words_of_lessons_are_not_proposed_again_and_numbers_go_on() -> None:
    there = Lesson(
        "a1-food-2", "A1", "food", "", "", "", "", tuple(LessonItem(f"food-A1-{n}", PLACE) for n in range(20)), PLACE
    )
    (found,) = propose(lexicon([("A1", "food", 30)], there))
    assert isinstance(found, ProposedLesson)
    assert set(found.words) == {f"food-A1-{n}" for n in range(20, 30)}
    assert (found.id, found.number) == ("a1-food-2-2", 2)  # the id is taken


def test_only_the_levels_asked_for() -> None:
    (found,) = propose(lexicon([("A1", "food", 8), ("B1", "food", 8)]), ["B1"])
    assert (found.level, sizes_of([found])) == ("B1", [8])


def test_what_is_written_is_read_back() -> None:
    found = [one for one in propose(lexicon([("A1", "food", 40)])) if isinstance(one, ProposedLesson)]
    text = lesson_list(found[:2], "# yaml-language-server: $schema=../../schemas/pack.schema.json\n")
    assert text.startswith("# yaml-language-server: $schema=../../../schemas/lessons.schema.json\nlessons:\n")
    assert max(map(len, text.splitlines())) <= 120
    data, findings = yaml_events.parse(text, "A1.yaml")
    assert findings == []
    text = appended(Document("A1.yaml", "lessons", "yaml", text, ""), found[2:])
    data, findings = yaml_events.parse(text, "A1.yaml")
    assert findings == []
    assert [one["items"] for one in data["lessons"]] == [list(one.words) for one in found]
    assert data["lessons"][1]["title"] == "El food 2"


@pytest.mark.parametrize("head", ["lessons:\n- id: a\n  topic: b\n", "# x\nlessons: # y\n    - id: a\n      topic: b"])
def test_lessons_are_added_in_the_layout_of_the_file(head: str) -> None:
    found = [one for one in propose(lexicon([("A1", "food", 8)])) if isinstance(one, ProposedLesson)]
    for end in ("\n", "\r\n"):
        text = appended(Document("A1.yaml", "lessons", "yaml", head.replace("\n", end), ""), found)
        data, findings = yaml_events.parse(text, "A1.yaml")
        assert findings == []
        assert [one["id"] for one in data["lessons"]] == ["a", "a1-food-1"]


def test_a_list_in_brackets_is_refused() -> None:
    with pytest.raises(NotPossibleError, match="no list of lessons"):
        appended(Document("A1.yaml", "lessons", "yaml", "lessons: []\n", ""), [])


def test_no_lesson_is_longer_than_lessons_may_be() -> None:
    assert lessons.BEST_AT_MOST < MOST_ITEMS
