"""`babblr-vocab pronounce`: adds what is missing, and never changes what a curator wrote."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import PackFolder
from pipeline.cli import cli
from tests.packs import copy_of_valid


def run(pack: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["pronounce", pack.name, "--sources", str(pack.parent), *arguments])


def texts(pack: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in pack.glob("A1/*")}


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """A pack in which three words have no pronunciation."""
    pack = copy_of_valid(tmp_path)
    path = pack / "A1" / "food.yaml"
    path.write_text(re.sub(r"    pronunciation: (pan|koˈmeɾ)\n", "", path.read_text("utf-8")), "utf-8")
    path = pack / "A1" / "greetings.csv"
    path.write_text(path.read_text("utf-8").replace("ˈola", ""), "utf-8")
    return pack


def test_nothing_to_say(tmp_path: Path) -> None:
    result = run(copy_of_valid(tmp_path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 to add, 0 for you to write, 0 different\n"


def test_check_writes_nothing(silent: Path) -> None:
    before = texts(silent)
    for options in ((), ("--check",)):
        result = run(silent, *options)
        assert result.exit_code == 1
        assert result.stdout.splitlines() == [
            "pan: pan (A1/food.yaml)",
            "comer: koˈmeɾ (A1/food.yaml)",
            "hola: ˈola (A1/greetings.csv)",
        ]
        assert result.stderr == "3 to add, 0 for you to write, 0 different\n"
    assert texts(silent) == before


def test_what_is_added_stands_where_it_stood(silent: Path, tmp_path: Path) -> None:
    result = run(silent, "--write")
    assert result.exit_code == 0
    assert "3 added" in result.stderr
    assert texts(silent) == texts(copy_of_valid(tmp_path / "sound"))
    assert run(silent).exit_code == 0


def test_curators_are_not_overruled(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    path = pack / "A1" / "food.yaml"
    path.write_text(path.read_text("utf-8").replace("koˈmeɾ", "kuˈmeɾ"), "utf-8")
    before = texts(pack)
    assert run(pack, "--write").stdout == ""
    result = run(pack, "--write", "--all")
    assert result.exit_code == 0
    assert result.stdout == "comer: the pack has kuˈmeɾ, the rules give koˈmeɾ (A1/food.yaml)\n"
    assert texts(pack) == before


def test_what_rules_cannot_know_is_left_to_the_curator(silent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "pipeline.curation.pronounce.pronouncer", lambda _: lambda word, _: None if word == "pan" else "a"
    )
    result = run(silent, "--write")
    assert result.exit_code == 1
    assert "pan: the rules do not cover it; write it yourself" in result.stdout
    assert "2 added, 1 for you to write" in result.stderr


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("- base_form: pan\n  priority: 1\n", "- base_form: pan\n  pronunciation: pan\n  priority: 1\n"),
        ("- priority: 1\n  base_form: pan # c\n", "- priority: 1\n  base_form: pan # c\n  pronunciation: pan\n"),
        ("- {base_form: pan, priority: 1}\n", "- {base_form: pan, pronunciation: pan, priority: 1}\n"),
        ("- priority: 1\r\n  base_form: pan", "- priority: 1\r\n  base_form: pan\r\n  pronunciation: pan"),
        (
            "-  base_form: |-\n    pan\n\n   priority: 1\n",
            "-  base_form: |-\n    pan\n\n   pronunciation: pan\n   priority: 1\n",
        ),
    ],
)
def test_layout_of_an_entry_is_followed(entry: str, expected: str) -> None:
    from pipeline.curation.pronounce import PronunciationProposal, added
    from pipeline.curation.proposals import ProposalKind
    from pipeline.model.findings import Place
    from tests.curation.damage import document

    one = document(f"words:\n{entry}", None)
    proposal = PronunciationProposal(ProposalKind.MISSING, "pan", Place(one.file, ("words", 0)), "pan", "")
    assert added(one, [proposal]) == f"words:\n{expected}"


def test_csv_without_the_column_gets_it(silent: Path) -> None:
    path = silent / "A1" / "greetings.csv"
    rows = [re.sub(r"^([^,]*,[^,]*),[^,]*", r"\1", row) for row in path.read_text("utf-8").splitlines()]
    path.write_text("\r\n".join(rows).replace("interjection", '"interjection"'), "utf-8", newline="")
    assert run(silent, "--write").exit_code == 0
    lines = path.read_bytes().decode().split("\r\n")
    assert lines[0].startswith("base_form,part_of_speech,pronunciation,priority,")
    assert lines[2].startswith('adiós,"interjection",aˈdjos,6,')
    assert {word.base_form: word.pronunciation for word in read_pack(PackFolder(silent, "es")).words}["hola"] == "ˈola"


def test_entries_with_faults_are_said_to_be_left_out(silent: Path) -> None:
    (silent / "A1" / "broken.yaml").write_text("a: b: c", "utf-8")
    assert "some entries cannot be read" in run(silent).stderr


@pytest.mark.parametrize("language", ["eu", "xx", "profile", "../es"])
def test_language_without_rules(language: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path).rename(tmp_path / "eu")
    (tmp_path / "profile").mkdir()
    result = CliRunner().invoke(cli, ["pronounce", language, "--sources", str(pack.parent)])
    assert result.exit_code == 2
    assert "there " in result.stderr
