"""YAML as plain records: the value of every scalar."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.yaml_events import _plain, _UnsureError, parse
from pipeline.reading.yaml_tree import MAX_DEPTH, MAX_EVENTS, compose


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("Null", "Null"),
        ("~", "~"),
        ("12:30", "12:30"),
        ("2024-01-01", "2024-01-01"),
        ("1.5", "1.5"),
        ("0x1F", "0x1F"),
        ("007", "007"),
        ("1_000", "1_000"),
        ("9" * 40, "9" * 40),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("'12'", "12"),
        ('"null"', "null"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("¿Qué?", "¿Qué?"),
        ("|\n  two\n  lines", "two\nlines"),
    ],
)
def test_scalars_stay_text(text: str, value: object) -> None:
    data, findings = parse(f"key: {text}", "file")
    assert findings == []
    assert data == {"key": value}
    assert type(data["key"]) is type(value)


def test_depth_is_limited_without_recursion() -> None:
    fine = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert parse(fine, "file")[1] == []
    for deep in ("[" * 100_000, "{a: " * 100_000, "\n".join(" " * n + "a:" for n in range(500))):
        data, (finding,) = parse(deep, "file")
        assert data is None
        assert finding.rule.slug == "nested-too-deep"


def test_the_number_of_values_is_limited() -> None:
    """A file of 8 MB with nothing but empty lists took three gigabytes of memory and minutes."""
    fine = f"words: [{'[],' * (MAX_EVENTS // 2 - 10)}]"
    assert parse(fine, "file")[1] == []
    for dense in (f"words: [{'[],' * MAX_EVENTS}]", f"{{{'a: ,' * MAX_EVENTS}}}", "- a\n" * MAX_EVENTS):
        data, findings = parse(dense, "file")
        assert data is None
        assert findings[-1].rule.slug == "file-too-large"


scalars = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\x85"))
records = st.recursive(
    scalars | st.integers(-(10**17), 10**17) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(scalars, inner, max_size=4),
    max_leaves=12,
)


@given(records)
def test_what_a_yaml_library_writes_is_read_back(record: Any) -> None:
    text = yaml.safe_dump({"record": record}, allow_unicode=True)
    data, findings = parse(text, "file")
    assert findings == []
    assert data == {"record": record}


@given(st.text() | st.text(st.sampled_from("a:-[]{}&*!|>'\"#%@`,? \n\t")))
def test_any_text_gives_a_record_or_findings(text: str) -> None:
    data, findings = parse(text, "file")
    for finding in findings:
        position = finding.place.position
        assert position is not None
        assert 1 <= position.line <= text.count("\n") + text.count("\r") + text.count("\x85") + 2
    assert data is None or isinstance(data, dict | list | str | int)


@given(
    records.map(lambda record: yaml.safe_dump(record, allow_unicode=True))
    | st.text(st.sampled_from("a0-:[]{}&*!|>'\"#%@`,? \n\t"))
    | st.lists(
        st.sampled_from(["a: 1", "a: {b: c}", "- x", "  - y", "---", "...", "? k", "&a b", "*a", "!t x", ""])
    ).map("\n".join)
)
def test_the_quick_way_gives_what_the_careful_one_gives_without_findings(text: str) -> None:
    try:
        record = _plain(text)
    except (_UnsureError, yaml.YAMLError):
        return
    root, findings, whole = compose(text)
    assert whole
    assert findings == []
    assert repr(root.data()) == repr(record)


def test_what_nearly_all_files_are_is_read_the_quick_way() -> None:
    assert _plain("# remark\nlevel: A1\nwords:\n  - {a: 'x', b: [1, null, no]}\n  - |\n    two\n    lines\n") == {
        "level": "A1",
        "words": [{"a": "x", "b": [1, None, "no"]}, "two\nlines\n"],
    }
