"""docs/reports.md tells the truth: whoever follows it gets what it says."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.cli import cli
from tests.packs import copy_of_valid

PAGE = Path(__file__).parent.parent.parent / "docs" / "reports.md"
COMMANDS = re.findall(r"^<!-- run -->\n```console\n\$ babblr-vocab (.*)\n```", PAGE.read_text("utf-8"), re.MULTILINE)


def test_every_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_of_valid(tmp_path / "vocab_sources")
    build(packs_in(tmp_path / "vocab_sources"), tmp_path / "build" / "babblr.db")
    (tmp_path / "text.txt").write_text("Como pan y xyzzy.", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) == PAGE.read_text("utf-8").count("<!-- run -->") == 4
    for command in COMMANDS:
        done = CliRunner().invoke(cli, shlex.split(command))
        assert done.exit_code == 0, (command, done.output)
    for name in ("report.html", "text.html", "changes.html"):
        assert (tmp_path / name).read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "report.md").read_text("utf-8").endswith("# Changes\n\nThe words are the same as before.\n")
    assert (tmp_path / "new.csv").read_text("utf-8") == 'word,frequency\n"y",1\n"xyzzy",1\n'
