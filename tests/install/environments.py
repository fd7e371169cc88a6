"""Fresh environments with the wheel in them: nothing of the checkout is within their reach."""

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PYTHON = os.environ.get("INSTALL_PYTHON", sys.executable)
"""The Python that the environments have: `make test-install PYTHON=python3.13`."""
LOCKS = [ROOT / "requirements" / name for name in ("dev.txt", "curate.txt")]
"""The versions that are installed."""
BLOCK = 4096
"""Bytes of a block of most file systems; a file takes whole ones."""


def uv(*arguments: str | Path) -> str:
    """Run uv of the developer's environment, which keeps what it downloads, and return its output."""
    done = subprocess.run(
        [sys.executable, "-m", "uv", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def built_wheel(folder: Path) -> Path:
    """Build the source distribution, and of it the wheel, as for a release."""
    uv("build", "--quiet", "--no-build-isolation", "--python", sys.executable, "--out-dir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


@dataclass(frozen=True)
class Environment:
    """An environment of its own in a folder."""

    folder: Path

    @classmethod
    def made(cls, folder: Path, *what: str) -> "Environment":
        """Make an environment with only what is given to `pip install`."""
        uv("venv", "--quiet", "--python", PYTHON, folder)
        environment = cls(folder)
        environment.install(*what)
        return environment

    def install(self, *what: str) -> None:
        """Do what `pip install` does, with the locked versions and without ever running a compiler."""
        locks = [option for lock in LOCKS for option in ("--constraint", str(lock))]
        prepared = ("--only-binary", ":all:", "--compile-bytecode")  # pip compiles, too
        uv("pip", "install", "--quiet", "--python", self.python, *locks, *prepared, *what)

    def type(self, line: str) -> None:
        """Type a line `pip install …`, or `PYTHON -m pip install …` with this environment's Python."""
        program, _, what = line.partition(" install ")
        assert shlex.split(program) in (["pip"], [str(self.python), "-m", "pip"]), line
        self.install(*shlex.split(what))

    @property
    def bin(self) -> Path:
        """The folder of its programs."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.bin / "python"

    def run(self, *arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run its Python in a folder, with none of our variables."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        return subprocess.run(
            [self.python, "-I", "-X", "utf8", *map(str, arguments)],
            cwd=folder,
            env=own,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def command(self, *arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run `babblr-vocab` in a folder."""
        return self.run("-m", "pipeline", *arguments, folder=folder)

    @property
    def packages(self) -> set[str]:
        """The names of what is installed."""
        return {line.split("==")[0] for line in uv("pip", "freeze", "--python", self.python).splitlines()}

    @property
    def megabytes(self) -> int:
        """What is installed, as it lies on the disk, in units of 2^20 bytes."""
        (packages,) = self.folder.rglob("site-packages")
        sizes = (path.stat().st_size for path in packages.rglob("*") if path.is_file())
        return sum(-(-size // BLOCK) * BLOCK for size in sizes) // 2**20
