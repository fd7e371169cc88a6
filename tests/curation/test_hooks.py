"""The files by which other projects use ours name what is there."""

import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from pipeline.cli import COMMANDS, cli

ROOT = Path(__file__).parent.parent.parent
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
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
    assert hook["additional_dependencies"] == [".[build]"]
    assert_call_exists(hook["entry"])


def test_validate_sees_deletions() -> None:
    """pre-commit names no deleted files, and skips a hook that it has none to name for."""
    (validate,) = (hook for hook in HOOKS if hook["id"] == "babblr-vocab-validate")
    assert validate["always_run"]
    assert validate["pass_filenames"] is False


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
def test_fix_looks_at_packs_only(path: str, ours: bool) -> None:
    (fix,) = (hook for hook in HOOKS if hook["id"] == "babblr-vocab-fix")
    assert bool(re.search(fix["files"], path)) is ours
    assert fix["require_serial"]  # two runs would read the same pack


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
