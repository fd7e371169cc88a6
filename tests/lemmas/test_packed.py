"""Packed tables give what they were made from, and nothing else is taken for one."""

import gzip
import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.util import load_language_data, registry

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import PackFolder
from pipeline.languages.profile import profile
from pipeline.lemmas.packed import Lemmas, PackedTable, pack, texts, unpack
from pipeline.lemmas.spacy_data import TAGS, _stored, spacy_data
from tests.stages.through import Kept

LETTERS = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), min_size=1, max_size=4)
LEMMAS = LETTERS | st.lists(LETTERS, min_size=1, max_size=3)
TABLES = st.dictionaries(st.text(max_size=3), st.dictionaries(LETTERS, LEMMAS, max_size=200), max_size=3)
LANGUAGES = sorted(path.name for path in Path("vocab_sources").iterdir() if (path / "pack.yaml").exists())


def of_one(table: Mapping[str, Lemmas]) -> PackedTable:
    return unpack(memoryview(pack({"": table}, None)))[0][""]


@given(TABLES, st.text(max_size=3))
def test_what_is_packed_is_what_was_given(tables: dict[str, dict[str, Lemmas]], other: str) -> None:
    packed, rest = unpack(memoryview(pack(tables, [other])))
    assert rest == [other]
    assert packed.keys() == tables.keys()
    for name, table in tables.items():
        assert packed[name] == {word: texts(lemmas) for word, lemmas in table.items()}
        assert list(packed[name]) == sorted(table)
        assert len(packed[name]) == len(table)
        assert (other in packed[name]) is (other in table)


@pytest.mark.parametrize("word", ["a\tb", "a\t", "a\n", "\na", "a\nb", "", "\ud800", "b", "\t", "\n"])
def test_what_no_table_can_have_is_not_found(word: str) -> None:
    assert word not in of_one({"a": ["b", "c"], "c": "b"})


@pytest.mark.parametrize(
    "table",
    [
        {"": "a"},
        {"a\tb": "c"},
        {"a\nb": "c"},
        {"a": "b\tc"},
        {"a": ["b\nc"]},
        {"a": ""},
        {"a": ["", "b"]},
        {"a": ["b", ""]},
        {"\ud800": "a"},
        {"a": []},
        {"a": [], "b": "\t"},
        {"a": ["", ""], "b": []},
    ],
)
def test_what_cannot_be_told_apart_is_not_packed(table: dict[str, Lemmas]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        pack({"": table}, None)


def test_anything_else_is_not_read() -> None:
    whole = pack({"x": {word: word for word in "abcdefghij"}}, None)
    chance = random.Random(3)
    for _ in range(3000):
        content = bytearray(whole)
        content[chance.randrange(len(whole))] = chance.randrange(256)
        try:
            tables, _ = unpack(memoryview(bytes(content)[: chance.choice([len(whole), chance.randrange(len(whole))])]))
        except (ValueError, TypeError, LookupError, AttributeError):
            continue
        for table in tables.values():
            for word in "aj":
                table.get(word)  # whatever comes of it, no exception
            list(table)


@pytest.mark.parametrize("code", LANGUAGES)
def test_packed_tables_of_a_language_are_spacys_word_by_word(code: str) -> None:
    """They have the same words; all base forms of the pack and a sample of their own words have the same lemmas."""
    mode, cache = profile(code).lemmatizer, Kept()
    assert mode
    spacy_data(code, mode, cache)
    assert len(cache.tables) == 1
    kept = spacy_data(code, mode, cache)
    base_forms = [word.base_form for word in read_pack(PackFolder(Path("vocab_sources") / code, code)).words]
    assert len(base_forms) > 900
    chance = random.Random(4)
    tables, rules = spacys(code, mode)
    assert kept.tables.keys() == tables.keys()
    for name, table in tables.items():
        assert list(kept.table(name)) == sorted(table)
        sample = chance.sample(sorted(table), min(len(table), 10_000))
        for word in (*base_forms, *sample, *(f"{word}x" for word in sample)):
            assert kept.lemmas(word, name) == table.get(word, ()), word
            assert (word in kept.table(name)) is (word in table)
    assert kept.rules == rules


def spacys(code: str, mode: str) -> tuple[dict[str, dict[str, tuple[str, ...]]], dict[str, object]]:
    """Return tables and rules, as spaCy itself reads them."""
    data = {name: load_language_data(path) for name, path in registry.lookups.get(code).items() if "lemma" in name}
    tables = {"lemma_lookup": data["lemma_lookup"]}
    for tag in TAGS if mode != "lookup" else ():
        if mode == "pos_lookup":
            tables[f"lemma_lookup_{tag}"] = data.get(f"lemma_lookup_{tag}", {})
            index = set(tables[f"lemma_lookup_{tag}"].values())
        else:
            tables[f"lemma_exc_{tag}"] = data["lemma_exc"].get(tag, {})
            index = data["lemma_index"].get(tag, ())
        tables[f"lemma_index_{tag}"] = {lemma: lemma for lemma in index}
    rules = {name: data.get(name, {}) for name in ("lemma_rules", "lemma_rules_groups")} if mode == "rule" else {}
    return {name: {word: texts(lemmas) for word, lemmas in table.items()} for name, table in tables.items()}, rules


def test_a_language_that_spacy_does_not_know_has_nothing() -> None:
    cache = Kept()
    assert spacy_data("xx", "lookup", cache).tables == {}
    assert spacy_data("../x", "rule", cache).rules == {}
    assert cache.tables == {}


@pytest.mark.parametrize("forged", [b"", b"x", b"00000002{}", b'00000012{"tables":1}', pack({}, ["x"])])
def test_tables_in_another_form_are_made_again(forged: bytes) -> None:
    cache = Kept()
    whole = spacy_data("tl", "lookup", cache).tables
    assert whole["lemma_lookup"]
    (name,) = cache.tables
    cache.tables[name] = forged
    assert spacy_data("tl", "lookup", cache).tables == whole
    assert cache.tables[name] != forged


def test_a_file_may_be_compressed_or_not(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"é": "e"}', "utf-8")
    (tmp_path / "b.json.gz").write_bytes(gzip.compress('{"é": "e"}'.encode()))
    files = {"a": tmp_path / "a.json", "b": tmp_path / "b.json"}
    assert [_stored(files, name) for name in "abc"] == [{"é": "e"}, {"é": "e"}, {}]
