"""`babblr-vocab review`: what is listed, written and merged, and what it says on the way."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.cli.rewriting import write_each
from pipeline.system.extras import EXTRAS, install_command
from tests.curation.reviews.sheets import CsvSheet
from tests.packs import copy_of_valid


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["review", *map(str, arguments)])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Ana has drafted two words, and one of them lacks what it needs."""
    pack = copy_of_valid(tmp_path / "sources")
    food = pack / "A1" / "food.yaml"
    draft = "status: draft  # as yet\n    written_by: Ana\n"
    food.write_text(food.read_text("utf-8").replace("status: reviewed\n", draft, 2), "utf-8")
    return pack


def applied(pack: Path, sheet: Path, *more: str, by: str = "Omar") -> Result:
    return run("es", "-s", pack.parent, "--apply", sheet, "--by", by, "--on", "2026-11-30", *more)


def test_all_packs_are_listed(pack: Path) -> None:
    result = run("-s", pack.parent)
    assert result.exit_code == 0
    assert [line.split()[:4] for line in result.stdout.splitlines()] == [
        ["word", "level", "topic", "why"],
        ["pan", "A1", "food", "draft"],
        ["comer", "A1", "food", "draft"],
    ]
    assert result.stderr == f"{pack}: 2 to read\n"
    assert run("es", "-s", pack.parent, "-n", 1).stderr == f"{pack}: 1 to read, 1 more\n"
    assert run("es", "-s", pack.parent, "--by", "Ana").output == f"{pack}: 0 to read\n"


def test_sources_that_disagree_are_shown(pack: Path, tmp_path: Path) -> None:
    claims = [{"value": "feminine", "source": "list-a", "licence": "", "confidence": 1.0, "place": "line 1"}]
    record = {"base_form": "pan", "language": "es", "in_pack": True, "claims": {"gender": claims}}
    file = tmp_path / "es.jsonl"
    file.write_text(f"{json.dumps(record)}\n", "utf-8")
    result = run("es", "-s", pack.parent, "--candidates", tmp_path)
    assert "gender: feminine (list-a); masculine (this entry)" in result.stdout
    beside = pack.parent.parent / "candidates"  # where `import` puts them
    beside.mkdir()
    (beside / "es.jsonl").write_bytes(file.read_bytes())
    assert "gender: feminine (list-a)" in run("es", "-s", pack.parent).stdout
    file.write_text("[" * 100_000, "utf-8")
    result = run("es", "-s", pack.parent, "--candidates", tmp_path)
    assert (result.exit_code, f"{file}:1: " in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_sheet_and_page(name: str, pack: Path, tmp_path: Path) -> None:
    sheet, page = tmp_path / name, tmp_path / "a.html"
    result = run("es", "-s", pack.parent, "--sheet", sheet, "--html", page)
    assert result.exit_code == 0, result.output
    assert result.stderr == f"wrote {sheet} and {page}: 2 to read\n"
    assert name in page.read_text("utf-8")
    before = sheet.read_bytes()
    result = run("es", "-s", pack.parent, "--sheet", sheet)
    assert (result.exit_code, "may be filled in" in result.stderr) == (2, True)
    assert sheet.read_bytes() == before
    result = applied(pack, sheet)
    assert (result.exit_code, result.output) == (0, "no new verdicts\n")


def test_nothing_is_written_for_nothing(pack: Path, tmp_path: Path) -> None:
    result = run("es", "-s", pack.parent, "--by", "Ana", "--sheet", tmp_path / "a.csv", "--html", tmp_path / "a.html")
    assert result.output == f"{pack}: 0 to read\n"
    assert [path.name for path in tmp_path.iterdir()] == ["sources"]


def test_verdicts_are_shown_then_written(pack: Path, tmp_path: Path) -> None:
    run("es", "-s", pack.parent, "--sheet", tmp_path / "a.csv")
    sheet = CsvSheet(tmp_path / "a.csv")
    sheet.set("pan", "verdict", "right")
    place = sheet.set("comer", "verdict", "rihgt")
    sheet.save()
    food = pack / "A1" / "food.yaml"
    before = food.read_text("utf-8")
    result = applied(pack, sheet.file)
    assert result.exit_code == 1
    assert "+    status: reviewed  # as yet\n" in result.stdout
    assert "+pan,2026-11-30,Omar,right," in result.stdout
    first, *_, last = result.stderr.splitlines()
    assert first == f"{place}: not taken: comer: verdict: “rihgt” (“rihgt” is not a verdict; did you mean “right”?)"
    assert last == "1 right, 1 not taken"
    assert (food.read_text("utf-8"), (pack / "readings").exists()) == (before, False)
    result = applied(pack, sheet.file, "--write")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "status: reviewed  # as yet" in food.read_text("utf-8")
    written = food.read_bytes(), (pack / "readings" / "reviews.csv").read_bytes()
    result = applied(pack, sheet.file, "--write")
    assert result.stderr.splitlines()[-1] == "no new verdicts, 1 known already, 1 not taken"
    assert (food.read_bytes(), (pack / "readings" / "reviews.csv").read_bytes()) == written
    assert CliRunner().invoke(cli, ["validate", str(pack), "--strict"]).exit_code == 0


def test_what_readers_said_waits_for_the_entries(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("es", "-s", pack.parent, "--sheet", tmp_path / "a.csv")
    sheet = CsvSheet(tmp_path / "a.csv")
    sheet.set("pan", "verdict", "right")
    sheet.save()
    food = pack / "A1" / "food.yaml"

    def late(*arguments: Any) -> Any:
        food.write_text(f"{food.read_text('utf-8')}# somebody saves the file before it is written\n", "utf-8")
        return write_each(*arguments)

    monkeypatch.setattr("pipeline.cli.reviewing.write_each", late)
    result = applied(pack, sheet.file, "--write")
    assert result.exit_code == 3
    assert "it was changed in the meantime" in result.stderr
    assert not (pack / "readings").exists()


def test_csv_needs_no_library_for_workbooks(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in EXTRAS["intake"]:
        monkeypatch.setitem(sys.modules, module, None)
    assert run("es", "-s", pack.parent, "--sheet", tmp_path / "a.csv").exit_code == 0
    assert applied(pack, tmp_path / "a.csv").exit_code == 0
    result = run("es", "-s", pack.parent, "--sheet", tmp_path / "a.xlsx")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, install_command("intake"))


def test_nobody_reviews_what_they_wrote(pack: Path, tmp_path: Path) -> None:
    run("es", "-s", pack.parent, "--sheet", tmp_path / "a.csv")
    sheet = CsvSheet(tmp_path / "a.csv")
    place = sheet.set("pan", "verdict", "right")
    result = applied(pack, sheet.save(), by="ana")
    assert result.exit_code == 1
    why = "Ana wrote this entry; another person has to read it"
    assert result.stderr.splitlines()[0] == f"{place}: not taken: pan: verdict: “right” ({why})"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["es", "--apply", "a.csv"], "--apply needs --by NAME and --on DATE"),
        (["es", "--on", "30/11/2026"], "“30/11/2026” is not a day; write year, month and day, such as 2026-11-30"),
        (["es", "--on", "2026-02-30"], "“2026-02-30” is not a day"),
        (["es", "--write"], "--write and --on belong to --apply"),
        (["es", "--by", " "], "one line of text that can be seen"),
        (["es", "--by", "\x1b"], "one line of text that can be seen"),
        (["es", "--sheet", "a.ods"], "must end with .xlsx or .csv"),
        (["es", "--sheet", "no/a.csv"], "the folder no does not exist"),
        (["es", "--topic", "x"], "has no topic “x”"),
        (["fr"], "there is no pack “fr”"),
        (["es", "--apply", "a.csv", "--by", "Bo", "--on", "2026-11-30"], "a.csv"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pack.parent.parent)
    result = run(*arguments, "-s", "sources")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_the_page_shows_the_forms_that_a_reader_judges(pack: Path, tmp_path: Path) -> None:
    """The article and the plural of a noun, the present of a verb, and of its other tenses the first person."""
    page = tmp_path / "es.html"
    assert run("es", "-s", pack.parent, "--html", page).exit_code == 0
    text = page.read_text("utf-8")
    assert "<title>Spanish: 2 words to read</title>" in text
    pan, comer = text.split("<article")[1:]
    assert '<span lang="es">el pan</span> <span class="quiet">pl. <span lang="es">panes</span></span></h2>' in pan
    rows = re.findall(r'<tr><th scope="row">(.+?)</th><td><span lang="es">(.+?)</td>', comer.split("Key forms")[1])
    forms = {name: text.replace("</span>", "") for name, text in rows}
    assert forms["gerund"] == "comiendo"
    assert forms["conjugation indicative present"] == "como, comes, come, comemos, coméis, comen"
    assert forms["conjugation indicative past"] == "comí …"
