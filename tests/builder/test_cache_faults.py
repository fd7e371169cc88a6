"""Real faults: whatever becomes of the cache, and of what surrounds it, nothing hangs, and the same comes of a pack."""

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.builder import digests
from pipeline.builder import jobs as outcome
from pipeline.builder.build import build
from pipeline.builder.cache import PLACE, Cache, cache_of
from pipeline.builder.discover import PackFolder, packs_in
from pipeline.builder.jobs import Job
from pipeline.builder.workers import outcomes
from pipeline.model.steps import silent
from tests.builder.test_cache import Sources, as_it_is
from tests.children import PROGRAM, run
from tests.test_faults import kill_after, seconds_of

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
SECONDS = 600
"""After which a process is held to hang, on however busy a machine."""


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(tmp_path)


def validate(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Check packs in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "validate", folder, *options],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


@posix
def test_a_pipe_in_place_of_anything_in_the_cache_is_not_waited_for(sources: Sources) -> None:
    before = validate(sources.pack.parent)
    assert before.returncode == 0
    entries = [*sources.entries(), sources.cache / "owner"]
    assert len(entries) > 5
    for path in entries:
        path.unlink()
        os.mkfifo(path)
        os.mkfifo(path.with_name(f"{path.name}.new"))
    after = validate(sources.pack.parent)
    assert (after.returncode, after.stdout, after.stderr) == (0, before.stdout, before.stderr)
    assert all(path.is_file() for path in entries)  # they are entries again


@posix
def test_nothing_is_written_through_a_link(sources: Sources, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("theirs", "utf-8")
    sources.outcome(cached=True)
    for path in sources.entries():
        path.unlink()
        path.symlink_to(victim)
        path.with_name(f"{path.name}.new").symlink_to(victim)
    sources.check()
    assert victim.read_text("utf-8") == "theirs"


@posix
@pytest.mark.parametrize("draft", [False, True])
def test_neither_a_pipe_nor_a_link_in_place_of_a_table_does_harm(tmp_path: Path, draft: bool) -> None:
    cache, victim = Cache(tmp_path / "place" / "x"), tmp_path / "victim"
    victim.write_text("theirs", "utf-8")
    cache.put_table("a", b"content")
    assert bytes(cache.get_table("a") or b"") == b"content"
    path = tmp_path / "place" / "lemmas" / "a"
    place = path.with_name("a.new") if draft else path
    for replace_by in (os.mkfifo, lambda path: path.symlink_to(victim)):
        place.unlink(missing_ok=True)
        replace_by(place)
        assert (cache.get_table("a") is None) is not draft
        cache.put_table("a", b"content")
        assert bytes(cache.get_table("a") or b"") == b"content"
    assert victim.read_text("utf-8") == "theirs"


@posix
def test_an_entry_without_end_is_not_read(sources: Sources) -> None:
    sources.outcome(cached=True)
    for path in sources.entries():
        os.truncate(path, 2**31)  # takes no room: it is a hole
    sources.check()


def test_of_a_full_disk_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        path.write_text(content[:5].decode(), "utf-8")
        raise OSError("no space left on device")

    cache = Cache(tmp_path / "cache")
    cache.put("a", 1)
    monkeypatch.setattr("pipeline.builder.cache._write", full)
    cache.put("a", 2)
    assert [path.name for path in cache.folder.iterdir()] == ["a"]
    assert cache.get("a", as_it_is) == 1


@pytest.mark.parametrize("place", ["a" * 300, "file", "file/cache"])
def test_where_there_is_no_place_for_a_cache_there_is_none(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (sources.folder / "file").write_text("", "utf-8")
    monkeypatch.setenv(PLACE, str(sources.folder / place))
    assert cache_of(sources.pack.parent) is None
    sources.check()


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="the system has no such users")
def test_a_user_without_a_home_has_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (PLACE, "HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)  # as in a container that runs as a number
    assert cache_of(tmp_path) is None


def test_what_others_keep_in_the_place_of_the_caches_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path))
    theirs = tmp_path / "project" / "owner"
    theirs.parent.mkdir()
    theirs.write_text("Alice", "utf-8")
    Sources(tmp_path / "a").outcome(cached=True)
    assert theirs.read_text("utf-8") == "Alice"


@pytest.mark.parametrize("folder", ["__pycache__", "A1/__pycache__", ".hidden", "B1"])
def test_a_folder_in_a_pack_is_an_edit(sources: Sources, folder: str) -> None:
    sources.check()
    (sources.pack / folder).mkdir()
    sources.check()


@pytest.mark.skipif(sys.platform == "win32", reason="links need privileges there")
def test_a_program_may_be_links_and_have_an_editors_locks_among_its_files(tmp_path: Path) -> None:
    program, links = tmp_path / "program", tmp_path / "links"
    program.mkdir()
    (program / "a.py").write_text("1", "utf-8")
    whole = digests._state(program, program=True).digest
    links.mkdir()
    (links / "a.py").symlink_to(program / "a.py")
    (links / ".#a.py").symlink_to("somebody@somewhere.1234:5678")
    assert digests._state(links, program=True).digest == whole
    (program / "a.py").write_text("2", "utf-8")
    assert digests._state(links, program=True).digest != whole


def parts_of(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in what JSON gave: a list or a mapping, and an index or a key of it."""
    for key in range(len(value)) if isinstance(value, list) else list(value):
        yield value, key
        if isinstance(value[key], list | dict):
            yield from parts_of(value[key])


def forged(content: bytes, chance: random.Random) -> bytes:
    """Return an entry with its key and a checksum that is right, and something else somewhere in it."""
    value = json.loads(content[128:])
    container, key = chance.choice(list(parts_of(value)))
    others = [None, True, 1, -1.5, "", "xyz", [], [[]], {}, {"x": {}}, ["x"], [1]]
    container[key] = chance.choice([other for other in others if type(other) is not type(container[key])])
    rest = content[64:128] + json.dumps(value).encode()
    return hashlib.sha256(rest).hexdigest().encode() + rest


@pytest.mark.parametrize("count", [12, pytest.param(500, marks=pytest.mark.slow)])
@pytest.mark.parametrize("folder", ["outcomes", "files", "examples", "lemmas"])
def test_what_is_whole_but_of_another_shape_breaks_nothing(sources: Sources, folder: str, count: int) -> None:
    chance = random.Random(folder)
    sources.outcome(cached=True)
    whole = {path: path.read_bytes() for path in sources.entries()}
    for _ in range(count):
        for path, content in whole.items():
            path.write_bytes(content)
            if path.parent.name == "outcomes" and folder != "outcomes":
                path.unlink()
            elif path.is_relative_to(sources.cache / folder) and path.suffix != ".rows":
                path.write_bytes(forged(content, chance))
        sources.outcome(cached=True)


@pytest.mark.parametrize("depth", [100, 100_000])
def test_what_is_nested_deeply_breaks_nothing(sources: Sources, depth: int) -> None:
    sources.outcome(cached=True)
    for path in sources.entries():
        if path.suffix != ".rows":
            rest = path.read_bytes()[64:128] + b"[" * depth + b"]" * depth
            path.write_bytes(hashlib.sha256(rest).hexdigest().encode() + rest)
    sources.outcome(cached=True)


@pytest.mark.skipif(sys.platform != "linux", reason="file names have one encoding elsewhere")
def test_the_encoding_of_file_names_is_a_part_of_what_a_pack_is(sources: Sources) -> None:
    (sources.pack / "A1" / "food.yaml").rename(sources.pack / "A1" / "comida ligera é.yaml")
    quick = ("--ignore", "V302,V801", "--format", "json")  # without a lemmatizer
    ascii_ = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    utf_8 = validate(sources.pack.parent, *quick, PYTHONUTF8="1")
    cached, cold = (validate(sources.pack.parent, *quick, *more, **ascii_) for more in ([], ["--no-cache"]))
    assert (cached.returncode, cached.stdout, cached.stderr) == (cold.returncode, cold.stdout, cold.stderr)
    assert utf_8.stdout != cold.stdout


@posix
@pytest.mark.parametrize("count", [8, pytest.param(500, marks=pytest.mark.slow)])
def test_what_was_asked_before_and_by_which_name_changes_nothing(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    chance, rows = random.Random(count), sources.folder / "rows"
    (sources.pack / "A1" / "empty.yaml").write_text("", "utf-8")
    (sources.folder / "link").symlink_to(sources.pack.parent)
    monkeypatch.chdir(sources.folder)
    for _ in range(count):
        name = chance.choice(["sources/es", "./sources/es", str(sources.pack), "link/es", "sources/fr"])
        if not Path(name).exists():  # the folder is another language's now
            path = sources.pack.parent
            (path / ("fr" if name.endswith("es") else "es")).rename(path / name[-2:])
        job = Job(
            PackFolder(Path(name), name),
            chosen=chance.choice([None, {"V104"}, {"V807"}]),
            rows=chance.choice([None, rows]),
            epoch=chance.choice([None, 5]),
        )
        came = []
        for one in (True, False):
            rows.unlink(missing_ok=True)
            came.append(
                [
                    *outcomes([replace(job, state=digests.state_of_pack(job.pack.path) if one else None)], silent, 1),
                    rows.exists() and rows.read_bytes(),
                ]
            )
        assert came[0] == came[1]


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
def test_a_large_file_beside_the_packs_words_is_not_held_in_memory(sources: Sources) -> None:
    with (sources.pack / "film.mp4").open("wb") as film:
        film.truncate(2**28)  # a hole, which takes no room
    code = (
        "import resource, sys; from pathlib import Path; from pipeline.builder.digests import state_of; "
        "resource.setrlimit(resource.RLIMIT_DATA, (2**27, 2**27)); print(state_of(Path(sys.argv[1])).digest)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, sources.pack], capture_output=True, text=True, timeout=SECONDS, check=True
    )
    assert done.stdout.strip() == digests.state_of(sources.pack).digest


def test_what_is_edited_and_edited_back_while_it_is_read_is_not_kept(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sources.pack / "A1" / "food.yaml"
    text = path.read_text("utf-8")
    analyse = outcome.analyse

    def edited(*arguments: Any, **named: Any) -> Any:
        path.write_text(text.replace("to eat", "eat"), "utf-8")
        analysis = analyse(*arguments, **named)
        path.write_text(text, "utf-8")
        return analysis

    output = sources.folder / "babblr.db"
    packs = packs_in(sources.pack.parent)
    with monkeypatch.context() as patch:
        patch.setattr(outcome, "analyse", edited)
        published, found = build(packs, output, cached=True)
    assert published
    assert [finding.rule.slug for finding in found if finding.rule.slug.startswith("verb")] == ["verb-without-to"]
    assert published.manifest["inputs"] is None
    published, found = build(packs, output, cached=True)
    assert published
    assert published.renewed
    assert [finding.rule.slug for finding in found if finding.rule.slug.startswith("verb")] == []
    sources.check()


def test_a_tokenizer_that_is_installed_later_is_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests.program_digest()
    about = tmp_path / "sudachipy-1.0.dist-info" / "METADATA"
    about.parent.mkdir()
    about.write_text("Metadata-Version: 2.1\nName: SudachiPy\nVersion: 1.0\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    digests.program_digest.cache_clear()
    assert digests.program_digest() != before
    monkeypatch.undo()
    digests.program_digest.cache_clear()
    assert digests.program_digest() == before


class Project:
    """Sources that change between a few states, and what comes of each without a cache."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, states: int) -> None:
        self.folder = folder
        self.sources = Sources(folder)
        self.file = self.sources.pack / "A1" / "food.yaml"
        text = self.file.read_text("utf-8")
        changed = [text.replace("to eat", "eat"), text.replace("comer", "beber"), text + "x"]
        self.states = [text, *changed][:states]
        with monkeypatch.context() as patch:
            patch.setenv("BABBLR_VOCAB_NO_CACHE", "1")
            self.takes = seconds_of(*self.build("cold"))
            self.cold = [self.result(state) for state in self.states]
        assert len(set(self.cold)) == len(self.cold)

    def build(self, name: str, *options: str) -> tuple[object, ...]:
        return "build", "--sources", self.sources.pack.parent, "--output", self.folder / f"{name}.db", *options

    def check(self) -> tuple[object, ...]:
        return "validate", "-v", "-f", "json", self.sources.pack.parent

    def result(self, state: str) -> tuple[str, str, bytes | None]:
        """Return what a check and a build say of a state, and the database."""
        self.file.write_text(state, "utf-8")
        output = self.folder / "result.db"
        output.unlink(missing_ok=True)
        said = [run(PROGRAM, *arguments).stdout for arguments in (self.check(), self.build("result"))]
        return said[0], said[1], output.read_bytes() if output.exists() else None


@posix
@pytest.mark.parametrize("count", [1, pytest.param(40, marks=pytest.mark.slow)])
def test_after_runs_at_once_that_are_killed_or_not_the_same_comes_of_a_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "place"))
    project, chance = Project(tmp_path, monkeypatch, count + 1), random.Random(count)
    runs = [project.build("one"), project.build("two", "--epoch", "5"), project.check()]
    for _ in range(count):
        project.file.write_text(chance.choice(project.states), "utf-8")
        with ThreadPoolExecutor() as pool:
            for arguments in chance.sample(runs, 2):
                pool.submit(kill_after, arguments, chance.uniform(0.1, 2) * project.takes)
        number = chance.randrange(len(project.states))
        assert project.result(project.states[number]) == project.cold[number]
