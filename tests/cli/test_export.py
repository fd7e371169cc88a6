"""`babblr-vocab export`, and the way back."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from pipeline.cli import cli
from pipeline.export.registry import DatabaseFormat, format_named, names
from tests.export.built import built
from tests.intake.workbooks import Sheets
from tests.packs import copy_of_valid
from tests.release.samples import altered


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


def come_back(file: Path, sources: Path, *arguments: object) -> Result:
    return CliRunner().invoke(
        cli, ["import", "--update", str(file), "-l", "es", "-s", str(sources), *map(str, arguments)]
    )


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copy_of_valid(tmp_path / "sources")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be written to."""
    return built(tmp_path_factory.mktemp("exported"))


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
        f"{place}: conflict: pan: translation: the pack has “loaf”, the workbook “roll” "
        "(changed here and in the pack; the word stays as it is in the pack)"
    )
    assert "translation: loaf" in food.read_text("utf-8")


def test_a_bad_cell_gets_one_line_and_the_exit_code_1(pack: Path, tmp_path: Path) -> None:
    file, food = tmp_path / "es.xlsx", pack / "A1" / "food.yaml"
    run("es", "-s", pack.parent, "-o", file)
    sheets = Sheets(file)
    for column in ("notes", "example", "register"):
        sheets.set("food", "pan", column, "informal")
    sheets.set("food", "pan", "pronunciation", None)
    bad, emptied = sheets.set("food", "pan", "status", "done"), sheets.set("food", "bueno", "translation", None)
    taken = sheets.set("food", "comer", "notes", "x")
    sheets.save()
    result = come_back(file, pack.parent, "--write")
    assert result.exit_code == 1
    assert "notes: x" in food.read_text("utf-8")
    first, *others = sorted(result.stderr.splitlines())
    assert first == "1 file written, 1 changed, 2 not taken"
    stays, hint = "the word stays as it is in the pack", "use one of: draft, reviewed"
    assert others == sorted(
        [
            "correct in the workbook or in the pack what was not taken, and bring the workbook in again",
            f"{emptied}: not taken: bueno: translation: emptied (it is needed, and cannot be empty; {stays})",
            f"{bad}: not taken: pan: status: “done” (“done” is not a valid status; {hint}; {stays})",
            f"{taken}: changed: comer: notes: nothing → “x”",
            f"wrote {food}; review it like any other change",
        ]
    )


def test_notes_alone_are_no_failure(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "es.xlsx"
    run("es", "-s", pack.parent, "-o", file)
    sheets = Sheets(file)
    sheets.clear("food", "pan")
    sheets.set("food", "comer", "notes", "x")
    sheets.add("food", base_form="queso", translation="cheese")
    sheets.copy("food", "bueno")
    sheets.book.create_sheet("mine")["A1"] = "to do"
    sheets.book["food"]["AZ1"] = "asked"
    sheets.save()
    result = come_back(file, pack.parent, "--write")
    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines()[-1] == "1 file written, 1 changed, 1 added, 1 kept, 3 not read"


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
        (
            ["es", "-o", "a.docx"],
            "use --format to say which format a.docx is to have: anki, csv, dmlex, jsonl, sheet, xlsx",
        ),
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
    shown = run("--help").stdout
    for name in names():
        assert f"  {name:<7} {format_named(name).suffix} " in shown


FROM_DATABASES = [name for name in names() if isinstance(format_named(name), DatabaseFormat)]


@pytest.mark.parametrize("name", FROM_DATABASES)
def test_the_name_of_the_file_says_the_format(name: str, database: Path, tmp_path: Path) -> None:
    file = tmp_path / f"es{format_named(name).suffix}"
    result = run("es", "--db", database, "-o", file)
    assert result.exit_code == 0, result.output
    assert (result.stdout, result.stderr) == ("", f"wrote {file}: 6 words\n")
    same = tmp_path / "same"
    assert run("es", "--db", database, "-o", same, "--format", name, "--quiet").output == ""
    assert same.read_bytes() == file.read_bytes()


def test_a_packed_release_gives_the_same_file(database: Path, tmp_path: Path) -> None:
    packed = tmp_path / "babblr.db.gz"
    packed.write_bytes(gzip.compress(database.read_bytes()))
    for source, file in ((database, "a.csv.zip"), (packed, "b.csv.zip")):
        assert run("es", "--db", source, "-o", tmp_path / file).exit_code == 0
    assert (tmp_path / "a.csv.zip").read_bytes() == (tmp_path / "b.csv.zip").read_bytes()


def words_in(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as archive, archive.open("words.jsonl") as lines:
        return [json.loads(line)["base_form"] for line in lines]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE release_packs SET release_date = 'soon'", "its release date “soon” is no date"),
        ("UPDATE word_synonyms SET synonym_word_id = 'x'", None),
    ],
)
@pytest.mark.parametrize("name", FROM_DATABASES)
def test_a_damaged_database_gives_no_traceback(
    name: str, statement: str, said: str | None, database: Path, tmp_path: Path
) -> None:
    altered(database, tmp_path / "bad.db", "PRAGMA ignore_check_constraints=ON", statement)
    result = run("es", "--db", tmp_path / "bad.db", "-o", tmp_path / "out", "--format", name)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert said is None or said in result.stderr


def test_a_level_and_a_topic_can_be_asked_for(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "es.jsonl.zip"
    assert run("es", "--db", database, "-o", file, "--level", "a1", "--topic", "greetings").exit_code == 0
    assert words_in(file) == ["hola", "adiós"]
    result = run("es", "--db", database, "-o", file, "--level", "B1")
    assert (result.exit_code, "there are no such words" in result.stderr) == (2, True)
    result = run("es", "--db", database, "-o", file, "--topic", "house")
    assert (result.exit_code, "es has no topic “house”; it has food, greetings" in result.stderr) == (2, True)
    assert words_in(file) == ["hola", "adiós"]


def test_what_is_new_since_a_release(database: Path, tmp_path: Path) -> None:
    old, file = tmp_path / "old.db", tmp_path / "es.jsonl.zip"
    changes = [
        "UPDATE word_meanings SET translation = 'loaf' WHERE translation = 'bread'",
        "DELETE FROM words WHERE base_form = 'hola'",
        "UPDATE words SET notes = 'Gone.', base_form = 'otro', identity = 'otro' WHERE base_form = 'malo'",
    ]
    altered(database, old, "PRAGMA foreign_keys=ON", *changes)
    assert run("es", "--db", database, "-o", file, "--since", old).exit_code == 0
    assert words_in(file) == ["pan", "bueno", "malo", "hola", "adiós"]
    result = run("es", "--db", database, "-o", file, "--since", database)
    assert (result.exit_code, "there are no such words" in result.stderr) == (2, True)
    result = run("es", "--db", database, "-o", tmp_path / "a.xlsx", "--since", old)
    assert (result.exit_code, "--since is not for xlsx" in result.stderr) == (2, True)


def test_a_database_that_cannot_be_used(database: Path, tmp_path: Path) -> None:
    for name, statement, message in (
        ("old", "ALTER TABLE word_meanings DROP COLUMN pattern", "no such column: m.pattern"),
        ("torn", "UPDATE release_packs SET sources = '{'", "is not JSON"),
        ("level", "UPDATE word_difficulty_levels SET difficulty_level = 'Z9'", "has no meaning, or no level"),
        ("empty", "DELETE FROM release_packs", "it has none at all"),
        ("profile", "UPDATE release_packs SET language_profile = '{\"name\": 1}'", "its profile of “es” is unusable"),
    ):
        altered(database, tmp_path / name, "PRAGMA legacy_alter_table=ON", statement)
        result = run("es", "--db", tmp_path / name, "-o", tmp_path / "es.apkg")
        assert (result.exit_code, message in result.stderr) == (2, True), result.output
    (tmp_path / "text").write_text("x" * 1000, "utf-8")
    for file, message in (("text", "not a vocabulary database"), ("none", "no such file"), (".", "is a directory")):
        result = run("es", "--db", tmp_path / file, "-o", tmp_path / "es.apkg")
        assert (result.exit_code, message in result.stderr) == (2, True), result.output
    result = run("fr", "--db", database, "-o", tmp_path / "fr.apkg")
    assert (result.exit_code, "it has no language “fr”; it has es" in result.stderr) == (2, True)
    assert not (tmp_path / "es.apkg").exists()


def test_what_is_to_be_done_first_is_said(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    altered(database, tmp_path / "plain", "DELETE FROM lesson_items", "DELETE FROM lessons")
    result = run("es", "--db", tmp_path / "plain", "--level", "A1", "-o", tmp_path / "es.html")
    assert (result.exit_code, "`babblr-vocab lessons es --level A1 --write`" in result.stderr) == (2, True), (
        result.output
    )
    monkeypatch.chdir(tmp_path)
    result = run("es", "-o", "es.apkg")
    assert (result.exit_code, "run `babblr-vocab build`" in result.stderr) == (2, True), result.output


def test_a_file_is_replaced_completely_or_not_at_all(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "es.html"
    file.write_text("old", "utf-8")
    assert run("es", "--db", tmp_path / "none", "-o", file).exit_code == 2
    assert file.read_text("utf-8") == "old"
    assert run("es", "--db", database, "-o", file).exit_code == 0
    assert file.read_text("utf-8").endswith("</html>\n")
    assert [one.name for one in tmp_path.iterdir()] == ["es.html"]


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
