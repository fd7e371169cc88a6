"""The commands of docs/exporting.md, on a database."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from tests.export.test_new_format import PAGE
from tests.release.samples import altered

COMMANDS = re.findall(r"^\$ babblr-vocab (.+)$", PAGE, re.MULTILINE)


def test_every_command_of_the_page_works(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build").mkdir()
    shutil.copy(database, "build/babblr.db")
    shutil.copy(database, "babblr-1.1.0.db.gz")  # what a file is, its first bytes say
    altered(database, tmp_path / "babblr-1.0.0.db.gz", "UPDATE word_meanings SET translation = 'x'")
    assert len(COMMANDS) == 3
    for command in COMMANDS:
        result = CliRunner().invoke(cli, command.split())
        assert result.exit_code == 0, result.output
    assert {one.name for one in tmp_path.iterdir()} >= {"es.apkg", "food.html", "new.csv.zip"}
