"""The excerpt shows the line of a finding, and underlines the value."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline.model.findings import Place, Position
from pipeline.reporting.excerpt import WIDTH, Excerpt, Sources
from pipeline.reporting.terminal import harmless
from tests.reporting.samples import TEXTS, place

YAML, CSV = "A1/food.yaml", "A1/greetings.csv"


def excerpt(text: str, line: int, column: int, file: str = YAML, width: int | None = None) -> Excerpt:
    end = None if width is None else Position(line, column + width)
    found = Sources({file: text}).excerpt(place(file, line, column, "x")._replace(end=end))
    assert found is not None
    return found


def test_value_is_underlined() -> None:
    found = excerpt("words:\n    part_of_speech: nuon   # a noun\n", 2, 21, width=4)
    assert found == Excerpt(2, "    part_of_speech: nuon   # a noun", 20, 4)


def test_where_no_end_is_known_there_is_one_caret() -> None:
    assert excerpt("    meanings: []", 1, 15) == Excerpt(1, "    meanings: []", 14, 1)


@pytest.mark.parametrize(("text", "width"), [("a: two\n  lines", 3), ("a: 'two\n\n  lines'", 4), ("a: |\n  text", 1)])
def test_value_of_several_lines_is_underlined_on_the_first(text: str, width: int) -> None:
    where = place(YAML, 1, 4, "a")._replace(end=Position(2, 8))
    found = Sources({YAML: text}).excerpt(where)
    assert found is not None
    assert (found.column, found.width) == (3, width)


def test_tabs_take_four_columns() -> None:
    found = excerpt("a\tb\nc\td", 2, 3, file=CSV)
    assert found == Excerpt(2, "c    d", 5, 1)


def test_wide_characters_take_two_columns() -> None:
    assert excerpt("text: {a: 日本, b: 語}", 1, 18, width=1) == Excerpt(1, "text: {a: 日本, b: 語}", 19, 2)


def test_combining_characters_take_none() -> None:
    assert excerpt("{a: cafe\u0301, b: no}", 1, 15, width=2) == Excerpt(1, "{a: cafe\u0301, b: no}", 13, 2)


def test_what_could_steer_a_terminal_is_written_out() -> None:
    assert excerpt("{a: \x1b\u202e, b: no}", 1, 12, width=2) == Excerpt(1, "{a: \\u001b\\u202e, b: no}", 21, 2)


@pytest.mark.parametrize("start", [0, 30, 400, 990])
def test_long_lines_are_cut_around_the_value(start: int) -> None:
    line = "x" * start + " {a: VALUE}" + "y" * (1000 - start)
    found = excerpt(line, 1, start + 6, width=5)
    assert found.line[found.column : found.column + found.width] == "VALUE"
    assert found.line.startswith("…") is (start > 40)
    assert found.line.endswith("…") is (start < 900)
    assert WIDTH <= len(found.line) <= WIDTH + 2


def test_long_value_is_cut() -> None:
    found = excerpt("text: " + "word " * 100, 1, 7, width=500)
    assert found.line == "text: " + ("word " * 100)[:94] + "…"
    assert (found.column, found.width) == (6, 94)


def test_line_of_millions_of_characters_takes_no_time() -> None:
    for filler in (" ", '"', "\u0301", "[", "'a"):
        found = excerpt(filler * 2_000_000 + "x" + filler * 2_000_000, 1, 2_000_001 * len(filler), width=2_000_000)
        assert len(found.line) < 3 * 10 * WIDTH


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_lines_end_where_the_reader_ends_them(ending: str) -> None:
    assert excerpt(ending.join(["a: 1", "b: two"]), 2, 4, width=3) == Excerpt(2, "b: two", 3, 3)


def test_toml_has_lines_of_its_own() -> None:
    text = 'a = "\u2028"\r\nb = "\x85"\nc = 1'
    assert excerpt(text, 3, 5, file="es/profile.toml") == Excerpt(3, "c = 1", 4, 1)


@pytest.mark.parametrize(("line", "column"), [(9, 1), (2, 1)])
def test_nothing_is_shown_of_no_line(line: int, column: int) -> None:
    assert Sources({YAML: "a: 1\n   \n"}).excerpt(place(YAML, line, column)) is None


def test_nothing_is_shown_of_a_file_that_could_not_be_read() -> None:
    assert Sources({}).excerpt(place(YAML, 1, 1)) is None
    assert Sources({YAML: "a: 1"}).excerpt(Place(YAML)) is None


def test_column_behind_the_line_is_at_its_end() -> None:
    assert excerpt("a: 1", 1, 99, width=9) == Excerpt(1, "a: 1", 4, 1)


@settings(deadline=None)
@given(
    TEXTS, st.integers(1, 3), st.integers(1, 60), st.none() | st.integers(1, 60), st.sampled_from([YAML, CSV, "a.toml"])
)
def test_carets_are_below_the_line(text: str, line: int, column: int, width: int | None, file: str) -> None:
    end = None if width is None else Position(line, column + width)
    found = Sources({file: text}).excerpt(place(file, line, column, "words", 0, "notes")._replace(end=end))
    if found:
        assert 0 <= found.column <= cell_len(found.line) + 40
        assert found.width >= 1
        assert found.line == harmless(found.line)
