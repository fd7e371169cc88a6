"""The excerpt shows the line of a finding, and underlines the value exactly."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline.model.findings import Place
from pipeline.reporting.excerpt import WIDTH, Excerpt, Sources
from pipeline.reporting.terminal import harmless
from tests.reporting.samples import TEXTS, place

YAML, CSV = "A1/food.yaml", "A1/greetings.csv"


def excerpt(
    text: str, *where: int, file: str = YAML, pointer: tuple[str | int, ...] = ("x",), key: bool = False
) -> Excerpt:
    found = Sources({file: text}).excerpt(place(file, *where, *pointer, at_key=key))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("    part_of_speech: nuon", 21, "nuon"),
        ("    part_of_speech: nuon   # a noun", 21, "nuon"),
        ('    text: "Dice: hola."  # yes', 11, '"Dice: hola."'),
        ("    text: 'it''s'", 11, "'it''s'"),
        ("      - {type: plurals, text: buenos}", 16, "plurals"),
        ("      - {type: plural, text: buenos días}", 30, "buenos días"),
        ("    synonyms: [feliz, alegre]", 23, "alegre"),
        ("    text: alegre, feliz [sic]", 11, "alegre, feliz [sic]"),
        ("    url: https://example.org/a#b", 10, "https://example.org/a#b"),
        ("    text: - no list", 11, "-"),
        ("    meanings: []", 15, "["),
        ("  - base_form: pan", 5, "b"),
        ("    notes: |", 12, "|"),
    ],
)
def test_value_is_underlined(line: str, column: int, value: str) -> None:
    found = excerpt(f"words:\n{line}\n", 2, column)
    assert found.number == 2
    assert found.line == line
    assert found.line[found.column : found.column + found.width] == value


@pytest.mark.parametrize(
    ("text", "line", "column", "value"),
    [
        ("a,b,c\nhola,dos palabras,x\n", 2, 6, "dos palabras"),
        ("a;b;c\nhola;dos, tres;x\n", 2, 6, "dos, tres"),
        ('a,b,c\nhola,"dos, ""tres""",x\n', 2, 6, '"dos, ""tres"""'),
        ("a\tb\tc\nhola\tdos, tres; x\ty\n", 2, 6, "dos, tres; x"),
    ],
)
def test_cell_is_underlined(text: str, line: int, column: int, value: str) -> None:
    sources = Sources({CSV: text})
    where = place(CSV, line, column, "words", 0, "meanings")
    assert sources.extent(where) == len(value)


def test_row_has_no_extent() -> None:
    assert Sources({CSV: "a,b\nc,d\n"}).extent(place(CSV, 2, 1, "words", 0)) is None


def test_key_is_underlined() -> None:
    found = excerpt("    part_of_speach: noun", 1, 5, key=True)
    assert found.line[found.column : found.column + found.width] == "part_of_speach"


@pytest.mark.parametrize(
    ("text", "column", "key", "value"),
    [
        ('articles = ["el", "l\\"a"] # the', 19, False, '"l\\"a"'),
        ("articles = ['el', 'la']", 13, False, "'el'"),
        ("a.b = true # yes", 7, False, "true"),
        ("a = [1,-2.5,3]", 8, False, "-2.5"),
        ("a = 2026-01-02", 5, False, "2026-01-02"),
        ('"a b" = 1', 1, True, '"a b"'),
        ("a-b.c = 1", 1, True, "a-b"),
        ("[paradigms.noun]", 12, True, "noun"),
        ('a = ["el",', 5, False, None),
        ('a = """el', 5, False, None),
        ("a = '''", 5, False, None),
    ],
)
def test_value_of_toml_is_underlined(text: str, column: int, key: bool, value: str | None) -> None:
    where = place("es/profile.toml", 1, column, "a", at_key=key)
    assert Sources({"es/profile.toml": text}).extent(where) == (value and len(value))


def test_toml_has_lines_of_its_own() -> None:
    text = 'a = "\u2028"\r\nb = "\x85"\nc = 1'
    assert Sources({"es/profile.toml": text}).line("es/profile.toml", 3) == "c = 1"


def test_key_of_a_value_that_is_missing_has_one_caret() -> None:
    assert excerpt("    meanings: []", 1, 5).width == 1


def test_tabs_take_four_columns() -> None:
    found = excerpt("a\tb\nc\td", 2, 3, file=CSV, pointer=("words", 0, "b"))
    assert found == Excerpt(2, "c    d", 5, 1)


def test_wide_characters_take_two_columns() -> None:
    assert excerpt("text: {a: 日本, b: 語}", 1, 18) == Excerpt(1, "text: {a: 日本, b: 語}", 19, 2)


def test_combining_characters_take_none() -> None:
    assert excerpt("{a: cafe\u0301, b: no}", 1, 15) == Excerpt(1, "{a: cafe\u0301, b: no}", 13, 2)


def test_what_could_steer_a_terminal_is_written_out() -> None:
    assert excerpt("{a: \x1b\u202e, b: no}", 1, 12) == Excerpt(1, "{a: \\u001b\\u202e, b: no}", 21, 2)


@pytest.mark.parametrize("start", [0, 30, 400, 990])
def test_long_lines_are_cut_around_the_value(start: int) -> None:
    line = "x" * start + " {a: VALUE}" + "y" * (1000 - start)
    found = excerpt(line, 1, start + 6)
    assert found.line[found.column : found.column + found.width] == "VALUE"
    assert found.line.startswith("…") is (start > 40)
    assert found.line.endswith("…") is (start < 900)
    assert WIDTH <= len(found.line) <= WIDTH + 2


def test_long_value_is_cut() -> None:
    found = excerpt("text: " + "word " * 100, 1, 7)
    assert found.line == "text: " + ("word " * 100)[:94] + "…"
    assert (found.column, found.width) == (6, 94)


def test_line_of_millions_of_characters_takes_no_time() -> None:
    for filler in (" ", '"', "\u0301", "[", "'a"):
        found = excerpt(filler * 2_000_000 + "x" + filler * 2_000_000, 1, 2_000_001 * len(filler))
        assert len(found.line) < 3 * 10 * WIDTH


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_lines_end_where_the_reader_ends_them(ending: str) -> None:
    assert excerpt(ending.join(["a: 1", "b: two"]), 2, 4) == Excerpt(2, "b: two", 3, 3)


@pytest.mark.parametrize(("line", "column"), [(9, 1), (2, 1)])
def test_nothing_is_shown_of_no_line(line: int, column: int) -> None:
    assert Sources({YAML: "a: 1\n   \n"}).excerpt(place(YAML, line, column)) is None


def test_nothing_is_shown_of_a_file_that_could_not_be_read() -> None:
    assert Sources({}).excerpt(place(YAML, 1, 1)) is None
    assert Sources({YAML: "a: 1"}).excerpt(Place(YAML)) is None


def test_column_behind_the_line_is_at_its_end() -> None:
    assert excerpt("a: 1", 1, 99, pointer=()) == Excerpt(1, "a: 1", 4, 1)


@settings(deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))), min_size=1, max_size=3),
    st.booleans(),
)
@example(["0\xa0", "a\u3000#"], False)
def test_extent_is_that_of_the_parser(values: list[str], flow: bool) -> None:
    text = yaml.safe_dump({"values": values}, allow_unicode=True, width=10_000, default_flow_style=flow)
    sources = Sources({YAML: text})
    scalars = [event for event in yaml.parse(text) if isinstance(event, yaml.ScalarEvent)][1:]
    assert [event.value for event in scalars] == values
    for index, event in enumerate(scalars):
        start, end = event.start_mark, event.end_mark
        length = sources.extent(place(YAML, start.line + 1, start.column + 1, "values", index))
        if start.line == end.line and length is not None:
            assert length == end.column - start.column


@settings(deadline=None)
@given(TEXTS, st.integers(1, 3), st.integers(1, 60), st.sampled_from([YAML, CSV, "profile.toml"]))
def test_carets_are_below_the_line(text: str, line: int, column: int, file: str) -> None:
    found = Sources({file: text}).excerpt(place(file, line, column, "words", 0, "notes"))
    if found:
        assert 0 <= found.column <= cell_len(found.line) + 40
        assert found.width >= 1
        assert found.line == harmless(found.line)
