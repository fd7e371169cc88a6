"""CONTRIBUTING.md tells the truth: it names what is there, and whoever follows it comes to a working change.

A comment above a block says what is done with it, in a copy of the project: `write: FILE`, `append: FILE`, or
`before: FILE: LINE`, with the beginning of the only line that begins so.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packs import copy_of_valid

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def section(title: str) -> str:
    """The text below a heading, up to the next."""
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to be changed."""
    for name in ("pipeline", "schemas", "migrations", "docs", "tests", "pyproject.toml"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def follow(title: str, project: Path) -> None:
    """Do with each block of a section what the comment above it says."""
    comment = r"<!-- (write|append|before): ([\w./-]+)(?:: `([^`]*)`)? -->"
    steps = re.findall(rf"{comment}\n```\w+\n(.*?)^```", section(title), re.DOTALL | re.MULTILINE)
    assert len(steps) == section(title).count("<!-- ") > 0
    for verb, name, anchor, text in steps:
        path = project / name
        if verb == "before":
            replace(path, f"\n{anchor}", f"\n{text}{anchor}")
        elif verb == "append":
            path.write_text(f"{path.read_text('utf-8')}\n\n{text}", "utf-8")
        else:
            assert not path.exists()
            path.write_text(text, "utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), "utf-8")


def python(project: Path, *arguments: str) -> str:
    """Run Python in the copy, where `pipeline` is that of the copy; return what it prints."""
    environment = os.environ | {"PYTHONPATH": str(project), "PYTHONUTF8": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def check(project: Path, *arguments: str) -> None:
    """Run tests and the linter in the copy."""
    python(project, "-m", "ruff", "check", "--quiet", "--no-cache", "pipeline")
    python(project, "-m", "ruff", "format", "--quiet", "--no-cache", "--check", "pipeline")
    printed = python(project, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", *arguments)
    assert re.search(r"\d+ passed", printed)


def test_it_names_files_and_targets_that_exist() -> None:
    """Names in capitals stand for what the reader is to choose."""
    named = {*re.findall(r"`([\w.-]+/[\w./-]*)`", PAGE), *re.findall(r"\]\((?!https:)([^)#]+)", PAGE)}
    named -= {name for name in named if f"write: {name}" in PAGE}
    assert len(named) > 15
    for name in named:
        assert (ROOT / re.split(r"[^/]*[A-Z]{4}", name)[0]).exists(), name
    assert set(re.findall(r"`make ([a-z-]+)", PAGE)) <= set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("title", ["A rule", "A format", "A field", "A column", "A stage"])
def test_what_is_to_be_changed_is_in_the_file_named_with_it(title: str) -> None:
    """In a row of a table, names in capitals or of tests are those of the file in the first column."""
    for files, what in re.findall(r"^\| (`.*?) \| (.*) \|$", section(title), re.MULTILINE):
        for name in re.findall(r"`([A-Z_]{4,}|test_\w+)`", what):
            (path,) = re.findall(r"`(.*?)`", files)
            assert name in (ROOT / path).read_text("utf-8")


def test_lint_without_make_is_the_same() -> None:
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert recipe
    (row,) = re.findall(r"^\| `make lint` \| (.*) \|$", PAGE, re.MULTILINE)
    assert re.findall(r"`(.*?)`", row) == re.findall(r"@\$\(BIN\)/(.*)", recipe[1])


def test_a_rule(project: Path) -> None:
    follow("A rule", project)
    page = python(project, "-m", "pipeline", "explain", "--markdown")
    (project / "docs" / "rules.md").write_text(page, "utf-8")
    assert "V499" in page
    check(project, "tests/rules", "-k", "V499 or every_rule or up_to_date")


def test_a_format(project: Path) -> None:
    follow("A format", project)
    formats = project / "pipeline" / "reporting" / "formats.py"
    replace(formats, "sarif, text\n", "sarif, spreadsheet, text\n")
    replace(formats, '    "junit": junit.render,\n', '    "junit": junit.render,\n    "csv": spreadsheet.render,\n')
    replace(project / "docs" / "validating.md", "| `junit` |", "| `csv` | spreadsheets |\n| `junit` |")
    check(project, "tests/reporting", "tests/cli/test_validate.py", "-k", "csv or breaks or every_option")
    replace(copy_of_valid(project / "packs") / "A1" / "food.yaml", "Compro pan todos los días.", "Compro  pan.")
    printed = python(project, "-m", "pipeline", "validate", "--no-cache", "-f", "csv", "packs")
    assert printed.startswith("file,line,column,code,message\npacks/es/A1/food.yaml,14,19,V121,")


def test_a_field(project: Path) -> None:
    follow("A field", project)
    page = project / "docs" / "writing-packs.md"
    replace(page, "\n| `formerly` | no |", "\n| `image` | no | the name of a picture |\n| `formerly` | no |")
    replace(page, "`pronunciation`, `notes`,", "`pronunciation`, `notes`, `image`,")
    check(project, "tests/model", "tests/test_schemas.py")
    food = copy_of_valid(project / "packs") / "A1" / "food.yaml"
    replace(food, "  - base_form: pan\n", "  - image: bread.svg\n    base_form: pan\n")
    assert python(project, "-m", "pipeline", "validate", "--no-cache", "--select", "V109", "packs") == ""
    python(project, "-m", "pipeline", "fix", "packs")
    assert "\n  - base_form: pan\n" in food.read_text("utf-8")
    assert "\n    image: bread.svg\n    source: babblr\n" in food.read_text("utf-8")
