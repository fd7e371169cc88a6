"""`babblr-vocab sample`: draw a sheet, score it, keep it."""

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.curation.reading_samples.readings import BEGIN, END
from tests.packs import copy_of_valid, findings_of


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["sample", "es", *map(str, arguments)])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    pack = copy_of_valid(tmp_path / "sources")
    (pack / "README.md").write_text(f"# Words\n\n{BEGIN}\n{END}\n\nThe end.\n", "utf-8")
    return pack


@pytest.fixture
def drawn(pack: Path, tmp_path: Path) -> Path:
    """A sheet of the whole pack with two faults."""
    target = tmp_path / "sheet.csv"
    result = run("-s", pack.parent, "--plant", 2, "--output", target)
    assert result.exit_code == 0, result.output
    return target


def fill_in(path: Path, verdict: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(row | {"verdict": verdict} for row in rows)


def test_sheet_page_and_key_are_written_apart(drawn: Path) -> None:
    assert drawn.is_file()
    assert drawn.with_suffix(".html").is_file()
    assert (drawn.parent / "keys" / "sheet.json").is_file()


def test_default_place(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pack.parent.parent)
    assert run("-s", pack.parent, "--plant", 0, "--seed", "a/b").exit_code == 0
    assert sorted(path.name for path in Path("build/readings").iterdir()) == ["es-a-b.csv", "es-a-b.html", "keys"]


def test_a_sheet_is_never_overwritten(drawn: Path, pack: Path) -> None:
    result = run("-s", pack.parent, "--plant", 2, "--output", drawn)
    assert result.exit_code == 2
    assert "may be filled in" in result.stderr


def test_a_sheet_is_csv(pack: Path, tmp_path: Path) -> None:
    result = run("-s", pack.parent, "--plant", 2, "--output", tmp_path / "sheet.html")
    assert result.exit_code == 2
    assert "does not end with .csv" in result.stderr
    assert not (tmp_path / "sheet.html").exists()


def test_only_a_sheet_that_is_scored_can_be_kept(pack: Path) -> None:
    result = run("-s", pack.parent, "--keep", "2026-11-30", "--reader", "Omar")
    assert result.exit_code == 2
    assert "--keep needs a sheet to --score" in result.stderr


def test_more_faults_than_entries(pack: Path, tmp_path: Path) -> None:
    result = run("-s", pack.parent, "-n", 3, "--plant", 4, "--output", tmp_path / "sheet.csv")
    assert result.exit_code == 2
    assert "4 faults do not fit into 3 entries" in result.stderr


def test_an_unread_sheet_has_no_score(drawn: Path, pack: Path) -> None:
    result = run("-s", pack.parent, "--score", drawn)
    assert result.exit_code == 2
    assert "there is no verdict on entry 1" in result.stderr


def test_a_sheet_without_its_key(drawn: Path, pack: Path) -> None:
    fill_in(drawn, "ok")
    shutil.rmtree(drawn.parent / "keys")
    result = run("-s", pack.parent, "--score", drawn)
    assert result.exit_code == 2
    assert "keys/sheet.json cannot be read" in result.stderr


def test_a_reading_is_kept_and_the_build_does_not_read_it(drawn: Path, pack: Path) -> None:
    before = findings_of(pack)
    fill_in(drawn, "error")
    result = run("-s", pack.parent, "--score", drawn, "--keep", "2026-11-30", "--reader", "Omar")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("planted faults: 2, caught: 2 (100%)\n")
    assert (pack / "readings" / "2026-11-30.csv").is_file()
    text = (pack / "README.md").read_text("utf-8")
    assert "| 2026-11-30 | Omar | 4 | 2 | 2 | 4 | 0 | 4.0 |" in text
    assert text.endswith(f"{END}\n\nThe end.\n")
    assert findings_of(pack) == before
    again = run("-s", pack.parent, "--score", drawn, "--keep", "2026-11-30", "--reader", "Omar")
    assert again.exit_code == 3
    assert "already exists" in again.stderr


def test_a_sample_of_a_level_is_kept_under_its_name(pack: Path, tmp_path: Path) -> None:
    (pack / "A2").mkdir()
    (pack / "A1" / "greetings.csv").rename(pack / "A2" / "greetings.csv")
    sheet = tmp_path / "a2.csv"
    result = run("-s", pack.parent, "--level", "a2", "--plant", 0, "--output", sheet)
    assert result.exit_code == 0, result.output
    with sheet.open(encoding="utf-8", newline="") as file:
        assert [row["base_form"] for row in csv.DictReader(file)] == ["adiós", "hola"]
    fill_in(sheet, "ok")
    assert run("-s", pack.parent, "--score", sheet, "--keep", "2026-11-30", "--reader", "Omar").exit_code == 0
    assert (pack / "readings" / "2026-11-30-A2.csv").is_file()
    assert "| 2026-11-30-A2 | Omar | 2 |" in (pack / "README.md").read_text("utf-8")


def test_a_level_without_words_has_no_sample(pack: Path) -> None:
    result = run("-s", pack.parent, "--level", "c2", "--plant", 0)
    assert result.exit_code == 2
    assert "has no words that are first taught at C2" in result.stderr


def test_who_read_it_must_be_said(drawn: Path, pack: Path) -> None:
    fill_in(drawn, "ok")
    result = run("-s", pack.parent, "--score", drawn, "--keep", "2026-11-30")
    assert result.exit_code == 2
    assert "--reader" in result.stderr
    assert not (pack / "readings").exists()


def test_a_readme_without_a_place_for_the_table(pack: Path) -> None:
    (pack / "README.md").write_text("# Words\n", "utf-8")
    result = run("-s", pack.parent, "--table")
    assert result.exit_code == 2
    assert "has no place for the table" in result.stderr
