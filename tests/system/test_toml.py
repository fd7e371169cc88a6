"""TOML is read within bounds, and every key and value of it is found where it stands."""

import os
import re
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.findings import Pointer, Position
from pipeline.model.lines import Lines
from pipeline.system import toml
from pipeline.system.toml import MAX_BYTES, Fault, TomlError
from pipeline.system.toml_positions import DEEPEST, tree
from tests.system.toml_texts import Marks, Written, toml_texts

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "pyproject.toml", *sorted((ROOT / "pipeline").rglob("*.toml"))]
LONGEST = 60.0
"""Seconds of processor time that tell work in proportion to the text (1 to 3 s) from its square (hours)."""


def pointers(value: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    yield pointer, value
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from pointers(inner, (*pointer, step))


def positions(text: str) -> Marks:
    lines = Lines(text, "toml")
    return {way: (lines.position(one.key_start), lines.position(one.start)) for way, one in tree(text).walk()}


def parsed(text: str) -> dict[str, Any] | TomlError:
    """Return what a text holds, or why it is refused; the positions in it are looked up, too."""
    start = time.process_time()
    result: dict[str, Any] | TomlError
    try:
        result = toml.parse(text)
    except TomlError as error:
        result = error
    found = positions(text)
    assert time.process_time() - start < LONGEST
    if isinstance(result, dict):
        assert set(found) == {pointer for pointer, _ in pointers(result)}
    return result


def refused(text: str) -> TomlError:
    result = parsed(text)
    assert isinstance(result, TomlError)
    return result


# --- positions


@given(toml_texts())
def test_everything_is_found_where_it_was_written(written: Written) -> None:
    assert toml.parse(written.text) == written.data
    assert positions(written.text) == written.marks


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_of_the_project_are_found_whole(path: Path) -> None:
    file = toml.read(path)
    lines = file.text.split("\n")
    found = positions(file.text)
    assert set(found) == {pointer for pointer, _ in pointers(file.data)}
    for pointer, value in pointers(file.data):
        key, (line, column) = found[pointer]
        if isinstance(value, str):
            assert lines[line - 1][column - 1] in "\"'"
        elif isinstance(value, bool):
            assert lines[line - 1].startswith(str(value).lower(), column - 1)
        if pointer and isinstance(pointer[-1], str):
            assert re.match(rf"[\"']?{re.escape(pointer[-1])}", lines[key.line - 1][key.column - 1 :])


def test_quotes_at_the_ends_of_long_texts_belong_to_them() -> None:
    text = 'a = """"x""""" # "\nb = \'\'\'\'y\'\'\'\'\' # \'\nc = """\\"""" \nd = """\n\\\n  z"""\ne = 1\n'
    assert tomllib.loads(text) == {"a": '"x""', "b": "'y''", "c": '"', "d": "z", "e": 1}
    assert positions(text)[("e",)] == (Position(7, 1), Position(7, 5))


def test_dates_and_numbers_end_where_they_end() -> None:
    text = "a = [1979-05-27 07:32:00, 1e-5,+inf]\nb.c = 07:32:00.5 # x\nd = { e = 0x1F, f = -nan }\n"
    tomllib.loads(text)
    found = positions(text)
    assert found["a", 2] == (Position(1, 32), Position(1, 32))
    assert found["d", "f"] == (Position(3, 17), Position(3, 21))


@given(st.lists(st.sampled_from([*"[]{}=.,#\"'\\ \n", "a", "1", '"""', "é", "\0"]), max_size=40).map("".join))
def test_whatever_the_text_there_is_an_answer(text: str) -> None:
    result = parsed(text)
    if isinstance(result, TomlError):
        assert result.message
        assert result.position
        assert result.position.line <= text.count("\n") + 1


def test_a_place_in_a_file_is_that_of_the_value_or_the_key(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('x = 1\n[b]\nkey = ["one",\n  "two"]\n', "utf-8")
    file = toml.read(path)
    assert file.place(("b", "key", 1)).position == (4, 3)
    assert file.place(("b", "key")).position == (3, 7)
    assert file.place(("b", "key"), at_key=True).position == (3, 1)
    assert file.place(("b", "other")).position == (2, 2)
    assert file.place(("other",)).position == (1, 1)
    assert file.place(("b",)).file == str(path)


# --- what is refused


@pytest.mark.parametrize(
    ("text", "fault", "position"),
    [
        ("a = 1\nb = [", Fault.SYNTAX, (2, 5)),
        ("a = 1\nb = 2 c\n", Fault.SYNTAX, (2, 7)),
        ('a = "b\nc"', Fault.SYNTAX, (1, 7)),
        ("a = 1\n\nb = x\0", Fault.SYNTAX, (3, 5)),
        ("a = 1\nb = 1" + "0" * 5000, Fault.SYNTAX, (2, 5)),
        ("a = 1\nb = [\n2]\na = 3", Fault.REPEATED, (4, 1)),
        ("[a]\n[b]\n[ a ]", Fault.REPEATED, (3, 3)),
        ("x = { a = 1, 'a' = 2 }", Fault.REPEATED, (1, 14)),
        ("a = 1\n[a]", Fault.REPEATED, (2, 2)),
        ("[a]\nb = 1\n[[a]]", Fault.REPEATED, (3, 3)),
        ("a.b = 1\n[a]\nc = 2", Fault.SYNTAX, (2, 3)),
        (f"x = {'[' * DEEPEST}[{']' * DEEPEST}]", Fault.DEEP, (1, 5 + DEEPEST)),
        (f"y = 1\nx = {'{a = ' * 5000}1{'}' * 5000}", Fault.DEEP, (2, 5 + 5 * DEEPEST)),
        (f"y = 1\n[{'a.' * DEEPEST}b]", Fault.DEEP, (2, 2)),
        ("y = 1\nz = { " + " . ".join(['"a"', "'b'", "c"] * DEEPEST) + " = 1 }", Fault.DEEP, (2, 7)),
    ],
)
def test_a_fault_is_found_at_its_place(text: str, fault: Fault, position: tuple[int, int]) -> None:
    error = refused(text)
    assert (error.fault, error.position) == (fault, position)


def test_a_repeated_key_is_shown_twice() -> None:
    error = refused("a = 1\n\"b c\" = 2\n'b c' = 3")
    assert str(error) == "the key “b c” is given twice"
    assert (error.first, error.position) == ((2, 1), (3, 1))


@pytest.mark.parametrize(
    "text",
    [
        f"x = {'[' * DEEPEST}{']' * DEEPEST}",
        f"[{'a.' * (DEEPEST - 1)}b]",
        f"# {'a.' * DEEPEST} {'[' * DEEPEST}",
        f'x = "{"[" * (DEEPEST + 1)}{". " * DEEPEST}"',
    ],
)
def test_what_only_looks_deep_is_read(text: str) -> None:
    assert isinstance(parsed(text), dict)


@pytest.mark.parametrize(
    "text",
    [
        "a." * (MAX_BYTES // 2),
        "[" * MAX_BYTES,
        "x = [" + "{a = 1}," * (MAX_BYTES // 8) + "]",
        "[" + ".".join(["a"] * DEEPEST) + "]\n" + "".join(f"k{number} = 1\n" for number in range(MAX_BYTES // 12)),
        "".join(f"k{number}." + ".".join(["a"] * (DEEPEST - 1)) + "= 1\n" for number in range(MAX_BYTES // 210)),
        (".".join(["a"] * (DEEPEST - 1)) + " ") * (MAX_BYTES // 200),
        "[[a]]\n" * (MAX_BYTES // 6),
        '"' * MAX_BYTES,
        'x = "' + "\\n" * (MAX_BYTES // 2) + '"',
        "x = '''" + "''\n" * (MAX_BYTES // 3) + "'''",
    ],
    ids=range(10),
)
def test_a_text_made_to_waste_time_wastes_little(text: str) -> None:
    parsed(text)


# --- files


def test_byte_order_mark_is_welcome(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1")
    assert toml.read(path).data == {"a": 1}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_is_not_utf_8_is_found(mark: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(mark + "é = 1\nb = 'é".encode() + b"\xe9'")
    with pytest.raises(TomlError, match="byte 0xE9 is not UTF-8") as caught:
        toml.read(path)
    assert (caught.value.fault, caught.value.position) == (Fault.ENCODING, (2, 7))


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(TomlError) as caught:
        toml.read(path)
    assert caught.value.fault is Fault.LARGE


def test_what_is_not_a_file_is_not_waited_for(tmp_path: Path) -> None:
    kinds = [tmp_path, tmp_path / "missing"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        kinds.append(tmp_path / "pipe")
    for path in kinds:
        with pytest.raises(TomlError) as caught:
            toml.read(path)
        assert caught.value.fault is Fault.FILE
