"""docs/importing.md tells the truth: whoever follows it sees what it shows."""

import csv
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.intake.report import Outcome
from tests.intake.workbooks import Sheets
from tests.packs import copy_of_valid

PAGE = Path(__file__).parent.parent.parent / "docs" / "importing.md"
STEPS = re.compile(r"^<!-- (file|run|fill)(?:: (.*?))? -->\n```\w+\n(.*?)^```", re.DOTALL | re.MULTILINE)


def shown(command: str) -> str:
    """What a terminal shows of a command: standard output, then standard error."""
    program, *arguments = shlex.split(command)
    if program == "cat":
        return Path(*arguments).read_text("utf-8")
    if program == "grep":
        word, file = arguments
        return "".join(line for line in Path(file).read_text("utf-8").splitlines(keepends=True) if word in line)
    assert program == "babblr-vocab"
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout + result.stderr


def follow(text: str, folder: Path) -> str:
    """Do what the page says in a folder, and return the page with what is seen then."""

    def done(step: re.Match[str]) -> str:
        kind, name, block = step.groups()
        if kind == "file":
            (folder / name).write_text(block, "utf-8")
            return step[0]
        if kind == "fill":
            sheets = Sheets(folder / name)
            (page,) = (one for one in sheets.book.sheetnames if "base_form" in sheets.columns(one))
            for word, column, value in csv.reader(block.splitlines()):
                sheets.set(page, word, column, value)
            sheets.book.save(sheets.file)
            return step[0]
        command = block.splitlines()[0].removeprefix("$ ")
        return step[0].replace(block, f"$ {command}\n{shown(command)}")

    return STEPS.sub(done, text)


def test_the_page_shows_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_of_valid(tmp_path / "vocab_sources")
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text("utf-8")
    assert len(STEPS.findall(text)) == text.count("<!-- ") == 11
    assert follow(text, tmp_path) == text
    for outcome in Outcome:
        assert f"\n| `{outcome.value}` |" in text
    for path in (tmp_path / "candidates").rglob("*"):
        own = path.relative_to(tmp_path / "candidates")
        assert path.is_dir() or f"`{own.as_posix()}`" in text or f"`{own.parent.as_posix()}/`" in text
