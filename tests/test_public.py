"""The files with which the project meets the public agree with the project, and with each other."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: (?P<action>[\w./-]+)@(?P<commit>[0-9a-f]{40}) +# (?P<version>v\d+\.\d+\.\d+)$")


def test_citation_names_the_version_and_the_licences() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == PROJECT["version"]
    assert citation["license"] == [PROJECT["license"], "CC-BY-4.0"]
    assert citation["keywords"] == PROJECT["keywords"]


def test_actions_are_pinned_to_the_same_commits_everywhere() -> None:
    pins: dict[str, set[tuple[str, str]]] = {}
    for path in [*WORKFLOWS, ROOT / "action.yml", ROOT / "docs" / "github-action.md"]:
        for line in path.read_text("utf-8").splitlines():
            if "uses:" in line and "uses: ./" not in line and "uses: OWNER/" not in line:
                found = PINNED.search(line)
                assert found, f"{path.name}: {line}"
                pins.setdefault(found["action"], set()).add((found["commit"], found["version"]))
    assert pins
    assert {action: len(found) for action, found in pins.items()} == dict.fromkeys(pins, 1)


def test_no_workflow_pastes_what_comes_from_outside_into_a_script() -> None:
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text("utf-8"))
        assert workflow["permissions"] == {}
        for name, job in workflow["jobs"].items():
            assert "permissions" in job, name
            assert all("${{" not in step.get("run", "") for step in job.get("steps", ()))


def test_every_job_counts() -> None:
    """A branch that requires `all` requires every job of ci.yml."""
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    assert set(jobs.pop("all")["needs"]) == set(jobs)


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_supported_pythons_are_tried(python: str) -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    for name in ("test", "wheel"):
        assert python in jobs[name]["strategy"]["matrix"]["python"]


def test_questions_of_a_form_have_names_of_their_own() -> None:
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
    assert forms
    for path in forms:
        form = yaml.safe_load(path.read_text("utf-8"))
        names = [question["id"] for question in form["body"]]
        assert len(set(names)) == len(names)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What `.ci/release` looks at before it makes anything; `make` says only that it was called."""
    if os.name == "nt":
        pytest.skip("releases are made on Linux")
    for name in ("pyproject.toml", "CHANGELOG.md", ".ci"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / "Makefile").write_text("release:\n\t@echo made for $(PREVIOUS); exit 1\n", "utf-8")
    return tmp_path


def release(folder: Path, *arguments: str) -> tuple[str, str]:
    done = subprocess.run([folder / ".ci" / "release", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode != 0  # there is nothing to release in this folder
    return done.stdout, done.stderr


def test_a_release_is_of_the_version_that_its_tag_names(checkout: Path) -> None:
    said = f"The tag is v0.0.1, but pyproject.toml has version {PROJECT['version']}.\n"
    assert release(checkout, "v0.0.1") == ("", said)


@pytest.mark.parametrize("changelog", ["## Unreleased\n- x\n", "## {0}\n\n## 0.0.1\n- x\n", "## {0}.1\n- x\n", "{0}\n"])
def test_a_release_has_notes(checkout: Path, changelog: str) -> None:
    version = PROJECT["version"]
    (checkout / "CHANGELOG.md").write_text(changelog.format(version), "utf-8")
    assert release(checkout, f"v{version}") == ("", f'CHANGELOG.md has no text under "## {version}".\n')


@pytest.mark.parametrize("title", ["## {0}", "## {0} (2026-12-01)"])
def test_notes_are_the_section_of_the_version(checkout: Path, title: str) -> None:
    version = PROJECT["version"]
    text = f"# Changelog\n\n## Unreleased\n- a\n\n{title}\n\n### Added\n- b\n\n## 0.0.1\n- c\n".format(version)
    (checkout / "CHANGELOG.md").write_text(text, "utf-8")
    assert release(checkout, f"v{version}", "old.db.gz")[0] == "made for old.db.gz\n"
    notes = (checkout / "build" / "release" / "notes.md").read_text("utf-8")
    assert notes.split() == ["###", "Added", "-", "b"]
