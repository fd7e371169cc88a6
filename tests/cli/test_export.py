"""`babblr-vocab export`, and the way back."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from pipeline.cli import cli, export
from pipeline.export.registry import FORMATS
from tests.intake.workbooks import Sheets
from tests.packs import copy_of_valid


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


def come_back(file: Path, sources: Path, *arguments: object) -> Result:
    return CliRunner().invoke(
        cli, ["import", "--update", str(file), "-l", "es", "-s", str(sources), *map(str, arguments)]
    )


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copy_of_valid(tmp_path / "sources")


def test_a_workbook_goes_out_and_comes_back(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "es.xlsx"
    result = run("es", "-s", pack.parent, "-o", file)
    assert result.exit_code == 0, result.output
    assert result.stderr == f"wrote {file}: 6 words\n"
    assert come_back(file, pack.parent).stderr == "0 files would change\n"
    sheets = Sheets(file)
    place = sheets.set("food", "pan", "translation", "loaf")
    sheets.save()
    food = pack / "A1" / "food.yaml"
    before = food.read_text("utf-8")
    result = come_back(file, pack.parent)
    assert result.exit_code == 0
    assert "-        translation: bread\n+        translation: loaf\n" in result.stdout
    assert result.stderr == f"{place}: changed: pan: translation: “bread” → “loaf”\n1 file would change, 1 changed\n"
    assert food.read_text("utf-8") == before
    result = come_back(file, pack.parent, "--write")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert food.read_text("utf-8") == before.replace("translation: bread", "translation: loaf", 1)
    assert come_back(file, pack.parent, "--write").stderr == "0 files written\n"


def test_a_conflict_shows_both_values(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "es.xlsx"
    run("es", "-s", pack.parent, "-o", file)
    sheets = Sheets(file)
    place = sheets.set("food", "pan", "translation", "roll")
    sheets.save()
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("translation: bread", "translation: loaf", 1), "utf-8")
    result = come_back(file, pack.parent, "--write")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        f"{place}: conflict: pan: translation: the pack has “loaf”, the workbook “roll” (changed here and in the pack)"
    )
    assert "translation: loaf" in food.read_text("utf-8")


def test_a_workbook_that_may_be_filled_in_is_not_replaced(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "es.xlsx"
    file.write_bytes(b"x")
    result = run("es", "-s", pack.parent, "-o", file)
    assert result.exit_code == 2
    assert "may be filled in" in result.stderr
    assert file.read_bytes() == b"x"


def test_findings_are_shown_where_they_are(pack: Path, tmp_path: Path) -> None:
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("part_of_speech: noun", "part_of_speech: nuon", 1), "utf-8")
    assert run("es", "-s", pack.parent, "-o", tmp_path / "es.xlsx", "--topic", "food").exit_code == 0
    page = load_workbook(tmp_path / "es.xlsx")["food"]
    comments = [cell.comment.text for row in page.iter_rows() for cell in row if cell.comment]
    assert any("did you mean “noun”?" in text for text in comments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["es", "-o", "a.docx"], "use --format to say which format a.docx is to have: xlsx"),
        (["fr", "-o", "a.xlsx"], "there is no pack “fr”"),
        (["es", "-o", "no/a.xlsx"], "the folder no does not exist"),
        (["es", "-o", "a.xlsx", "--topic", "x"], "has no topic “x”"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pack.parent.parent)
    result = run(*arguments, "-s", "sources")
    assert result.exit_code == 2
    assert message in result.stderr
    assert not list(Path.cwd().glob("*.xlsx"))


def test_a_file_that_is_no_workbook(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("x", "utf-8")
    result = come_back(tmp_path / "a.xlsx", pack.parent)
    assert (result.exit_code, "is not a workbook" in result.stderr) == (2, True)
    result = come_back(tmp_path / "b.xlsx", pack.parent)
    assert (result.exit_code, "cannot be read: no such file" in result.stderr) == (2, True)


def test_help_lists_all_formats() -> None:
    assert tuple(FORMATS) == export._FORMATS


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--update", "a.xlsx", "b.xlsx"], "--update takes one workbook"),
        (["--update", "-"], "--update takes one workbook"),
        (["--update", "a.xlsx", "--licence", "own"], "--licence is for lists, not for --update"),
        (["--update", "a.xlsx", "--map", "1=word"], "--map is for lists, not for --update"),
        (["--remove", "a.xlsx"], "--remove is for --update"),
    ],
)
def test_what_is_for_lists_is_refused_with_update(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(cli, ["import", "-l", "es", *arguments])
    assert result.exit_code == 2
    assert said in result.stderr
