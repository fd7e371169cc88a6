"""Plain data becomes a dataclass only if every value has the type of its field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.typed import MisfitError, record


@dataclass(frozen=True)
class Inner:
    number: int = 0


@dataclass(frozen=True)
class Outer:
    given: str
    text: str
    flag: bool = False
    texts: tuple[str, ...] = ()
    pair: tuple[int, int] = (0, 0)
    table: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    deep: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    maybe: str | None = None
    inner: Inner = field(default_factory=Inner)


def outer(**table: Any) -> Outer:
    return record(Outer, {"text": "t"} | table, given="g")


def test_lists_become_tuples_and_tables_dataclasses() -> None:
    assert outer(
        flag=True,
        texts=["a"],
        pair=[1, 2],
        table={"a": "b", "c": ["d"]},
        deep={"a": {"b": ["c"]}},
        maybe="m",
        inner={"number": 1},
    ) == Outer("g", "t", True, ("a",), (1, 2), {"a": "b", "c": ("d",)}, {"a": {"b": ("c",)}}, "m", Inner(1))
    assert outer() == Outer("g", "t")


@pytest.mark.parametrize(
    ("table", "message", "pointer"),
    [
        ({"flag": 1}, "“flag” must be true or false, not a number", ("flag",)),
        ({"text": ["a"]}, "“text” must be text, not a list", ("text",)),
        ({"text": date(2026, 1, 2)}, "“text” must be text, not a date or time", ("text",)),
        ({"texts": "a"}, "“texts” must be a list, not text", ("texts",)),
        ({"texts": ["a", 2]}, "“texts” must be text, not a number", ("texts", 1)),
        ({"pair": [1]}, "“pair” must have 2 items, not 1", ("pair",)),
        ({"pair": [1, True]}, "“pair” must be a whole number, not true or false", ("pair", 1)),
        ({"pair": [1, 2.0]}, "“pair” must be a whole number, not a number", ("pair", 1)),
        ({"table": {"a": {}}}, "“a” must be text or a list, not a mapping", ("table", "a")),
        ({"deep": {"a": ["b"]}}, "“a” must be a mapping, not a list", ("deep", "a")),
        ({"maybe": 1}, "“maybe” must be text, not a number", ("maybe",)),
        ({"inner": {"number": "1"}}, "“number” must be a whole number, not text", ("inner", "number")),
    ],
)
def test_another_type_is_refused_at_its_place(table: dict[str, Any], message: str, pointer: tuple[str, ...]) -> None:
    with pytest.raises(MisfitError) as caught:
        outer(**table)
    assert (caught.value.message, caught.value.pointer, caught.value.at_key) == (message, pointer, False)


def test_an_unknown_key_is_refused_with_a_guess() -> None:
    with pytest.raises(MisfitError, match="there is no key “nmber” here") as caught:
        outer(inner={"nmber": 1})
    assert (caught.value.pointer, caught.value.at_key) == (("inner", "nmber"), True)
    assert caught.value.hint == "did you mean “number”?"


def test_a_field_that_is_given_is_not_a_key() -> None:
    with pytest.raises(MisfitError, match="there is no key “given” here"):
        record(Outer, {"text": "t", "given": "h"}, given="g")


def test_a_missing_field_is_refused() -> None:
    with pytest.raises(MisfitError, match="the key “text” is missing"):
        record(Outer, {}, given="g")


_PLAIN = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=2) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["text", "flag", "texts", "pair", "table", "deep", "maybe", "inner"]), _PLAIN))
def test_anything_else_is_refused_and_nothing_crashes(table: dict[str, Any]) -> None:
    try:
        made = outer(**table)
    except MisfitError as error:
        reached: Any = {"text": "t"} | table
        for step in error.pointer:
            reached = reached[step]
    else:
        assert type(made.flag) is bool
        assert all(type(text) is str for text in made.texts)
        assert type(made.inner.number) is int
