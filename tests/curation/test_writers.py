"""Whatever a command meets that writes into a pack: what a curator wrote is as it was, and nothing is left lying about.

Every command that writes is here with every fault; a new one belongs into `COMMANDS`.
"""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from pipeline.cli import cli, main
from pipeline.system.drafts import SUFFIX
from tests import children
from tests.children import PROGRAM
from tests.packs import copy_of_valid

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")

LETTERS = "bcdfghjklmnpqrstvwxz"
WORD = (
    "  - {{base_form: cos{0}a, part_of_speech: noun, pronunciation: ˈkosa, priority: 1, status: reviewed, meanings: "
    "[{{meaning: Es una cosa., translation: thing, examples: [{{text: Es la cos{0}a.}}]}}]}}\n"
)


class Writer(NamedTuple):
    """A command and the one file that it writes. `{0}` is the folder of packs."""

    arguments: str
    file: str
    extra: str = "yaml"
    """A module without which the command cannot do its work."""


CHANGES = {
    "fix": Writer("fix {0}/es", "es/A1/food.yaml"),
    "new": Writer("new es limón --topic food -s {0}", "es/A1/food.yaml"),
    "pronounce": Writer("pronounce es --write -s {0}", "es/A1/food.yaml"),
    "inflect": Writer("inflect es --write -s {0}", "es/paradigms/noun.csv", "ablaut"),
    "lessons": Writer("lessons es --write -s {0}", "es/lessons/A1.yaml"),
    "validate": Writer("validate {0}/es --no-cache --write-baseline {0}/es/known.json", "es/known.json"),
    "draft": Writer("draft es --level A1 --topic food --words limón --write -s {0}", "es/A1/food.yaml"),
    "schema": Writer("schema words --output {0}/es/words.json", "es/words.json"),
}
"""Commands that change a file that is there."""
MAKES = {
    "new": Writer("new es limón --topic food --level B1 -s {0}", "es/B1/food.yaml"),
    "lessons": Writer("lessons es --write -s {0}", "es/lessons/A1.yaml"),
    "inflect": Writer("inflect es --write -s {0}", "es/paradigms/noun.csv", "ablaut"),
    "homographs": Writer("homographs es --write -s {0}", "es/homographs.csv"),
    "new-pack": Writer("new-pack it -s {0}", "it"),
    "schema": Writer("schema words --output {0}/es/words.json", "es/words.json"),
}
"""Commands that make a new one."""
OTHER_FILES = {"diff", "export", "questions", "review", "sample"}
"""Commands whose files are sheets, pages and workbooks outside the packs, tested with them."""
READS = {name: writer for name, writer in CHANGES.items() if name not in ("schema", "validate")}
"""Those that read the file before."""

changes, makes, reads = (
    pytest.mark.parametrize("writer", which.values(), ids=which.keys()) for which in (CHANGES, MAKES, READS)
)


class Packs:
    """A folder of packs in which every command has something to write, and what is in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        pack = copy_of_valid(folder)
        food = pack / "A1" / "food.yaml"
        text = re.sub(r"    pronunciation: pan\n", "", food.read_text("utf-8")).replace("to eat", "to  eat")
        food.write_text(text.rstrip("\n") + "\n" + "".join(map(WORD.format, LETTERS)), "utf-8")
        nouns = pack / "paradigms" / "noun.csv"
        nouns.write_text(nouns.read_text("utf-8").replace("pan,pan,panes,,\n", ""), "utf-8")
        (pack / "known.json").write_text("{}", "utf-8")
        (pack / "words.json").write_text("{}", "utf-8")
        (pack / "lessons").mkdir()
        items = ", ".join(f"cos{letter}a" for letter in LETTERS[:8])
        lesson = (
            f"  - {{id: a, topic: food, title: Cosas, title_en: Things, oneliner: a, oneliner_en: a, items: [{items}]}}"
        )
        (pack / "lessons" / "A1.yaml").write_text(f"lessons:\n{lesson}\n", "utf-8")

    def contents(self) -> dict[str, Any]:
        """Return what is in the folder, by name: of a file its bytes, of a link where it leads, else what it is."""
        return {path.relative_to(self.folder).as_posix(): what_is_at(path) for path in sorted(self.folder.rglob("*"))}


def what_is_at(path: Path) -> Any:
    if path.is_symlink():
        return path.readlink()
    return path.read_bytes() if path.is_file() else path.lstat().st_mode


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    return Packs(tmp_path / "sources")


def run(writer: Writer, packs: Packs, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a command, and return its exit code and all it said."""
    pytest.importorskip(writer.extra)
    with pytest.raises(SystemExit) as left:
        main(writer.arguments.format(packs.folder).split())
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    assert isinstance(left.value.code, int)
    return left.value.code, out + err


def refused(writer: Writer, packs: Packs, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must change nothing, and return what it said."""
    before = packs.contents()
    code, said = run(writer, packs, capsys)
    assert code in (1, 2, 3)
    assert packs.contents() == before
    return said


@changes
def test_without_a_fault_the_file_is_changed(writer: Writer, packs: Packs, capsys: pytest.CaptureFixture[str]) -> None:
    before = packs.contents()
    assert run(writer, packs, capsys)[0] == 0
    after = packs.contents()
    assert {name for name in after if after[name] != before.get(name)} == {writer.file}


@makes
def test_without_a_fault_the_file_is_made(writer: Writer, packs: Packs, capsys: pytest.CaptureFixture[str]) -> None:
    (packs.folder / writer.file).unlink(missing_ok=True)
    assert run(writer, packs, capsys)[0] == 0
    assert (packs.folder / writer.file).exists()
    assert not list(packs.folder.rglob(f"*{SUFFIX}*"))


@reads
@pytest.mark.parametrize("rest", [b"\xf1\n", b"\0", b'"open', b"\xff\xfe"])
def test_what_cannot_be_read_is_not_taken_for_empty(
    rest: bytes, writer: Writer, packs: Packs, capsys: pytest.CaptureFixture[str]
) -> None:
    path = packs.folder / writer.file
    path.write_bytes(path.read_bytes() + rest)
    refused(writer, packs, capsys)


@changes
@posix
def test_nothing_is_written_through_a_link(
    writer: Writer, packs: Packs, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = packs.folder / writer.file
    outside = path.rename(tmp_path / "outside")
    before = outside.read_bytes()
    path.symlink_to(outside)
    assert re.search("link|babblr-vocab validate", refused(writer, packs, capsys))
    assert outside.read_bytes() == before
    path.unlink()
    inside = outside.rename(packs.folder / "es" / ".inside")
    path.symlink_to(inside)
    assert "link" in refused(writer, packs, capsys)


@makes
@posix
def test_nothing_is_made_through_a_link(
    writer: Writer, packs: Packs, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = packs.folder / writer.file
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(tmp_path / "outside")
    refused(writer, packs, capsys)
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("where", ["outside", "sources/es/.inside"])
@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("name", [name for name in MAKES if name not in ("homographs", "new-pack", "schema")])
@posix
def test_nothing_is_written_through_a_linked_folder(
    name: str, there: bool, where: str, packs: Packs, capsys: pytest.CaptureFixture[str]
) -> None:
    writer = (CHANGES if there else MAKES)[name]
    path = packs.folder / writer.file
    path.parent.mkdir(exist_ok=True)
    if not there:
        path.unlink(missing_ok=True)
    outside = path.parent.rename(packs.folder.parent / where)
    path.parent.symlink_to(outside)
    before = {one.name: one.read_bytes() for one in outside.iterdir()}
    refused(writer, packs, capsys)
    assert {one.name: one.read_bytes() for one in outside.iterdir()} == before


@reads
@posix
def test_a_pipe_is_neither_waited_for_nor_replaced(
    writer: Writer, packs: Packs, capsys: pytest.CaptureFixture[str]
) -> None:
    path = packs.folder / writer.file
    path.unlink()
    os.mkfifo(path)
    refused(writer, packs, capsys)


@posix
@pytest.mark.parametrize("name", ["schema", "validate"])
def test_a_pipe_is_written_to_where_nothing_is_read(name: str, packs: Packs) -> None:
    path = packs.folder / CHANGES[name].file
    path.unlink()
    os.mkfifo(path)
    command = [sys.executable, "-m", "pipeline", *CHANGES[name].arguments.format(packs.folder).split()]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as writing:
        assert path.read_bytes().startswith(b"{")
        assert writing.wait() == 0
    assert path.is_fifo()


@changes
def test_a_read_only_file_stays(writer: Writer, packs: Packs, capsys: pytest.CaptureFixture[str]) -> None:
    """Also for root, whom permissions do not bind."""
    (packs.folder / writer.file).chmod(0o444)
    assert "it is read-only" in refused(writer, packs, capsys)


@reads
def test_what_somebody_writes_meanwhile_is_not_lost(
    writer: Writer, packs: Packs, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, sync = packs.folder / writer.file, os.fsync

    def write_meanwhile(descriptor: int) -> None:
        sync(descriptor)
        path.write_bytes(b"by somebody else")

    monkeypatch.setattr("pipeline.system.drafts.os.fsync", write_meanwhile)
    code, said = run(writer, packs, capsys)
    assert code == 3
    assert "it was changed in the meantime" in said
    assert path.read_bytes() == b"by somebody else"
    assert not list(packs.folder.rglob(f"*{SUFFIX}*"))


@pytest.mark.parametrize("writer", [MAKES["new"], MAKES["lessons"], MAKES["inflect"]])
def test_what_somebody_makes_meanwhile_is_not_lost(
    writer: Writer, packs: Packs, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, sync = packs.folder / writer.file, os.fsync
    path.unlink(missing_ok=True)

    def write_meanwhile(descriptor: int) -> None:
        sync(descriptor)
        path.write_bytes(b"by somebody else")

    monkeypatch.setattr("pipeline.system.drafts.os.fsync", write_meanwhile)
    assert run(writer, packs, capsys)[0] == 3
    assert path.read_bytes() == b"by somebody else"
    assert not list(packs.folder.rglob(f"*{SUFFIX}*"))


def child(writer: Writer, packs: Packs, first: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process in which some lines of Python are run first."""
    pytest.importorskip(writer.extra)
    return children.run(f"import os, signal\n{first}\n{PROGRAM}", *writer.arguments.format(packs.folder).split())


FULL = """
import resource
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))
"""
"""No file can grow beyond 40 bytes: the system refuses the write, as it does on a full disk."""


@posix
@pytest.mark.parametrize(
    ("writer", "there"),
    [*((one, True) for one in CHANGES.values()), *((one, False) for one in MAKES.values())],
    ids=[*CHANGES, *(f"{name}-anew" for name in MAKES)],
)
def test_on_a_full_disk_nothing_changes(writer: Writer, there: bool, packs: Packs) -> None:
    if not there:
        (packs.folder / writer.file).unlink(missing_ok=True)
    before = packs.contents()
    done = child(writer, packs, FULL)
    assert done.returncode in (2, 3)
    assert "Traceback" not in done.stderr
    assert "too large" in done.stderr
    assert "was not changed" in done.stderr or "nothing was changed" in done.stderr
    assert packs.contents() == before


KILLED = """
def end(*_):
    os.kill(os.getpid(), signal.{0})
os.fsync = end
"""


@posix
@pytest.mark.parametrize(
    ("writer", "there"),
    [*((one, True) for one in CHANGES.values()), *((one, False) for one in MAKES.values())],
    ids=[*CHANGES, *(f"{name}-anew" for name in MAKES)],
)
def test_what_a_killed_command_left_is_cleared_away(
    writer: Writer, there: bool, packs: Packs, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = Packs(tmp_path / "again")
    for one in (packs, sound):
        if not there:
            (one.folder / writer.file).unlink(missing_ok=True)
    before = packs.contents()
    end = signal.SIGKILL if there else signal.SIGTERM
    assert child(writer, packs, KILLED.format(end.name)).returncode == -end
    left = packs.contents()
    assert {name: left[name] for name in left if name in before} == before
    assert all(SUFFIX in name for name in left.keys() - before.keys() - {"es/B1"})
    for one in (packs, sound):
        assert run(writer, one, capsys)[0] == 0
    assert packs.contents().keys() == sound.contents().keys()
    assert what_is_at(packs.folder / writer.file) == what_is_at(sound.folder / writer.file)


@posix
def test_drafts_that_are_being_written_stay(packs: Packs, capsys: pytest.CaptureFixture[str]) -> None:
    import fcntl

    draft = packs.folder / "es" / "A1" / f".food.yaml{SUFFIX}"
    with draft.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        said = refused(CHANGES["fix"], packs, capsys)
        assert f"another program is writing {draft.name}" in said
    assert run(CHANGES["fix"], packs, capsys)[0] == 0
    assert not draft.exists()


@posix
def test_a_draft_is_not_written_through_a_link(
    packs: Packs, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "outside").write_text("precious", "utf-8")
    (packs.folder / "es" / "A1" / f".food.yaml{SUFFIX}").symlink_to(tmp_path / "outside")
    refused(CHANGES["fix"], packs, capsys)
    assert (tmp_path / "outside").read_text("utf-8") == "precious"


@pytest.mark.parametrize("second", [True, False])
def test_what_an_interrupt_says_is_true(
    second: bool, packs: Packs, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    greetings = packs.folder / "es" / "A1" / "greetings.csv"
    greetings.write_text(greetings.read_text("utf-8").replace("goodbye", " goodbye "), "utf-8")
    sync, syncs = os.fsync, iter(range(9))

    def interrupted(descriptor: int) -> None:
        if next(syncs) == 2 * second:  # of the first file, its content and its folder
            raise KeyboardInterrupt
        sync(descriptor)

    monkeypatch.setattr("pipeline.system.drafts.os.fsync", interrupted)
    before = packs.contents()
    code, said = run(CHANGES["fix"], packs, capsys)
    assert code == 130
    assert ("files changed so far: 1" if second else "nothing was changed") in said
    after = packs.contents()
    assert [name for name in after if after[name] != before.get(name)] == ["es/A1/food.yaml"] * second


def test_every_command_that_writes_is_here() -> None:
    """By the functions through which packs are written."""
    from pipeline.cli import COMMANDS

    folder = Path(main.__code__.co_filename).parent
    writing = re.compile(r"\bwrite_each\(|\bwrite\(|\.write\(\)|\bcreate\(")
    modules = {name: cli.get_command(click.Context(cli), name).callback.__module__ for name in COMMANDS}
    names = {
        name
        for name, module in modules.items()
        if writing.search((folder / f"{module.rpartition('.')[2]}.py").read_text("utf-8"))
    }
    assert names - OTHER_FILES == CHANGES.keys() | MAKES.keys()
