"""What the build adds to notes can be told from what the curator wrote."""

import pytest

from pipeline.model.contrasts import Notes, parted, with_contrasts


@pytest.mark.parametrize("notes", [None, "Before the noun.", "Two lines.\nLike this (always)."])
@pytest.mark.parametrize("others", [{}, {"estar": "to be"}, {"buenos días": "good morning", "a": "to (a place)"}])
def test_what_is_joined_comes_apart(notes: str | None, others: dict[str, str]) -> None:
    assert parted(with_contrasts(notes, others)) == Notes(notes, tuple(sorted(others)))


def test_brackets_and_order_are_put_right() -> None:
    assert with_contrasts("A.", {"s": "it (is)", "b": "c"}) == "A. Do not confuse with: b (c), s (it is)."


@pytest.mark.parametrize("notes", ["Do not confuse with: estar.", "Do not confuse with: b (c). More.", "Not: b (c)."])
def test_other_notes_are_the_curators(notes: str) -> None:
    assert parted(notes) == Notes(notes, ())
