"""The files by which other projects use ours: what they name is there, and the action's script does what it says."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from pipeline.cli import COMMANDS, cli

ROOT = Path(__file__).parent.parent.parent
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
SCRIPT: str = ACTION["runs"]["steps"][-1]["run"]
PAGES = [ROOT / "docs" / "pre-commit.md", ROOT / "docs" / "github-action.md"]


def assert_call_exists(call: str) -> None:
    """Check the command and the options of every call of our program in a text."""
    for name, rest in re.findall(r"babblr-vocab (\w[\w-]*)([^`\n]*)", call):
        assert name in COMMANDS
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"(?<!\S)--\w[\w-]*", rest)) <= known, rest


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hook_runs_a_command_that_exists(hook: dict[str, Any]) -> None:
    assert hook["language"] == "python"
    assert hook["require_serial"]
    assert_call_exists(hook["entry"])


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("vocab_sources/es/pack.yaml", True),
        ("vocab_sources/es/A1/food.yaml", True),
        ("vocab_sources/fr/A1/numbers.csv", True),
        ("vocab_sources/de/paradigms/verb.csv", True),
        ("vocab_sources/es/A1/wrong.yml", True),
        ("vocab_sources/es/README.md", False),
        ("vocab_sources/LICENSE", False),
        ("tests/data/vocab_sources/es/pack.yaml", False),
        (".github/workflows/ci.yml", False),
    ],
)
def test_hook_looks_at_packs_only(hook: dict[str, Any], path: str, ours: bool) -> None:
    assert bool(re.search(hook["files"], path)) is ours


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_what_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    assert_call_exists(text)
    blocks = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)]
    assert blocks
    known = {hook["id"] for hook in HOOKS}
    for hook in re.findall(r"- id: (\S+)", text):
        assert hook in known
    if page.name == "github-action.md":
        rows = dict(re.findall(r"^\| `([\w-]+)` \| (?:`(.*?)`)? ?\|", text, re.MULTILINE))
        assert rows == {name: field["default"] for name, field in ACTION["inputs"].items()}


def test_action_runs_a_command_that_exists() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert_call_exists(SCRIPT)
    for option in re.findall(r"options[+]?=\((.*?)\)", SCRIPT):
        assert_call_exists(f"babblr-vocab validate {option}")


def test_nothing_from_outside_is_pasted_into_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with two packs; babblr-vocab is a stand-in that prints its arguments."""
    program = tmp_path / "temp" / "babblr-vocab" / "bin" / "babblr-vocab"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', "utf-8")
    program.chmod(0o755)
    folder = tmp_path / "checkout"
    for language in ("es", "fr"):
        (folder / "vocab_sources" / language).mkdir(parents=True)
        (folder / "vocab_sources" / language / "pack.yaml").write_text("a", "utf-8")
    git(folder, "init", "-q")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")


def action(folder: Path, *, base: bool = True, **values: str) -> list[str]:
    inputs = {f"{name.upper()}": field["default"] for name, field in ACTION["inputs"].items()}
    environment = os.environ | inputs | {"RUNNER_TEMP": str(folder.parent / "temp"), "BASE": ""} | values
    if base:
        environment["BASE"] = git(folder, "rev-parse", "HEAD~1")
    flags = ["--noprofile", "--norc", "-eo", "pipefail", "-c"]  # as GitHub calls bash
    done = subprocess.run(
        ["bash", *flags, SCRIPT], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_action_checks_the_packs_that_changed(checkout: Path) -> None:
    (checkout / "vocab_sources" / "es" / "A1").mkdir()
    for name in ("a b.yaml", "$(touch pwned).yaml", "-x.yaml", "é\n;.yaml"):
        (checkout / "vocab_sources" / "es" / "A1" / name).write_text("b", "utf-8")
    (checkout / "vocab_sources" / "LICENSE").write_text("b", "utf-8")
    commit(checkout)
    assert action(checkout) == ["validate", "--format", "github", "--", "vocab_sources/es"]
    assert not list(checkout.rglob("pwned"))


def test_action_fetches_the_base_of_a_shallow_checkout(checkout: Path, tmp_path: Path) -> None:
    base = git(checkout, "rev-parse", "HEAD")
    (checkout / "vocab_sources" / "fr" / "more.yaml").write_text("b", "utf-8")
    commit(checkout)
    git(tmp_path, "clone", "-q", "--depth=1", checkout.as_uri(), "shallow")
    assert action(tmp_path / "shallow", base=False, BASE=base)[-1] == "vocab_sources/fr"


def test_action_notices_a_file_that_is_gone(checkout: Path) -> None:
    (checkout / "vocab_sources" / "es" / "more.yaml").write_text("b", "utf-8")
    commit(checkout)
    (checkout / "vocab_sources" / "es" / "more.yaml").unlink()
    commit(checkout)
    assert action(checkout)[-1] == "vocab_sources/es"


def test_action_has_nothing_to_do(checkout: Path) -> None:
    (checkout / "vocab_sources" / "fr" / "pack.yaml").unlink()
    (checkout / "vocab_sources" / "fr").rmdir()
    (checkout / "README.md").write_text("b", "utf-8")
    commit(checkout)
    assert action(checkout) == ["No vocabulary pack has changed."]


def test_action_checks_all_outside_pull_requests(checkout: Path) -> None:
    found = action(checkout, base=False, STRICT="true", BASELINE="known findings.json", SOURCES="vocab_sources/")
    options = ["--format", "github", "--strict", "--baseline", "known findings.json"]
    assert found == ["validate", *options, "--", "vocab_sources"]
