"""With the cache or without, after any edits, and whatever became of the cache meanwhile: the same comes of a pack."""

import hashlib
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.builder import cache, digests
from pipeline.builder import jobs as outcome
from pipeline.builder.build import build
from pipeline.builder.cache import PLACE, Cache, cache_of
from pipeline.builder.digests import state_of_pack
from pipeline.builder.discover import packs_in
from pipeline.builder.jobs import Job, Outcome
from pipeline.builder.workers import outcomes
from pipeline.cli import _run
from pipeline.lemmas import spacy_data
from pipeline.model.steps import silent
from pipeline.stages import check_files, extract
from pipeline.stages import recognise as recognising
from pipeline.stages.lemmatize import forget
from tests.packs import VALID, copy_of_valid

FILES = sorted(path.relative_to(VALID / "es") for path in (VALID / "es").rglob("*") if path.is_file())


class Sources:
    """A folder of packs that is edited, and of which the same is asked with the cache and without."""

    def __init__(self, folder: Path) -> None:
        self.pack = copy_of_valid(folder / "sources")
        self.folder = folder
        self.cache = cache_of(self.pack.parent).folder

    def entries(self) -> list[Path]:
        return sorted(path for path in self.cache.rglob("*") if path.is_file() and path.name != "owner")

    def outcome(self, *, cached: bool) -> tuple[Outcome, bytes | None]:
        """Return what comes of the pack, and the file of its rows."""
        rows = self.folder / "rows"
        rows.unlink(missing_ok=True)
        (pack,) = packs_in(self.pack.parent)
        (found,) = outcomes([Job(pack, rows=rows, state=state_of_pack(pack.path) if cached else None)], silent, 1)
        return found, rows.read_bytes() if rows.exists() else None

    def check(self) -> None:
        """What the cache gives is what comes of it without."""
        assert self.outcome(cached=True) == self.outcome(cached=False)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(tmp_path)


def test_a_second_time_nothing_is_worked_out(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sources.outcome(cached=True)
    assert first == sources.outcome(cached=False)
    monkeypatch.setattr(outcome, "analyse", None)
    assert sources.outcome(cached=True) == first


def test_of_a_changed_pack_only_what_has_changed_is_read_checked_and_recognised(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources.outcome(cached=True)
    path = sources.pack / "A1" / "food.yaml"
    path.write_text(path.read_text("utf-8").replace("Compro pan todos los días.", "Compro pan."), "utf-8")
    monkeypatch.setitem(sys.modules, "pipeline.lemmas.analyses", None)  # an import would fail
    recognised: list[str] = []
    recognise = recognising.recognise

    def seen(text: str, *others: Any) -> Any:
        recognised.append(text)
        return recognise(text, *others)

    monkeypatch.setattr(recognising, "recognise", seen)
    read: list[str] = []
    parse = extract._parse

    def noted(source: Any, *others: Any) -> Any:
        read.append(source.path.name)
        return parse(source, *others)

    monkeypatch.setattr(extract, "_parse", noted)
    checked: list[str] = []
    faults = check_files.faults

    def looked(scope: Any, lexicon: Any, *others: Any) -> Any:
        checked.extend(word.place.file for word in lexicon.words)
        return faults(scope, lexicon, *others)

    monkeypatch.setattr(check_files, "faults", looked)
    changed = sources.outcome(cached=True)
    assert read == ["food.yaml"]
    assert recognised == ["Compro pan."]
    assert {Path(file).name for file in checked} == {"food.yaml"}
    monkeypatch.undo()
    assert changed == sources.outcome(cached=False)


@pytest.mark.parametrize(
    "kept", ["files/es/A1/food.yaml", "findings/es", "examples/es", "lemmas/es", "outcomes/es-build"]
)
def test_nothing_is_taken_from_another_program(sources: Sources, monkeypatch: pytest.MonkeyPatch, kept: str) -> None:
    sources.outcome(cached=True)
    entry = sources.cache / kept
    before = entry.read_bytes()
    monkeypatch.setattr(digests, "version", lambda tool: "99")
    digests.program_digest.cache_clear()
    sources.outcome(cached=True)
    digests.program_digest.cache_clear()
    assert entry.read_bytes() != before


def test_an_entry_is_of_its_name_and_of_what_it_was_made_of(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.get("a/b", as_it_is, 1) is None
    cache.put("a/b", {"x": ["é", 1, None, True, "\udc80"]}, 1)
    assert cache.get("a/b", as_it_is, 1) == {"x": ["é", 1, None, True, "\udc80"]}
    assert cache.get("a/b", as_it_is, 2) is None
    shutil.copy(tmp_path / "cache" / "a" / "b", tmp_path / "cache" / "a" / "c")
    assert cache.get("a/c", as_it_is, 1) is None

    assert cache.get("a/b", lambda value: value["y"], 1) is None


def as_it_is(value: Any) -> Any:
    return value


@pytest.mark.parametrize("value", [(1, 2), {1: "x"}, float("nan"), {"x"}, b"x", object()])
def test_what_json_would_change_is_not_kept(tmp_path: Path, value: object) -> None:
    cache = Cache(tmp_path)
    cache.put("a", value)
    assert cache.get("a", as_it_is) is None


def test_where_nothing_can_be_written_everything_is_worked_out_anew(sources: Sources) -> None:
    shutil.rmtree(sources.cache)
    sources.cache.write_text("no folder", "utf-8")
    sources.check()
    assert sources.cache.read_text("utf-8") == "no folder"


def test_no_cache_keeps_nothing(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    output = ["--output", str(sources.folder / "babblr.db")]
    assert _run(["validate", "--no-cache", "--quiet", str(sources.pack)]) == 0
    assert _run(["build", "--no-cache", "--quiet", "--sources", str(sources.pack.parent), *output]) == 0
    monkeypatch.setenv("BABBLR_VOCAB_NO_CACHE", "1")
    assert _run(["validate", "--quiet", str(sources.pack)]) == 0
    assert sources.entries() == []
    monkeypatch.delenv("BABBLR_VOCAB_NO_CACHE")
    assert _run(["validate", "--quiet", str(sources.pack)]) == 0
    assert sources.entries() != []


def test_the_tables_of_lemmas_are_cached_for_all_folders_and_only_with_the_cache(
    sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "place"))
    forget()
    sources.outcome(cached=False)
    assert not (tmp_path / "place").exists()
    forget()
    first = sources.outcome(cached=True)
    (table,) = (tmp_path / "place" / "lemmas").iterdir()
    before = table.stat()
    monkeypatch.setattr(spacy_data, "_read", None)  # it would fail
    forget()
    other = Sources(tmp_path / "other")
    assert other.outcome(cached=True)[1] == first[1]
    assert table.stat() == before


def test_a_table_is_made_again_if_what_it_was_made_of_changes_and_not_with_the_rest_of_the_program(
    sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "place"))
    forget()
    first = sources.outcome(cached=True)
    (table,) = (tmp_path / "place" / "lemmas").iterdir()
    before = table.stat()
    monkeypatch.setattr(cache, "program_digest", lambda: "another")
    forget()
    assert sources.outcome(cached=True) == first
    assert table.stat() == before
    for part, value in (("_distribution", ("spacy-lookups-data", "0.0")), ("_program", "another")):
        monkeypatch.setattr(spacy_data, part, lambda *_, value=value: value)
        shutil.rmtree(cache_of(sources.pack.parent).folder)
        forget()
        assert sources.outcome(cached=True) == first
        assert table.stat() != before
        before = table.stat()


@pytest.mark.parametrize("content", [b"", b"x", b"0" * 200, None, "cut", "changed", "of another"])
def test_a_table_that_is_not_whole_is_made_again(
    sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | str | None
) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "place"))
    forget()
    first = sources.outcome(cached=True)
    (table,) = (tmp_path / "place" / "lemmas").iterdir()
    whole = table.read_bytes()
    damaged = {"cut": whole[:-1], "changed": whole[:-9] + b"x" + whole[-8:], "of another": _of_another(whole)}
    table.unlink()
    if content is None:
        table.mkdir()  # it can be neither read nor replaced
    else:
        table.write_bytes(damaged[content] if isinstance(content, str) else content)
    shutil.rmtree(cache_of(sources.pack.parent).folder)
    forget()
    assert sources.outcome(cached=True) == first
    assert table.is_dir() if content is None else table.read_bytes() == whole


def _of_another(whole: bytes) -> bytes:
    """Return a table with a checksum that is right, made from something else."""
    rest = hashlib.sha256(b"something else").hexdigest().encode() + whole[128:]
    return hashlib.sha256(rest).hexdigest().encode() + rest


def test_each_folder_of_packs_has_a_cache_of_its_own_that_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "place"))
    first, second = (Sources(tmp_path / name) for name in "ab")
    first.outcome(cached=True)
    second.outcome(cached=True)
    assert first.cache != second.cache
    assert cache_of(first.pack.parent).folder == first.cache
    shutil.rmtree(first.pack.parent)
    cache_of(tmp_path / "a third")
    assert not first.cache.exists()
    assert second.entries() != []


def test_a_pack_brings_no_cache_along(sources: Sources) -> None:
    sources.outcome(cached=True)
    assert {path.name for path in sources.pack.parent.iterdir()} == {"es"}


def test_a_pack_that_is_edited_while_it_is_read_is_not_kept(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    analyse = outcome.analyse

    def edited(*arguments: Any, **named: Any) -> Any:
        analysis = analyse(*arguments, **named)
        (sources.pack / "README.md").write_text("now", "utf-8")
        return analysis

    monkeypatch.setattr(outcome, "analyse", edited)
    sources.outcome(cached=True)
    assert [path.name for path in sources.entries() if path.parent.name == "outcomes"] == []


# What may be done to a file of a pack: each takes its text, and returns another.
EDITS: list[Callable[[str], str]] = [
    lambda text: text + "# remark\n",
    lambda text: text.replace("pan", "sopa"),
    lambda text: text.replace("comer", "beber"),
    lambda text: text.replace("base_form: malo", "base_form: malote\n    formerly: [malo]"),
    lambda text: text.replace("pan", "pan "),
    lambda text: text.replace("Comemos", "Comen"),
    lambda text: text.replace("hola", "buenos días"),
    lambda text: text.replace("priority: 2", "priority: 1"),
    lambda text: text.replace("reviewed", "draft"),
    lambda text: text.replace("antonyms: [malo]", "antonyms: [pan]"),
    lambda text: text.replace("Number=Plur", "Number=Sing"),
    lambda text: text.replace(",", ";"),
    lambda text: text.replace("é", "e\u0301"),
    lambda text: text.replace(":", "", 1),
    lambda text: text[: len(text) // 2],
    lambda _: "",
    lambda _: "\0",
]

edits = st.lists(st.tuples(st.sampled_from(FILES), st.sampled_from([None, *EDITS])), min_size=1, max_size=3)
"""None: the file as it was at first."""


def edit(pack: Path, changes: list[tuple[Path, Callable[[str], str] | None]]) -> None:
    for file, change in changes:
        text = (pack / file if change else VALID / "es" / file).read_text("utf-8")
        (pack / file).write_text(change(text) if change else text, "utf-8")


def run(count: int, property_: Callable[..., None], *given_: Any) -> None:
    """Hold a property to so many examples, each with sources of its own."""

    @settings(max_examples=count, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(st.tuples(*given_))
    def each(values: Any) -> None:
        with tempfile.TemporaryDirectory() as folder:
            property_(Sources(Path(folder)), *values)

    each()


def cached_is_uncached(sources: Sources, history: list[Any]) -> None:
    for changes in history:
        edit(sources.pack, changes)
        sources.check()


def databases_are_the_same(sources: Sources, history: list[Any]) -> None:
    for changes in history:
        edit(sources.pack, changes)
        made = []
        for cached in (True, False):
            output = sources.folder / f"{cached}" / "babblr.db"
            published, findings = build(packs_in(sources.pack.parent), output, cached=cached, force=True)
            files = published and [output.read_bytes(), output.with_name("manifest.json").read_bytes()]
            made.append((files, findings))
        assert made[0] == made[1]


def damage_changes_nothing(sources: Sources, seed: int, changes: list[Any]) -> None:
    chance = random.Random(seed)
    sources.check()
    damage(sources.entries(), chance)
    sources.check()
    damage(sources.entries(), chance)
    edit(sources.pack, changes)
    sources.check()


def damage(entries: list[Path], chance: random.Random) -> None:
    """Do to some entries what disks, people and other programs do."""
    whole = {path: path.read_bytes() for path in entries}
    for path, content in whole.items():
        at = chance.randrange(len(content) or 1)
        other = whole[chance.choice(entries)]
        match chance.randrange(9):
            case 0:
                path.write_bytes(content[:at])
            case 1:
                path.write_bytes(content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :])
            case 2:
                path.write_bytes(content[:at] + chance.randbytes(9) + content[at:])
            case 3:
                path.write_bytes(other)
            case 4:
                path.unlink()
            case 5:
                path.unlink()
                path.mkdir()
            case 6:
                path.write_bytes(content[:64] + other[64:])
            case _:
                pass


histories = st.lists(edits, min_size=1, max_size=4)


@pytest.mark.parametrize("count", [12, pytest.param(500, marks=pytest.mark.slow)])
def test_cached_is_uncached_after_random_edits(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "FEW", 0.5)  # of so few sentences, a tenth is none
    run(count, cached_is_uncached, histories)


@pytest.mark.parametrize("count", [4, pytest.param(100, marks=pytest.mark.slow)])
def test_databases_are_the_same_after_random_edits(count: int) -> None:
    run(count, databases_are_the_same, histories)


@pytest.mark.parametrize("count", [15, pytest.param(500, marks=pytest.mark.slow)])
def test_a_damaged_cache_changes_nothing(count: int) -> None:
    run(count, damage_changes_nothing, st.integers(), edits)
