"""However a profile is broken, checking it names the line, and reading it gives a profile or a clear error."""

import copy
import functools
import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.languages.profile import FOLDER, Profile, ProfileError, load
from pipeline.languages.running_text import Numerals, Recognition
from pipeline.model.findings import Finding, Pointer
from pipeline.reading.explanations import schema
from pipeline.reading.locate import locate
from pipeline.reading.profiles import check_file, check_profile, check_profile_of, profile_of
from tests.packs import LANGUAGES

KEPT = 2
"""Items kept of each list, and words of each table of words: more would take time and test nothing new."""


def joined(first: Any, second: Any) -> Any:
    """Return two tables merged, or the second of two other values; lists are cut short."""
    if not isinstance(second, dict):
        return second[:KEPT] if isinstance(second, list) else second
    first = first if isinstance(first, dict) else {}
    return first | {key: joined(first.get(key), inner) for key, inner in second.items()}


WHOLE: dict[str, Any] = functools.reduce(
    joined,
    (tomllib.loads((FOLDER / code / "profile.toml").read_text("utf-8")) for code in (*LANGUAGES, "ja", "tr")),
    {},
)
"""Everything in the project's profiles."""
for name, words in WHOLE["recognition"].items():
    if isinstance(words, dict) and name not in ("numerals", "word_classes"):  # to which others refer
        WHOLE["recognition"][name] = dict(list(words.items())[:KEPT])
for name, words in WHOLE["recognition"]["numerals"]["parts"].items():
    WHOLE["recognition"]["numerals"]["parts"][name] = dict(list(words.items())[:KEPT])
_CLASSES = WHOLE["recognition"]["word_classes"]
_NAMED = {name for one in WHOLE["recognition"]["constraints"] for value in one.values() for name in value}
WHOLE["recognition"]["word_classes"] = {
    name: words for place, (name, words) in enumerate(_CLASSES.items()) if place < KEPT or name in _NAMED
}


def pointers(value: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    steps = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*pointer, step)
        yield from pointers(inner, (*pointer, step))


def at(data: Any, pointer: Pointer) -> Any:
    for step in pointer:
        data = data[step]
    return data


def inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return str(value) if isinstance(value, date) else json.dumps(value)


def written(data: dict[str, Any]) -> tuple[str, dict[Pointer, int]]:
    """Return a table as TOML with one line per key, and the lines."""
    text, lines = [], {}

    def table(record: dict[str, Any], pointer: Pointer) -> None:
        for key, value in record.items():
            if not isinstance(value, dict):
                text.append(f"{json.dumps(key)} = {inline(value)}")
                lines[*pointer, key] = len(text)
        for key, value in record.items():
            if isinstance(value, dict):
                text.append(f"[{'.'.join(map(json.dumps, (*pointer, key)))}]")
                lines[*pointer, key] = len(text)
                table(value, (*pointer, key))

    table(data, ())
    return "\n".join(text) + "\n", lines


def line_of(lines: dict[Pointer, int], pointer: Pointer) -> int:
    while pointer and pointer not in lines:
        pointer = pointer[:-1]
    return lines.get(pointer, 1)


def located(path: Path) -> list[Finding]:
    """Return what checking a file finds; reading it must not reject what is valid."""
    its, document, findings, _ = check_file(path, "xx")
    assert (its is None) == bool(findings)
    assert document
    read: Profile | ProfileError
    try:
        read = load(path, "xx")
    except ProfileError as error:
        read = error
    assert read == its if its else isinstance(read, Profile) or str(read).startswith(str(path))
    return locate(findings, {document.file: document})


def check(data: dict[str, Any], folder: Path) -> list[Finding]:
    """Return what checking a table finds; each finding must be on the line on which its value was written."""
    text, lines = written(data)
    path = folder / "profile.toml"
    path.write_text(text, "utf-8")
    findings = located(path)
    for finding in findings:
        assert finding.place.position
        assert finding.place.position.line == line_of(lines, finding.place.pointer)
    return findings


@pytest.mark.parametrize("language", LANGUAGES)
def test_profiles_of_the_project_are_right(language: str) -> None:
    its, document, findings, _ = check_profile(language)
    assert findings == ()
    assert its
    assert document


def test_a_language_without_a_profile_has_nothing_to_check() -> None:
    its, document, findings, _ = check_profile("eu")
    assert (document, findings) == (None, ())
    assert its
    assert not its.known


def in_pack(pack: Path) -> list[tuple[str, str, tuple[int, int] | None]]:
    """Return what is found in the profile of an Esperanto pack: rule, file, and position."""
    its, document, findings, _ = check_profile_of(pack, "packs/eo", "eo")
    assert (its is None) == bool(findings)
    assert document
    located = locate(findings, {document.file: document})
    return [(one.rule.slug, one.place.file, one.place.position) for one in located]


def test_a_pack_without_the_file_has_the_profile_of_the_program(tmp_path: Path) -> None:
    assert check_profile_of(tmp_path, "packs/es", "es") == check_profile("es")
    assert profile_of(tmp_path, "packs/es", "es") == check_profile("es").profile


def test_what_a_pack_states_is_read(tmp_path: Path) -> None:
    (tmp_path / "language.toml").write_text('name = "Esperanto"\n', "utf-8")
    its, document, findings, stated = check_profile_of(tmp_path, "packs/eo", "eo")
    assert (its, findings, stated) == (Profile("eo", "Esperanto", known=True), (), {"name": "Esperanto"})
    assert document
    assert document.file == "packs/eo/language.toml"
    assert profile_of(tmp_path, "packs/eo", "eo") == its


@pytest.mark.parametrize(
    ("content", "slug", "position"),
    [
        (b'name = "X\n', "toml-syntax", (1, 10)),
        (b'name = "X"\nname = "Y"\n', "duplicate-key", (2, 1)),
        (b'name = "\xe9"', "encoding", (1, 9)),
        (b"#" * 2**20, "file-too-large", None),
        (b"", "faulty-language-profile", (1, 1)),
        (b'name = "X"\nquotes = "<"\n', "faulty-language-profile", (2, 10)),
        (b'name = "X"\nrecognition.enclitic_hosts = ["base"]\n', "faulty-language-profile", (2, 31)),
    ],
)
def test_faults_in_a_pack_are_found_there(
    content: bytes, slug: str, position: tuple[int, int] | None, tmp_path: Path
) -> None:
    (tmp_path / "language.toml").write_bytes(content)
    ((found, file, where),) = in_pack(tmp_path)
    assert (found, file) == (slug, "packs/eo/language.toml")
    assert where == position or position is None
    with pytest.raises(ProfileError) as caught:
        profile_of(tmp_path, "packs/eo", "eo")
    assert str(caught.value).startswith("packs/eo/language.toml")


def test_what_is_no_file_of_the_pack_is_not_read(tmp_path: Path) -> None:
    pack = tmp_path / "eo"
    path = pack / "language.toml"
    path.mkdir(parents=True)
    assert [slug for slug, *_ in in_pack(pack)] == ["unreadable-file"]
    path.rmdir()
    (tmp_path / "secret").write_text('name = "X"', "utf-8")
    for target in ("../secret", "/dev/zero", "nothing", "language.toml"):
        path.symlink_to(target)
        assert [slug for slug, *_ in in_pack(pack)] == ["unreadable-file"]
        path.unlink()


Mutation = Callable[[Any], Any]
"""What replaces a value."""

MUTATIONS: dict[str, Mutation] = {
    "number": lambda value: "3" if type(value) is int else 3,
    "date": lambda value: date(2026, 1, 2),
    "list": lambda value: [[[value]]],
    "table": lambda value: {"noun": {"noun": {"noun": value}}},
}


def test_every_key_of_the_schema_is_in_a_profile() -> None:
    def keys(node: dict[str, Any], above: Pointer = ()) -> set[Pointer]:
        inner = node.get("properties", {})
        return {(*above, key) for key in inner}.union(*(keys(inner[key], (*above, key)) for key in inner))

    known = keys(schema("profile"))
    assert known <= set(pointers(WHOLE))
    assert known == {(one.name,) for one in fields(Profile) if one.name not in ("code", "known")} | {
        ("recognition", one.name) for one in fields(Recognition)
    } | {("recognition", "numerals", one.name) for one in fields(Numerals)}


@pytest.mark.parametrize("share", [len(MUTATIONS), pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("number", range(len(MUTATIONS)), ids=MUTATIONS)
def test_another_type_is_found_at_its_line(number: int, share: int, tmp_path: Path) -> None:
    """The normal run tries one type for each key; `make test-slow` tries all of them."""
    mutate = list(MUTATIONS.values())[number]
    for pointer in list(pointers(WHOLE))[number % share :: share]:
        data = copy.deepcopy(WHOLE)
        at(data, pointer[:-1])[pointer[-1]] = mutate(at(data, pointer))
        findings = check(data, tmp_path)
        assert any(finding.place.pointer[: len(pointer)] == pointer for finding in findings), pointer


@pytest.mark.parametrize("value", ["3.5", "inf", "nan", "true", f"1{'0' * 4000}", "-1", "1.0", "07:32:00", "'3'", "[]"])
def test_a_number_is_a_whole_one_within_limits(value: str, tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(f'name = "X"\nrecognition.compound_minimum_part = {value}\n', "utf-8")
    assert {finding.place.position for finding in located(path)} == {(2, 37)}


def test_an_empty_value_is_found_at_its_line(tmp_path: Path) -> None:
    tables = ("base_endings", "compound_links", "feminine_endings", "reflexive_pronouns", "reflexive_suffixes")
    may_be_empty = {*tables, "spaces_before", "spaces_after"}
    for pointer in pointers(WHOLE):
        data = copy.deepcopy(WHOLE)
        value = at(data, pointer)
        at(data, pointer[:-1])[pointer[-1]] = type(value)()
        found = {finding.place.pointer for finding in check(data, tmp_path)}
        if "reflexive_window" in pointer[:-1] or type(value) is bool:
            assert found == set()
        elif isinstance(value, str) and may_be_empty.intersection(pointer):
            assert pointer not in found
        else:
            assert pointer in found


def test_a_misspelt_key_is_found_with_the_right_one(tmp_path: Path) -> None:
    fixed = {(), ("recognition",), ("form_types",), ("paradigms",), ("base_endings",)}
    for *above, key in pointers(WHOLE):
        if not isinstance(key, str):
            continue
        data = copy.deepcopy(WHOLE)
        table, misspelt = at(data, tuple(above)), key[:-2] + key[-1:] + key[-2:-1]
        table[misspelt] = table.pop(key)
        findings = check(data, tmp_path)
        if tuple(above) in fixed:  # elsewhere keys are words, and any will do
            (finding,) = [one for one in findings if one.place.at_key]
            assert finding.place.pointer == (*above, misspelt)
            assert misspelt in finding.message
            assert finding.suggestion == f"did you mean “{key}”?"


def test_only_the_name_is_missed(tmp_path: Path) -> None:
    for pointer in pointers(WHOLE):
        data = copy.deepcopy(WHOLE)
        del at(data, pointer[:-1])[pointer[-1]]
        messages = {finding.message for finding in check(data, tmp_path)}
        if pointer == ("name",):
            assert messages == {"the key “name” is missing"}
        elif len(pointer) == 1 and pointer[0] not in ("paradigms", "infinitive_endings"):  # on which other keys depend
            assert messages == set()


snippets = st.sampled_from(
    [b"", b"[", b"]", b"{", b'"', b"'", b"=", b".", b"\n", b"#", b"\0", b"\xff", b"1e9", b"{a=1}"]
)
edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), snippets | st.binary(max_size=4)), min_size=1, max_size=4
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits)
def test_any_bytes_have_an_answer(tmp_path: Path, changes: list[tuple[float, int, bytes]]) -> None:
    content = written(WHOLE)[0].encode()
    for share, length, snippet in changes:
        place = int(share * len(content))
        content = content[:place] + snippet + content[place + length :]
    path = tmp_path / "profile.toml"
    path.write_bytes(content)
    for finding in located(path):
        assert finding.place.position
        assert finding.place.position.line <= content.count(b"\n") + 1
