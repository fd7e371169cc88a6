"""`babblr-vocab homographs` proposes rows, writes them without shares, and never touches one that is there."""

import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner, Result

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.cli.homographs import command
from pipeline.reading.homograph_rows import COLUMNS
from tests.packs import copy_of_valid

HEAD = ",".join(COLUMNS)


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["es", "--sources", str(folder), *arguments])


def test_rows_are_proposed(tmp_path: Path) -> None:
    copy_of_valid(tmp_path)
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "bueno: noun bueno" in result.stdout.splitlines()
    assert not (tmp_path / "es" / "homographs.csv").exists()


def test_rows_are_written_once(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "homographs.csv").write_text(f"{HEAD}\nbueno,bueno,noun,0.05\n", "utf-8")
    assert run(tmp_path, "--write").exit_code == 0
    rows = (pack / "homographs.csv").read_text("utf-8").splitlines()
    assert rows[0] == HEAD
    assert rows[1:] == sorted(rows[1:])
    assert "bueno,bueno,noun,0.05" in rows
    assert any(row.endswith(",") for row in rows)
    assert run(tmp_path, "--write").exit_code == 0
    assert (pack / "homographs.csv").read_text("utf-8").splitlines() == rows
    assert run(tmp_path).exit_code == 0


def test_what_nobody_says_is_refused_for_good(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    assert "bueno: noun bueno" in run(tmp_path).stdout
    (pack / "homographs.csv").write_text(f"{HEAD}\nbueno,bueno,noun,0\n", "utf-8")
    assert "bueno: noun bueno" not in run(tmp_path).stdout
    published, findings = build(packs_in(tmp_path), tmp_path / "babblr.db")
    assert (published is not None, findings) == (True, [])
    with closing(sqlite3.connect(tmp_path / "babblr.db")) as connection:
        assert connection.execute("SELECT * FROM homographs").fetchall() == []


def test_a_faulty_table_stays_as_it_is(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "homographs.csv").write_text("spelling,lemma\nbueno,bueno,noun\n", "utf-8")
    result = run(tmp_path, "--write")
    assert result.exit_code == 3
    assert "is left as it is" in result.stderr
    assert (pack / "homographs.csv").read_text("utf-8") == "spelling,lemma\nbueno,bueno,noun\n"


def test_there_is_no_such_pack(tmp_path: Path) -> None:
    copy_of_valid(tmp_path)
    assert CliRunner().invoke(command, ["fr", "--sources", str(tmp_path)]).exit_code == 2
