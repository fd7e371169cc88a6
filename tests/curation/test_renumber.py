"""Priorities without holes, in the order that they had."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.curation.renumber import renumber
from pipeline.model.findings import Place
from pipeline.model.lexicon import Level, Word


def word(name: str, *levels: tuple[str, int]) -> Word:
    place = Place("f", (name,))
    places = [place.at("priority"), *(place.at("levels", n) for n in range(len(levels)))]
    held = tuple(Level(level, number, at) for (level, number), at in zip(levels, places, strict=False))
    return Word(name, "noun", held, (), "food", place)


def test_holes_are_closed_level_by_level() -> None:
    words = [word("c", ("A1", 9), ("B1", 4)), word("a", ("A1", 2)), word("b", ("B1", 1))]
    assert renumber(words).changes == {
        "f": {("a", "priority"): 1, ("c", "priority"): 2, ("c", "levels", 0, "priority"): 2}
    }


def test_shared_priority_is_left_to_the_curator() -> None:
    numbering = renumber([word("a", ("A1", 3)), word("b", ("A1", 3)), word("c", ("B1", 2))])
    assert numbering.changes == {"f": {("c", "priority"): 1}}
    (message,) = numbering.refused
    assert message.startswith("A1 is not renumbered: “a” and “b” both have priority 3")


@given(st.sets(st.integers(1, 1_000_000), max_size=30))
def test_order_stays(numbers: set[int]) -> None:
    changes = renumber([word(str(number), ("A1", number)) for number in numbers]).of("f")
    new = {number: changes.get((str(number), "priority"), number) for number in numbers}
    assert sorted(numbers, key=lambda number: new[number]) == sorted(numbers)
    assert sorted(new.values()) == list(range(1, len(numbers) + 1))
