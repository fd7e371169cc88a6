"""YAML as a tree: where each value begins and ends."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.lines import Lines
from pipeline.reading.yaml_tree import compose
from tests.reading.test_yaml_events import records


def spans(text: str) -> dict[tuple[str | int, ...], str]:
    return {pointer: text[node.start : node.end] for pointer, node in compose(text).root.walk()}


def test_values_and_keys_span_their_characters() -> None:
    text = "- ñandú: 'é'\n  más: [a, ¡b!]\n"
    assert spans(text)[0, "ñandú"] == "'é'"
    assert spans(text)[0, "más", 1] == "¡b!"
    key = compose(text).root.items[0].fields["más"].key
    assert key is not None
    assert text[key.start : key.end] == "más"


def test_lists_and_mappings_span_what_is_in_them() -> None:
    text = "a: [x, {y: 'z'}]\nb:\n  - |\n    l\n  - c  # d\n\n# e\n"
    assert spans(text)["a",] == "[x, {y: 'z'}]"
    assert spans(text)["a", 1, "y"] == "'z'"
    assert spans(text)["b", 0] == "|\n    l\n"
    assert spans(text)["b",] == "- |\n    l\n  - c"
    assert spans(text)[()] == text[: text.index("  # d")]


def test_nearest_value() -> None:
    root = compose("a: [x, {y: z}]").root
    inner = root.fields["a"].items[1]
    assert root.nearest(("a", 1)) == (inner, True)
    assert root.nearest(("a", 1, "q", 3)) == (inner, False)
    assert root.nearest(("a", 2)) == root.nearest(("a", "x", "y")) == (root.fields["a"], False)


@pytest.mark.parametrize("text", ["", "# nothing", "---\n..."])
def test_no_value_is_null(text: str) -> None:
    root, findings, whole = compose(text)
    assert (root.data(), findings, whole) == (None, [], True)


@pytest.mark.parametrize("fault", ["c: d: e", "[x", "*c", "? [a]: b", "\0", "---\n...\n---"])
def test_tree_of_a_broken_text_reaches_up_to_the_fault(fault: str) -> None:
    root, findings, whole = compose(f"a: 1\nb: {fault}")
    assert (whole, len(findings)) == (False, 1)
    assert root.nearest(("a",))[1] is ("\0" not in fault)


def test_the_first_of_two_keys_stays() -> None:
    root, findings, whole = compose("a: {b: 1, b: {c: 2, c: 3}, d: 4}\na: 5")
    assert whole
    assert root.data() == {"a": {"b": 1, "d": 4}}
    assert [(one.place.path, *(one.place.position or ())) for one in findings] == [
        ("a.b", 1, 11),
        ("a.b.c", 1, 21),
        ("a", 2, 1),
    ]
    assert [one.references[0].place.position for one in findings] == [(1, 5), (1, 15), (1, 1)]


def ways(text: str) -> list[tuple[str | int, ...]]:
    return [pointer for pointer, _ in compose(text).root.walk()]


@given(records)
def test_walk_goes_where_the_record_goes(record: object) -> None:
    def walk(value: object, pointer: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
        steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        return [pointer, *(way for step, inner in steps for way in walk(inner, (*pointer, step)))]

    assert ways(yaml.safe_dump({"record": record}, allow_unicode=True, sort_keys=False)) == walk({"record": record})


@given(
    st.text()
    | st.text(st.sampled_from("a:-[]{}|>'\"#,? \n\r\t\x85\u2028\ufeffé\U0001f600"))
    | st.lists(st.sampled_from(["a: 1", "b: 'x", "y'", "- |", "  two", "# c", "{k: v}", ""])).flatmap(
        lambda lines: st.sampled_from(["\n", "\r\n", "\r", "\x85", "\u2028"]).map(lambda end: end.join(lines))
    )
)
def test_lines_and_columns_are_those_of_the_parser(text: str) -> None:
    text = text.lstrip("\ufeff")  # a file is decoded without; the parser does not count it
    lines = Lines(text, "yaml")
    marks = []
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            marks += [event.start_mark, event.end_mark]
    except yaml.MarkedYAMLError as error:
        marks += [error.problem_mark or error.context_mark]
    except yaml.reader.ReaderError:
        pass
    for mark in marks:
        if mark.index == len(text) and mark.column == 0:
            continue  # behind a last line without an end the parser counts one more
        assert lines.position(mark.index) == (mark.line + 1, mark.column + 1)
