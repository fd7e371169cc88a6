"""Files that are read: regular ones, within bounds, and all through one function."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.system.files import NotRegularError, TooLargeError, read_bytes, read_text, real, sha256_of

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")

FOLDER = Path(pipeline.__file__).parent
DOORS = {
    "system/files.py": "reads",
    "system/drafts.py": "writes",
    "system/targets.py": "writes to pipes",
    "system/extras.py": "asks importlib.metadata for the text of a distribution",
    "intake/readers/zips.py": "opens members of archives that are open",
}
"""The modules that may open files."""
OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "fdopen", "FileIO"}


def opened_in(path: Path) -> list[int]:
    """Return the lines on which a module calls what opens a file by its name."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    by_name = [one.lineno for one in calls if isinstance(one.func, ast.Name) and one.func.id == "open"]
    ours = {"files", "drafts"}
    return by_name + [
        one.lineno
        for one in calls
        if isinstance(one.func, ast.Attribute)
        and one.func.attr in OPENING
        and not (isinstance(one.func.value, ast.Name) and one.func.value.id in ours)
    ]


def test_no_other_module_opens_files() -> None:
    found = {
        name: lines
        for path in sorted(FOLDER.rglob("*.py"))
        if (name := path.relative_to(FOLDER).as_posix()) not in DOORS and (lines := opened_in(path))
    }
    assert found == {}


def test_what_may_open_files_does() -> None:
    assert all(opened_in(FOLDER / name) for name in DOORS)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("é\r\n".encode())
    (tmp_path / "link").symlink_to("a")
    assert read_bytes(tmp_path / "link") == "é\r\n".encode()
    assert read_text(path) == "é\r\n"
    assert read_bytes(path, 4) == "é\r\n".encode()
    with pytest.raises(TooLargeError):
        read_bytes(path, 3)


@posix
def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for path in (tmp_path / "pipe", tmp_path / "link", tmp_path):
        for read in (read_bytes, read_text, sha256_of):
            with pytest.raises(NotRegularError, match="not a regular file"):
                read(path)


def test_what_is_no_path_is_an_error_of_the_system(tmp_path: Path) -> None:
    for name in ("a\0b", "no/such", "a" * 300):
        with pytest.raises(OSError, match=r".+"):
            read_bytes(tmp_path / name)


@posix
def test_a_loop_of_links_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert real(tmp_path / "loop") == tmp_path / "loop"
    with pytest.raises(OSError, match=r"loop|links"):
        read_bytes(tmp_path / "loop")


@posix
def test_what_has_no_end_takes_no_memory(tmp_path: Path) -> None:
    """A device such as /dev/zero; the node is our own, and the process may not take much."""
    import stat

    node = tmp_path / "zero"
    try:
        os.mknod(node, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except (PermissionError, AttributeError):
        pytest.skip("no devices can be made here")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); "
        "from pipeline.cli import main; main(sys.argv[1:])"
    )
    pack = tmp_path / "es"
    pack.mkdir()
    (pack / "pack.yaml").write_text("language: es\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.babblr-vocab]\nbaseline = 'zero'\n", "utf-8")
    for arguments in (["validate", pack], ["validate", "--baseline", node, pack]):
        command = [sys.executable, "-c", code, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 2
        assert "is not a regular file" in done.stderr
