"""The hooks, run by the real pre-commit in a repository of packs, set up as docs/pre-commit.md says."""

import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import yaml

from tests.install.environments import LOCKS, ROOT
from tests.packs import copy_of_valid

pytestmark = pytest.mark.install

HOOKS = [hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))]


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def committed(folder: Path) -> None:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")


@pytest.fixture(scope="module")
def ours(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository as it would be published, with a tag."""
    folder = tmp_path_factory.mktemp("ours")
    (archive,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(archive) as content:
        content.extractall(folder, filter="data")
    (top,) = folder.iterdir()
    committed(top)
    git(top, "tag", "v0.1.0")
    return top


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of pre-commit: a home of its own, and the locked versions for what it installs there."""
    home = tmp_path_factory.mktemp("pre-commit")
    pins = re.findall(r"^(\S+==[^\\\n]+)", LOCKS[0].read_text("utf-8"), re.MULTILINE)
    (home / "constraints.txt").write_text("\n".join(pins), "utf-8")
    return os.environ | {"PRE_COMMIT_HOME": str(home), "PIP_CONSTRAINT": str(home / "constraints.txt")}


@pytest.fixture
def packs(ours: Path, tmp_path: Path) -> Path:
    """Somebody else's repository, with a pack and the page's configuration."""
    page = (ROOT / "docs" / "pre-commit.md").read_text("utf-8")
    configuration = re.findall(r"```yaml\n(repos:.*?)```", page, re.DOTALL)[0]
    configuration = re.sub(r"repo: \S+", f"repo: {ours}", configuration)
    (tmp_path / ".pre-commit-config.yaml").write_text(configuration, "utf-8")
    copy_of_valid(tmp_path / "vocab_sources")
    committed(tmp_path)
    return tmp_path


def test_hooks_fix_and_check(packs: Path, environment: dict[str, str]) -> None:
    def run(hook: str) -> subprocess.CompletedProcess[str]:
        git(packs, "add", "--all")
        command = [sys.executable, "-m", "pre_commit", "run", hook, "--all-files"]
        return subprocess.run(
            command,
            cwd=packs,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    for hook in HOOKS:
        done = run(hook)
        assert done.returncode == 0, done.stdout
        assert "Passed" in done.stdout
    path = packs / "vocab_sources" / "es" / "A1" / "food.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Alimento de harina", "Alimento de  harina"), "utf-8")
    done = run("babblr-vocab-fix")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert path.read_text("utf-8") == text
    path.write_text(text.replace("part_of_speech: noun", "part_of_speech: nuon", 1), "utf-8")
    done = run("babblr-vocab-validate")
    assert done.returncode == 1
    assert "did you mean “noun”?" in done.stdout
