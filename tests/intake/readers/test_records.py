"""JSON, JSON lines and YAML, in the shapes in which people keep words."""

import gzip
import json
from pathlib import Path

import pytest

from pipeline.intake.readers.family import NotReadableError
from tests.intake.readers.reading import Read, read_one


def as_json(value: object) -> Read:
    return read_one(json.dumps(value).encode())


def test_a_mapping_of_words() -> None:
    found = as_json({"casa": "house", "pan": "bread"})
    assert (found.table.columns, found.cells) == ((), [("casa", "house"), ("pan", "bread")])
    assert found.table.unit == "record"


def test_a_word_given_twice_keeps_both_values() -> None:
    assert read_one(b'{"banco": "bank", "pan": "bread", "banco": "bench"}').cells[0] == ("banco", "bank\nbench")


def test_records_by_word() -> None:
    found = as_json({"casa": {"pos": "n", "en": "house"}, "comer": {"pos": "v", "en": "eat"}})
    assert (found.table.columns, found.cells) == (("", "pos", "en"), [("casa", "n", "house"), ("comer", "v", "eat")])


def test_words_by_topic() -> None:
    found = as_json({"food": {"pan": "bread", "sal": "salt"}, "home": {"casa": "house"}})
    assert found.table.columns == ("", "", "topic")
    assert found.cells == [("pan", "bread", "food"), ("sal", "salt", "food"), ("casa", "house", "home")]


def test_what_is_stated_once_holds_for_all() -> None:
    found = as_json({"level": "A2", "words": [{"word": "pan", "en": "bread"}, {"word": "sal", "en": "salt"}]})
    assert found.table.columns == ("level", "word", "en")
    assert found.cells == [("A2", "pan", "bread"), ("A2", "sal", "salt")]


def test_lists() -> None:
    assert as_json([["pan", "bread"], ["sal", "salt"]]).cells == [("pan", "bread"), ("sal", "salt")]
    assert as_json(["pan", "sal"]).cells == [("pan",), ("sal",)]
    assert as_json([{"word": "pan"}, {"word": "sal"}]).cells == [("pan",), ("sal",)]


def test_what_is_nested_in_a_record() -> None:
    found = as_json(
        [{"word": "banco", "en": ["bank", "bench"], "ipa": {"es": "ˈbaŋko"}, "ex": [{"t": "a"}, {"t": "b"}]}]
    )
    assert found.table.columns == ("word", "en", "ipa.es", "ex.t")
    assert found.cells == [("banco", "bank\nbench", "ˈbaŋko", "a\nb")]


def test_values_are_as_they_are_written() -> None:
    found = read_one(
        b'[{"word": "uno", "n": 1.0, "m": 10, "x": null, "y": true, "z": 1e999, "big": ' + b"9" * 5000 + b"}]"
    )
    assert found.cells[0][:6] == ("uno", "1.0", "10", "", "true", "1e999")


def test_yaml_leaves_words_as_they_are() -> None:
    found = read_one(b"- no: no\n- on: 'on'\n- yes: si\n- 12:30: half past twelve\n- null: nothing\n")
    assert found.cells == [
        ("no", "no"),
        ("on", "on"),
        ("yes", "si"),
        ("12:30", "half past twelve"),
        ("null", "nothing"),
    ]


def test_yaml_with_texts_over_several_lines() -> None:
    entry = "- word: pan\n  note: >-\n    it is, as\n    they say, good\n  en: [bread, loaf]\n"
    found = read_one((entry * 2).encode())
    assert found.table.columns == ("word", "note", "en")
    assert found.cells == [("pan", "it is, as they say, good", "bread\nloaf")] * 2
    assert len(read_one((entry * 2_000).encode()).rows) == 2_000


def test_json_lines(tmp_path: Path) -> None:
    lines = [{"word": "pan", "en": "bread"}, {"word": "sal", "en": "salt"}]
    text = "\n".join(map(json.dumps, lines)) + '\n\nno json\n{}\n[1, "a"]\n{"word": "ajo", "late": "x"}\n'
    found = read_one(text.encode())
    assert found.table.columns == ("", "", "word", "en", "late")
    assert found.numbers == [1, 2, 4, 5, 6, 7]
    assert found.rows[2].fault == "not JSON"
    assert found.cells[4][:2] == ("1", "a")
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"word": "pan"}\n'))
    assert read_one(path).cells == [("pan",)]


def test_a_key_that_only_comes_later_is_not_lost() -> None:
    lines = ['{"word": "pan"}'] * 2_000 + ['{"word": "sal", "note": "table"}']
    found = read_one("\n".join(lines).encode())
    assert found.rows[-1].cells == ("sal",)
    assert found.rows[-1].doubts == ("“note”: table",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'[{"word": "pan"', "it is not JSON"),
        (b'{"a": ' * 50_000, "nested too deeply"),
        (b"[" * 50_000 + b"]" * 50_000, "nested too deeply"),
        (b"[" * 200 + b"1" + b"]" * 200, "nested more than 20 deep"),
        (b"- a: b\n- [c\n- d: e\n", "it is not YAML"),
        (b"- a: &x b\n- c: *x\n", "it is not YAML"),
        (b"a:\n" + b"- [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n", "deep"),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(NotReadableError, match=message):
        read_one(content)


def test_deep_lines_are_named() -> None:
    found = read_one(b'{"word": "pan"}\n{"a": ' + b"[" * 50_000 + b'\n{"b": ' * 3 + b'\n{"word": "sal"}\n')
    assert [row.fault for row in found.rows] == ["", "nested too deeply", "not JSON", "not JSON", "not JSON", ""]
