"""`babblr-vocab coverage`: what it prints where, and its exit codes."""

import html
import json
import re
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.cli.coverage import command
from pipeline.recognition import lemmatizer
from tests.app.database import write
from tests.packs import copy_of_valid

TEXT = "Piotr come pan en casa.\nLa rosa, xyzzy: ¡como pan!"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("database") / "babblr.db", "es")


@pytest.fixture(autouse=True)
def no_simplemma(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its tables take a second to load, and are tested elsewhere."""
    monkeypatch.setattr(lemmatizer, "simplemma_for", lambda language: None)


def run(*arguments: str | Path, text: str | bytes = TEXT) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], input=text)


def test_text(database: Path) -> None:
    result = run("-", "--language", "es", "--level", "A1", "--db", database)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "es A1: 70.0 % of 10 running words known",
        "7 known, 0 doubtful, 3 unknown; set apart: 0 numbers, 0 names, 5 punctuation, 0 symbols",
        "unknown:",
        "     1 × Piotr: not in the lexicon  1:1",
        "     1 × rosa: rosa (B1)  2:4",
        "     1 × xyzzy: not in the lexicon  2:10",
    ]


def test_json(database: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(TEXT, "utf-8-sig")
    result = run(tmp_path / "text.txt", "-l", "es", "--level", "b1", "--db", database, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["level"] == "B1"
    assert [one["text"] for one in json.loads(result.stdout)["unknown_words"]] == ["Piotr", "xyzzy"]


REFLEXIVE = "Nos comemos el pan y nos comemos la rosa. Pan, pan."
OF_COMER = "(SELECT id FROM words WHERE base_form = 'comer')"


@pytest.fixture
def inflected(database: Path, tmp_path: Path) -> Path:
    """A database of its own with *comemos*."""
    own = tmp_path / "own.db"
    shutil.copy(database, own)
    info = '[{"Mood": "Ind", "Number": "Plur", "Person": "1", "Tense": "Pres", "VerbForm": "Fin"}]'
    with closing(sqlite3.connect(own)) as connection, connection:
        connection.execute(
            "INSERT OR REPLACE INTO word_forms (word_id, form_type, form_text, grammatical_info) "
            f"VALUES ({OF_COMER}, 'conjugation', 'comemos', ?)",
            (info,),
        )
    return own


def test_patterns(inflected: Path) -> None:
    """Each is counted once in a clause, and it is said which meaning explains it, if one does."""
    call = ("-", "-l", "es", "--level", "A1", "--db", inflected, "--patterns")
    assert run(*call, text=REFLEXIVE).stdout.splitlines()[-2:] == [
        "patterns:",
        "     1 × comer + se: no meaning explains it",
    ]
    with closing(sqlite3.connect(inflected)) as connection, connection:
        new = "pattern = 'comer + se', translation = 'to eat up'"
        connection.execute(f"UPDATE word_meanings SET {new} WHERE word_id = {OF_COMER}")
    assert run(*call, text=REFLEXIVE + " Nos comemos el pan.").stdout.splitlines()[-1] == (
        "     2 × comer + se: to eat up (A1)"
    )
    found = json.loads(run(*call, "-f", "json", text=REFLEXIVE).stdout)
    taught = {"base_form": "comer", "translation": "to eat up", "level": "A1"}
    assert found["patterns"] == [{"pattern": "comer + se", "count": 1, "taught": taught}]
    assert run(*call, text="Pan.").stdout.splitlines()[-1] == "no patterns"
    assert "patterns" not in json.loads(run(*call[:-1], "-f", "json").stdout)


def test_patterns_of_a_database_of_before_there_were_any(inflected: Path) -> None:
    with closing(sqlite3.connect(inflected)) as connection, connection:
        connection.execute("ALTER TABLE word_meanings DROP COLUMN pattern")
    result = run("-", "-l", "es", "--level", "A1", "--db", inflected, "--patterns", text=REFLEXIVE)
    assert result.stdout.splitlines()[-1] == "     1 × comer + se: no meaning explains it"


@pytest.mark.parametrize(("percent", "code"), [("70", 0), ("70.1", 1), ("0", 0), ("100", 1)])
def test_fail_under_goes_by_what_is_known_for_sure(database: Path, percent: str, code: int) -> None:
    assert run("-", "-l", "es", "--level", "A1", "--db", database, "--fail-under", percent).exit_code == code


@pytest.mark.parametrize("text", ["", "¡12, 13!\n"])
def test_a_text_without_words_has_no_share(database: Path, text: str) -> None:
    call = ("-", "-l", "es", "--level", "A1", "--db", database)
    assert run(*call, text=text).stdout.startswith("es A1: there are no running words in this text\n")
    assert run(*call, text=text).exit_code == 0
    assert [run(*call, "--fail-under", percent, text=text).exit_code for percent in ("0", "90")] == [1, 1]
    found = json.loads(run(*call, "--format", "json", text=text).stdout)
    assert (found["lower"], found["upper"], found["running_words"]) == (None, None, 0)


def test_a_terminal_shows_the_text(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True, raising=False)
    result = CliRunner().invoke(
        command, ["-", "-l", "es", "--level", "A1", "--db", str(database)], input="pan \x1b[2J xyzzy", color=True
    )
    assert result.stdout.startswith("pan \\u001b[2J \x1b[31m\x1b[4mxyzzy\x1b[0m\n\n")


@pytest.mark.parametrize(
    ("arguments", "text", "message"),
    [
        (["-l", "fr"], TEXT, "the database has no words of language “fr”; it has es"),
        (["-l", "es"], b"pan \0 casa", "standard input is not text: it contains NUL bytes"),
        (["-l", "es"], b"pan\ncasa \xff", "standard input is not UTF-8 text: line 2 has an invalid byte"),
        (["-l", "es", "--fail-under", "101"], TEXT, "101"),
    ],
)
def test_wrong_calls(database: Path, arguments: list[str], text: str | bytes, message: str) -> None:
    result = run("-", "--level", "A1", "--db", database, *arguments, text=text)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("language", "name"), [("ja", "Japanese"), ("zh", "Chinese"), ("th", "Thai"), ("my", "Burmese")]
)
def test_words_without_spaces_are_not_counted(database: Path, language: str, name: str) -> None:
    result = run("-", "-l", language, "--level", "A1", "--db", database)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{name} is written without spaces: the words of a text cannot be counted" in result.stderr


def test_there_is_no_database(tmp_path: Path) -> None:
    result = run("-", "-l", "es", "--level", "A1", "--db", tmp_path / "none.db")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_it_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "some.db").write_text("something else " * 100)
    result = run("-", "-l", "es", "--level", "A1", "--db", tmp_path / "some.db")
    assert result.exit_code == 2
    assert "is not a vocabulary database" in result.stderr


def test_there_is_no_file(database: Path, tmp_path: Path) -> None:
    result = run(tmp_path / "none.txt", "-l", "es", "--level", "A1", "--db", database)
    assert result.exit_code == 2
    assert "cannot be read: no such file" in result.stderr


def test_help_costs_nothing_heavy() -> None:
    for module in ("pipeline.cli.coverage",):
        assert module in sys.modules
    result = run("--help")
    assert result.exit_code == 0
    assert "running words" in " ".join(result.stdout.split())


def test_what_the_lexicon_lacks_is_a_list_for_import(database: Path, tmp_path: Path) -> None:
    """A word of a later level is not in it."""
    call = ("-", "-l", "es", "--level", "A1", "--db", database, "--output", tmp_path / "out.txt")
    result = run(*call, "--unknown", tmp_path / "new.csv", text=f"{TEXT} Xyzzy.")
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "out.txt").read_text("utf-8").startswith("es A1: ")
    assert (tmp_path / "new.csv").read_text("utf-8") == 'word,frequency\n"xyzzy",2\n"Piotr",1\n'
    folder = copy_of_valid(tmp_path / "sources").parent
    shown = CliRunner().invoke(cli, ["import", str(tmp_path / "new.csv"), "-l", "es", "-s", str(folder)])
    assert shown.exit_code == 0
    assert "Candidates: 2 rows" in shown.stdout
    assert "2 frequency count header" in " ".join(shown.stdout.split())


def test_nothing_is_written_if_the_text_cannot_be_read(database: Path, tmp_path: Path) -> None:
    call = ("-", "-l", "es", "--level", "A1", "--db", database, "--format", "html", "-o", tmp_path / "page.html")
    assert run(*call, "--unknown", tmp_path / "new.csv", text=b"pan \xff").exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_same_text_gives_the_same_page(database: Path) -> None:
    call = ("-", "-l", "es", "--level", "A1", "--db", database, "--format", "html")
    first = run(*call).stdout
    assert first.startswith("<!doctype html>")
    assert run(*call).stdout == first


def test_the_page_shows_the_text_as_it_is_written(database: Path) -> None:
    text = "El pan, l'agua: ¡d'oro!"
    page = run("-", "-l", "es", "--level", "A1", "--db", database, "--format", "html", text=text.encode()).stdout
    (shown,) = re.findall(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == text
    (rule,) = re.findall(r"\.text a, \.swatch \{(.*?)\}", page)
    (space,) = re.findall(r"padding: ([^;]*);", rule)
    assert space.split()[1:] == ["0"]  # not between l' and agua
