"""An import is merged into what is kept: the same list changes nothing, a new delivery replaces the one before."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.intake.candidates import Sentence, sorting
from pipeline.intake.candidates.sorting import Sorter
from pipeline.intake.candidates.store import StoreError, read_sentences
from pipeline.intake.sources import Source
from pipeline.intake.statements import Entry, Pair
from tests.intake.candidates.imports import bring_in, candidates, files, source, values

LIST, OTHER = source("list"), source("other")

ENTRIES = st.builds(
    Entry,
    st.sampled_from(["a", "A", "b", "poder", "ñu", "z\tz"]),
    given=st.sampled_from(["", "as"]),
    proposed=st.booleans(),
    part_of_speech=st.sampled_from(["", "noun", "verb"]),
    level=st.sampled_from(["", "A2", "A1", "x"]),
    senses=st.sampled_from([(), (("x",),), (("x",), ("y", "z"))]),
    count=st.none() | st.integers(0, 3),
)
SAID = st.fixed_dictionaries(
    {
        source(name): st.lists(ENTRIES | st.builds(Pair, st.text(max_size=2), st.text(max_size=2)))
        for name in ("one", "two", "three")
    }
)


@settings(max_examples=30)
@given(said=SAID, order=st.permutations(["one", "two", "three"]))
def test_order_does_not_matter_and_twice_is_once(
    said: dict[Source, list[Entry | Pair]], order: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    by_id = {one.id: {one: entries} for one, entries in said.items()}
    whole, parts = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("parts")
    bring_in(whole, said)
    before = files(whole)
    bring_in(parts, {next(iter(by_id[order[0]])): [Entry("gone"), Pair("Gone.", "Fui.")]})
    for id_ in order:
        bring_in(parts, by_id[id_])
    assert files(parts) == before
    bring_in(whole, by_id[order[0]])
    assert files(whole) == before


def test_lines_are_in_order_and_complete(tmp_path: Path) -> None:
    bring_in(tmp_path, {LIST: [Entry("ñu"), Entry("zoo"), Entry("Ana"), Entry("casa", part_of_speech="noun")]})
    lines = (tmp_path / "es.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["base_form"] for line in lines] == ["Ana", "casa", "zoo", "ñu"]
    assert json.loads(lines[1]) == {
        "base_form": "casa",
        "language": "es",
        "in_pack": False,
        "claims": {
            name: [{"value": value, "source": "list", "licence": "CC0-1.0", "confidence": 1.0, "place": "line 4"}]
            for name, value in (("base_form", "casa"), ("part_of_speech", "noun"))
        },
    }


def test_a_new_delivery_replaces_what_its_source_said(tmp_path: Path) -> None:
    bring_in(tmp_path, {LIST: [Entry("casa", level="A2"), Entry("gone")], OTHER: [Entry("casa", gender="feminine")]})
    bring_in(tmp_path, {LIST: [Entry("casa", level="B1"), Entry("new")]})
    assert {one.base_form: values(one) for one in candidates(tmp_path)} == {
        "casa": {"base_form": ["casa", "casa"], "gender": ["feminine"], "level": ["B1"]},
        "new": {"base_form": ["new"]},
    }


def test_the_licence_of_a_source_is_what_its_file_says(tmp_path: Path) -> None:
    bring_in(tmp_path, {LIST: [Entry("casa")]})
    path = tmp_path / "sources.yaml"
    path.write_text(path.read_text("utf-8").replace("CC0-1.0", "CC-BY-NC-4.0"), "utf-8")
    assert candidates(tmp_path)[0].claims["base_form"][0].licence == "CC-BY-NC-4.0"
    path.unlink()
    assert candidates(tmp_path)[0].claims["base_form"][0].licence == ""


def test_sentences_are_kept_beside_the_words(tmp_path: Path) -> None:
    pairs = [Pair("La sopa está fría.", "The soup is cold.", "1"), Pair("Hola.", "Hi.")]
    bring_in(tmp_path, {LIST: [*pairs, pairs[0]], OTHER: pairs[:1]})
    assert list(read_sentences(tmp_path, "es")) == [
        Sentence("es", "Hola.", "Hi.", "list", "CC0-1.0", "", "line 2"),
        Sentence("es", "La sopa está fría.", "The soup is cold.", "list", "CC0-1.0", "1", "line 1"),
        Sentence("es", "La sopa está fría.", "The soup is cold.", "other", "CC0-1.0", "1", "line 1"),
    ]
    assert candidates(tmp_path) == []


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (b"{\n", ":1: it is not a candidate; restore the file"),
        (b'{"base_form":"z","language"\n', "it is not"),
        (b'{"base_form":"z\n', ":1: it is not JSON"),
        (b'{"base_form":"\xff"}\n', ":1: it is not JSON"),
        (b'{"base_form":"casa","claims":[]}\n', ":1: it is not a candidate"),
        (b'{"base_form":"casa"}\n{"base_form":"asa"}\n', ":2: it is not in the order of its letters"),
        (b"[" * 100_000 + b"\n", ":1: it is not"),
    ],
)
def test_a_damaged_file_is_said_where(lines: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "es.jsonl"
    path.write_bytes(lines)
    with pytest.raises(StoreError, match=r"es\.jsonl:\d: it is not.*; restore the file, or remove it") as caught:
        candidates(tmp_path)
    if "order" not in message:
        return
    with pytest.raises(StoreError) as caught:
        bring_in(tmp_path, {LIST: [Entry("casa")]})
    assert message in str(caught.value)
    assert path.read_bytes() == lines


@given(st.lists(st.binary(max_size=5).map(lambda one: one.replace(b"\n", b"") + b"\n")), st.integers(1, 20))
def test_any_lines_are_sorted(lines: list[bytes], run: int) -> None:
    sorter = Sorter(run)
    for line in lines:
        sorter.add(line)
    assert list(sorter) == sorted(lines)
    sorter.close()


def test_a_run_is_small() -> None:
    assert sorting.RUN <= 2**26
