"""What the tests of an installation share; each is made once."""

import shutil
from pathlib import Path

import pytest

from tests.install.environments import ROOT, Environment, built_wheel


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def core(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return Environment.made(tmp_path_factory.mktemp("core") / "venv", str(wheel))


@pytest.fixture(scope="session")
def app(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return Environment.made(tmp_path_factory.mktemp("app") / "venv", f"{wheel}[app]")


@pytest.fixture(scope="session")
def full(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """Core, and then the line typed that a command has asked for."""
    folder = tmp_path_factory.mktemp("full")
    environment = Environment.made(folder / "venv", str(wheel))
    done = environment.command("validate", folder=folder)
    assert done.returncode == 2
    environment.type(done.stderr.splitlines()[-1])
    return environment


@pytest.fixture(scope="session")
def workplace(full: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the checkout with the packs, and the database that was built of them."""
    folder = tmp_path_factory.mktemp("workplace")
    shutil.copytree(ROOT / "vocab_sources", folder / "vocab_sources")
    done = full.command("build", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder
