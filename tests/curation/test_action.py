"""The action for GitHub: the script behind action.yml does what docs/github-action.md says."""

import importlib.util
import os
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from tests.packs import copy_of_valid

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SCRIPT = ROOT / ".github" / "action" / "run.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("action", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")


def stand_in(temp: Path, program: str) -> None:
    """Put a shell script in the place of the Python in which `install` installs babblr-vocab."""
    if os.name == "nt":
        pytest.skip("a shell script cannot stand in for a program here")
    python = temp / "babblr-vocab" / "environment" / "bin" / "python"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.write_text(f"#!/bin/sh\n{program}\n", "utf-8")
    python.chmod(0o755)


LIST_ARGUMENTS = """
echo --call--
for argument do
    if [ "$last" = --output ]; then echo "a table" > "$argument"; argument=FILE; fi
    printf '%s\\n' "$argument"
    last="$argument"
done
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with two packs; babblr-vocab lists its arguments."""
    stand_in(tmp_path / "temp", LIST_ARGUMENTS)
    folder = tmp_path / "checkout"
    for language in ("es", "fr"):
        (folder / "vocab_sources" / language / "A1").mkdir(parents=True)
        (folder / "vocab_sources" / language / "pack.yaml").write_text("a", "utf-8")
        (folder / "vocab_sources" / language / "A1" / "food.yaml").write_text("a", "utf-8")
    git(folder, "init", "-q")
    commit(folder)
    return folder


def run(
    folder: Path, step: str = "validate", *, base: str | None = "HEAD~1", **values: str
) -> subprocess.CompletedProcess[str]:
    """Run a step as action.yml does; `base` is the commit that a pull request is compared with."""
    temp = folder.parent / "temp"
    files = {name: str(temp / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    inputs = {name.upper(): str(field["default"]) for name, field in ACTION["inputs"].items() if name in PASSED}
    own = {"RUNNER_TEMP": str(temp), "BASE": git(folder, "rev-parse", base) if base else ""}
    environment = os.environ | files | inputs | own | values
    command = [sys.executable, "-I", str(SCRIPT), step]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


PASSED = ("sources", "strict", "baseline")


def calls(done: subprocess.CompletedProcess[str]) -> list[list[str]]:
    """The arguments of each call of babblr-vocab, after its name."""
    assert done.returncode == 0, done.stderr
    start = ["-I", "-X", "utf8", "-m", "pipeline"]
    found = [call.splitlines() for call in done.stdout.split("--call--\n")[1:]]
    assert all(call[: len(start)] == start for call in found)
    return [call[len(start) :] for call in found]


def packs(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The packs that were validated."""
    first, second = calls(done)
    assert first[:4] == ["validate", "--format", "github", "--"]
    assert second[:7] == ["validate", "--quiet", "--format", "markdown", "--output", "FILE", "--"]
    assert first[4:] == second[7:]
    return first[4:]


def test_steps_call_the_script_and_pass_on_nothing_but_data(script: ModuleType) -> None:
    assert ACTION["runs"]["using"] == "composite"
    called = []
    for step in STEPS:
        if "run" in step:
            assert "${{" not in step["run"]
            assert "PYTHON" in step["env"]
            python, flag, path, name = shlex.split(step["run"])
            assert (python, flag, path) == ("$PYTHON", "-I", "$GITHUB_ACTION_PATH/.github/action/run.py")
            called.append(name)
    assert called == ["key", "install", "validate"]
    assert set(STEPS[-1]["env"]) == {"PYTHON", "BASE", *(name.upper() for name in PASSED)}


def test_packs_that_changed_are_checked(checkout: Path) -> None:
    for name in ("a b.yaml", "$(touch pwned).yaml", "-x.yaml", "é\n;.yaml", "::error::x"):
        (checkout / "vocab_sources" / "es" / "A1" / name).write_text("b", "utf-8")
    (checkout / "vocab_sources" / "LICENSE").write_text("b", "utf-8")
    (checkout / "README.md").write_text("b", "utf-8")
    commit(checkout)
    assert packs(run(checkout)) == ["vocab_sources/es"]
    assert not list(checkout.rglob("pwned"))
    assert (checkout.parent / "temp" / "GITHUB_STEP_SUMMARY").read_text("utf-8") == "### Vocabulary packs\n\na table\n"


@pytest.mark.parametrize("sources", ["vocab_sources/", "./vocab_sources", "vocab_sources//"])
def test_sources_may_be_written_in_several_ways(checkout: Path, sources: str) -> None:
    (checkout / "vocab_sources" / "fr" / "more.yaml").write_text("b", "utf-8")
    commit(checkout)
    assert packs(run(checkout, SOURCES=sources)) == ["vocab_sources/fr"]


def test_packs_may_be_at_the_top(checkout: Path) -> None:
    (checkout / "de").mkdir()
    (checkout / "de" / "pack.yaml").write_text("b", "utf-8")
    commit(checkout)
    assert packs(run(checkout, SOURCES=".")) == ["de"]


def test_base_of_a_shallow_checkout_is_fetched(checkout: Path, tmp_path: Path) -> None:
    (checkout / "vocab_sources" / "fr" / "more.yaml").write_text("b", "utf-8")
    commit(checkout)
    base = git(checkout, "rev-parse", "HEAD~1")
    git(tmp_path, "clone", "-q", "--depth=1", checkout.as_uri(), "shallow")
    assert packs(run(tmp_path / "shallow", base=None, BASE=base)) == ["vocab_sources/fr"]


def test_a_base_that_cannot_be_fetched_is_an_error(checkout: Path) -> None:
    done = run(checkout, base=None, BASE="0" * 40)
    assert done.returncode == 3
    assert done.stdout == "::error::git ended with 128\n"
    assert "Traceback" not in done.stderr


def test_a_pack_that_lost_a_file_is_checked(checkout: Path) -> None:
    (checkout / "vocab_sources" / "es" / "A1" / "food.yaml").unlink()
    commit(checkout)
    assert packs(run(checkout)) == ["vocab_sources/es"]


@pytest.mark.parametrize("lost", ["es", "es/pack.yaml", "es/A1/food.yaml es/pack.yaml"])
def test_all_is_checked_when_a_pack_is_gone(checkout: Path, lost: str) -> None:
    git(checkout, "rm", "-rq", *(f"vocab_sources/{name}" for name in lost.split()))
    commit(checkout)
    assert packs(run(checkout)) == ["vocab_sources"]


def test_all_is_checked_when_the_folder_is_gone(checkout: Path) -> None:
    git(checkout, "rm", "-rq", "vocab_sources")
    commit(checkout)
    assert packs(run(checkout)) == ["vocab_sources"]


def test_a_pack_that_moved_is_gone_from_its_place(checkout: Path) -> None:
    git(checkout, "mv", "vocab_sources/es", "vocab_sources/it")
    commit(checkout)
    assert packs(run(checkout)) == ["vocab_sources"]


def test_schemas_beside_the_packs_are_no_pack(checkout: Path) -> None:
    (checkout / "vocab_sources" / "_schemas").mkdir()
    (checkout / "vocab_sources" / "_schemas" / "pack.schema.json").write_text("{}", "utf-8")
    commit(checkout)
    assert run(checkout).stdout == "No vocabulary pack has changed.\n"


def test_nothing_is_done_when_no_pack_has_changed(checkout: Path) -> None:
    (checkout / "README.md").write_text("b", "utf-8")
    (checkout / "vocab_sources" / "LICENSE").write_text("b", "utf-8")
    commit(checkout)
    done = run(checkout)
    assert (done.returncode, done.stdout) == (0, "No vocabulary pack has changed.\n")


def test_all_is_checked_outside_pull_requests(checkout: Path) -> None:
    first, second = calls(run(checkout, base=None, STRICT="true", BASELINE="known findings.json"))
    end = ["--strict", "--baseline", "known findings.json", "--", "vocab_sources"]
    assert first == ["validate", "--format", "github", *end]
    assert second[-len(end) :] == end


@pytest.mark.parametrize("status", [2, 3])
def test_there_is_no_summary_of_a_failed_call(checkout: Path, status: int) -> None:
    stand_in(checkout.parent / "temp", f"echo called; exit {status}")
    done = run(checkout, base=None)
    assert (done.returncode, done.stdout) == (status, "called\n")
    assert not (checkout.parent / "temp" / "GITHUB_STEP_SUMMARY").exists()


def test_findings_are_annotated_and_listed(tmp_path: Path) -> None:
    folder = tmp_path / "checkout"
    food = copy_of_valid(folder / "vocab_sources") / "A1" / "food.yaml"
    git(folder, "init", "-q")
    commit(folder)
    food.write_text(food.read_text("utf-8").replace("noun", "nuon", 1), "utf-8")
    (folder / "pipeline").mkdir()
    (folder / "pipeline" / "__main__.py").write_text("raise SystemExit('the code of a pull request was run')", "utf-8")
    commit(folder)
    stand_in(tmp_path / "temp", f'exec {shlex.quote(sys.executable)} "$@"')
    done = run(folder)
    assert done.returncode == 1
    assert "::error file=vocab_sources/es/A1/food.yaml,line=6,col=21," in done.stdout
    summary = (tmp_path / "temp" / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert summary.startswith("### Vocabulary packs\n\n1 error")
    assert "\n| error | V109 schema | vocab\\_sources/es/A1/food.yaml:6:21 | “nuon” is not a valid" in summary


def test_cache_is_named_after_the_lock_file(checkout: Path, script: ModuleType) -> None:
    assert run(checkout, "key", base=None).returncode == 0
    lines = (checkout.parent / "temp" / "GITHUB_OUTPUT").read_text("utf-8").splitlines()
    outputs = dict(line.split("=", 1) for line in lines)
    assert Path(outputs["folder"]) == checkout.parent / "temp" / "babblr-vocab" / "pip"
    assert len(outputs["digest"]) == 64
    named = {f"steps.{step['id']}.outputs.{name}" for step in STEPS if step.get("id") == "pip" for name in outputs}
    cache = next(step["with"] for step in STEPS if "cache@" in step.get("uses", ""))
    assert all(f"${{{{ {name} }}}}" in cache["path"] + cache["key"] for name in named)


def test_what_is_installed_is_locked(checkout: Path, script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setenv("RUNNER_TEMP", str(checkout.parent / "temp"))
    monkeypatch.setattr(script.venv, "create", lambda *_, **__: None)
    monkeypatch.setattr(script.subprocess, "run", lambda command, check: commands.append(command))
    assert script.main("install") == 0
    locked, own = (command[command.index("install") + 1 :] for command in commands)
    assert locked == ["--require-hashes", "--requirement", str(ROOT / "requirements" / "runtime.txt")]
    assert own == ["--no-deps", "--no-build-isolation", str(ROOT)]


def test_a_long_summary_is_cut_at_a_line(script: ModuleType) -> None:
    lines = ["### é\n", *(f"| {number} |\n" for number in range(100))]
    page = "".join(lines)
    assert script.shortened(page) == page
    assert script.shortened(page, len(page.encode())) == page
    for limit in range(120, len(page.encode())):
        kept, _, more = script.shortened(page, limit).partition("\n… and ")
        assert len(script.shortened(page, limit).encode()) <= limit
        count = int(more.split()[0])
        assert kept == "".join(lines[: len(lines) - count])
    assert script.SUMMARY_LIMIT < 1024 * 1024


def test_a_change_to_the_concepts_concerns_all_packs(checkout: Path) -> None:
    (checkout / "vocab_sources" / "concepts").mkdir()
    (checkout / "vocab_sources" / "concepts" / "A1.yaml").write_text("a", "utf-8")
    (checkout / "vocab_sources" / "es" / "A1" / "food.yaml").write_text("b", "utf-8")
    commit(checkout)
    done = run(checkout)
    assert packs(done) == ["vocab_sources"]
    assert "The concepts have changed" in done.stdout
