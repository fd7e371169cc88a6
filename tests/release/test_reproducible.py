"""The same sources make the same release, to the byte, wherever and whenever it is made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packs import copy_of_finished

SURROUNDINGS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"},
)
"""The second locale need not be installed: Python falls back, and the promise holds all the same."""


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The files of releases made of two copies of the sources, each in a folder and in surroundings of its own."""
    found = []
    for number, surroundings in enumerate(SURROUNDINGS):
        folder = tmp_path_factory.mktemp("clone" * (number + 1))
        pack = copy_of_finished(folder / "sources")
        for path in sorted(pack.rglob("*"), reverse=bool(number)):
            os.utime(path, (number * 1_000_000, number * 1_000_000))
        command = [sys.executable, "-m", "pipeline", "release", "-s", "sources", "-d", "dist"]
        root = Path(__file__).parent.parent.parent
        done = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | surroundings | {"PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found.append({path.name: path.read_bytes() for path in sorted((folder / "dist").iterdir())})
    return found


def test_same_files(releases: list[dict[str, bytes]]) -> None:
    one, two = releases
    assert len(one) == 7
    assert list(one) == list(two)
    for name, content in one.items():
        assert content == two[name], name


def test_same_as_in_this_process(releases: list[dict[str, bytes]], released: Path) -> None:
    assert {path.name: path.read_bytes() for path in sorted(released.iterdir())} == releases[0]
