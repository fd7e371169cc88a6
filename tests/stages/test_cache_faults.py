"""Real faults: whatever becomes of the cache, and of what surrounds it, nothing hangs, and the same comes of a pack."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.stages import digests
from pipeline.stages.cache import PLACE, Cache, cache_of
from tests.stages.test_cache import Sources
from tests.test_faults import command

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
SECONDS = 60
"""After which a process is held to hang."""


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(tmp_path)


def validate(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Check packs in a process of its own."""
    return subprocess.run(
        command("validate", folder),
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
    monkeypatch.setattr(Path, "write_bytes", full)
    cache.put("a", 2)
    assert [path.name for path in cache.folder.iterdir()] == ["a"]
    assert cache.get("a") == 1


@pytest.mark.parametrize("place", ["/" + "a" * 300, "/dev/null", "/dev/null/cache"])
def test_where_there_is_no_place_for_a_cache_there_is_none(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv(PLACE, place)
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
    whole = digests._digest(program, program=True)
    links.mkdir()
    (links / "a.py").symlink_to(program / "a.py")
    (links / ".#a.py").symlink_to("somebody@somewhere.1234:5678")
    assert digests._digest(links, program=True) == whole
    (program / "a.py").write_text("2", "utf-8")
    assert digests._digest(links, program=True) != whole
