"""From a teacher's workbook to a built database in a new language, without YAML: every step is a command or a cell."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from pipeline.cli import cli
from tests.intake.workbooks import Sheets

SAMPLES = Path(__file__).parent / "samples"

POLISH = [
    ["Lekcja 1: w kuchni"],
    [],
    ["słówko", "część mowy", "angielski", "poziom", "uwagi", "zdanie"],
    ["chleb", "rzeczownik", "bread", "A1", "", "Jem chleb."],
    ["jeść", "czasownik", "to eat", "A1", "często", "Lubię jeść."],
]
"""What a teacher has: a title, an empty row, and a table."""
WRITTEN = {
    "it": {
        "sedia": ("Mobile con quattro gambe.", "chair", "La sedia è qui.", "The chair is here."),
        "lavarsi": ("Usare acqua e sapone.", "to wash oneself", "Mi lavo le mani.", "I wash my hands."),
    },
    "pl": {
        "chleb": ("Coś z mąki i wody.", "bread", "Jem chleb.", "I eat bread."),
        "jeść": ("Brać jedzenie do ust.", "to eat", "Lubię jeść.", "I like eating."),
    },
}
"""What the teacher writes into the cells of each word that is to be finished: meaning, translation, example and its
translation. The other words stay drafts."""


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli, list(map(str, arguments)))
    assert result.exit_code == 0, (arguments, result.output)
    return result


def teachers_workbook(language: str, folder: Path) -> tuple[Path, list[str]]:
    """Return the workbook, and what has to be said of its columns."""
    if language == "it":
        return SAMPLES / "teacher.xlsx", []
    book = Workbook()
    page: Any = book.active
    for row in POLISH:
        page.append(row)
    path = folder / "słówka.xlsx"
    book.save(path)
    return path, ["--map", "uwagi=note"]


@pytest.mark.parametrize(
    ("language", "named"), [("it", []), ("pl", ["--name", "Polish"])], ids=["with a profile", "without a profile"]
)
def test_from_a_workbook_to_a_database(
    language: str, named: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("vocab_sources").mkdir()
    run("new-pack", language, *named, "--topic", "home=A casa")
    listed, mapped = teachers_workbook(language, tmp_path)
    source = ("--source", "our-school", "--title", "Words of our school", "--licence", "own")
    run("import", listed, "-l", language, *source, *mapped, "--write")
    drafted = run("draft", language, "--level", "A1", "--topic", "home", "--write")
    assert "our-school" in Path("vocab_sources", language, "pack.yaml").read_text("utf-8")

    run("export", language, "-o", "home.xlsx")
    sheets = Sheets(tmp_path / "home.xlsx")
    (sheet,) = (name for name in sheets.book.sheetnames if "base_form" in sheets.columns(name))
    for word, texts in WRITTEN[language].items():
        columns = ("meaning", "translation", "example", "example_translation")
        for column, text in zip(columns, texts, strict=True):
            sheets.set(sheet, word, column, text)
        left = {
            column
            for column in sheets.columns(sheet)
            if str(sheets.book[sheet].cell(sheets.rows(sheet, word)[0], sheets.columns(sheet)[column]).value) == "FIXME"
        }
        assert not left  # what the rules do not cover, and nobody has to write, is empty
    sheets.book.save(sheets.file)
    run("import", "home.xlsx", "-l", language, "--update", "--write")
    again = run("import", "home.xlsx", "-l", language, "--update", "--write")
    assert "0 files written" in again.stderr

    run("build", "--no-cache", "-o", "babblr.db")
    with closing(sqlite3.connect("babblr.db")) as connection:
        rows = connection.execute(
            "SELECT w.base_form, m.meaning_text, m.translation, e.example_text, e.translation FROM words w "
            "JOIN word_meanings m ON m.word_id = w.id JOIN word_examples e ON e.word_meaning_id = m.id"
        ).fetchall()
    assert {word: tuple(texts) for word, *texts in rows} == WRITTEN[language]
    assert drafted.stderr.splitlines()[-1].startswith(f"{4 if language == 'it' else 2} drafts, of which ")
