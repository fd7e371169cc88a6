"""docs/reviewing.md shows what happens."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from tests.curation.reviews.sheets import CsvSheet
from tests.packs import copy_of_valid

PAGE = (Path(__file__).parent.parent / "docs" / "reviewing.md").read_text("utf-8")
BLOCKS = re.findall(r"^<!-- run -->\n```console\n\$ babblr-vocab (.*)\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)


def run(command: str) -> Result:
    return CliRunner().invoke(cli, shlex.split(command))


def test_each_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    food = copy_of_valid(tmp_path / "vocab_sources") / "A1" / "food.yaml"
    text = food.read_text("utf-8").replace("koˈmeɾ", "koˈmeɾ/")
    first, second = (
        "status: draft  # of the first lesson\n    written_by: Ana\n",
        "status: draft\n    written_by: Ana\n",
    )
    for new in (first, second):
        text = text.replace("status: reviewed\n", new, 1)
    food.write_text(text, "utf-8")
    listed, handed_out, merged, counted = BLOCKS
    assert run(listed[0]).stdout == listed[1]
    assert run(handed_out[0]).exit_code == 0
    assert {"omar.html", "omar.csv"} <= {path.name for path in tmp_path.iterdir()}
    sheet = CsvSheet(Path("omar.csv"))
    sheet.set("pan", "verdict", "right")
    sheet.set("comer", "verdict", "wrong")
    sheet.set("comer", "translation", "to eat, to have a meal")
    sheet.save()
    result = run(merged[0])
    assert result.exit_code == 0
    assert result.stdout.startswith(merged[1])
    assert food.read_text("utf-8") == text
    assert run(f"{merged[0]} --write").exit_code == 0
    assert "translation: to eat, to have a meal" in food.read_text("utf-8")
    assert run(counted[0]).stdout == counted[1]
