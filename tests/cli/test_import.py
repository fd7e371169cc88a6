"""`babblr-vocab import`: what it shows, what it keeps, and its exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from tests.packs import VALID

LIST = """\
word,translation,level
el pan,bread,A1
el queso,cheese,A2
la manzana,apple,A2
42,forty-two,
"""


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vocab_sources").symlink_to(VALID)
    path = tmp_path / "my list.csv"
    path.write_text(LIST, "utf-8")
    return path


def run(*arguments: str | Path, pasted: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["import", *map(str, arguments)], input=pasted)


def every_file(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_first_it_shows_what_the_pack_has_and_keeps_nothing(listed: Path) -> None:
    before = every_file(listed.parent)
    result = run("my list.csv", "-l", "es")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[:2] == ["Already in the pack: 1 row", "  pan"]
    headings = [line.split(":")[0] for line in lines if line and not line.startswith(" ")]
    assert headings[:4] == ["Already in the pack", "Columns of my list.csv", "Candidates", "Set aside"]
    assert any("translation" in line and "bread · cheese · apple" in line for line in lines)
    assert any(line.split()[:1] == ["queso"] and "cheese" in line for line in lines)
    assert any("a number" in line and "42" in line for line in lines)
    assert lines[-1] == "  babblr-vocab import 'my list.csv' --language es --write"
    assert every_file(listed.parent) == before


def test_what_is_written_is_kept_with_its_source(listed: Path) -> None:
    facts = ("--licence", "cc-by-4.0", "--author", "Ana", "--title", "Ana's list")
    result = run(listed, "-l", "es", *facts, "--write", "-r", "report.jsonl")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "5 rows: 2 candidate, 1 already in the pack, 1 aside, 1 header",
        "kept in candidates",
    ]
    folder = listed.parent / "candidates"
    assert set(every_file(folder)) == {"es.jsonl", "sources.yaml", "mappings/my-list.yaml"}
    (manzana, pan, queso) = map(json.loads, (folder / "es.jsonl").read_text("utf-8").splitlines())
    assert (manzana["in_pack"], pan["in_pack"], queso["in_pack"]) == (False, True, False)
    assert queso["claims"]["level"] == [
        {"value": "A2", "source": "my-list", "licence": "CC-BY-4.0", "confidence": 1.0, "place": "line 3"}
    ]
    assert (folder / "sources.yaml").read_text("utf-8") == (
        "my-list:\n  title: Ana's list\n  licence: CC-BY-4.0\n  author: Ana\n"
    )
    report = [json.loads(line) for line in Path("report.jsonl").read_text("utf-8").splitlines()]
    assert [(row["row"], row["outcome"]) for row in report] == [
        (1, "header"),
        (2, "already in the pack"),
        (3, "candidate"),
        (4, "candidate"),
        (5, "aside"),
    ]
    before = every_file(listed.parent)
    again = run(listed, "-l", "es", "--write", "-r", "report.jsonl")
    assert again.exit_code == 0, again.output
    assert every_file(listed.parent) == before


def test_what_columns_hold_is_kept_for_the_next_delivery(listed: Path) -> None:
    listed.write_text("eins,zwei\ncheese,queso\napple,manzana\n", "utf-8")
    stated = ("--map", "eins=translation", "--map", "2=word", "--source", "school", "--level", "a2")
    assert run(listed, "-l", "es", *stated, "--write").exit_code == 0
    kept = every_file(listed.parent / "candidates")
    assert b'"value":"queso"' in kept["es.jsonl"]
    assert b'"level":[{"value":"A2"' in kept["es.jsonl"]
    other = listed.with_name("new.csv")
    other.write_text("zwei,eins\nqueso,cheese\nmanzana,apple\n", "utf-8")
    assert run(other, "-l", "es", "--source", "school", "--write").exit_code == 0
    now = every_file(listed.parent / "candidates")
    assert now == kept


def test_a_list_can_be_pasted(listed: Path) -> None:
    result = run("-", "-l", "es", "--source", "pasted", pasted="el queso\tcheese\nla manzana\tapple\n")
    assert result.exit_code == 0, result.output
    assert "Candidates: 2 rows" in result.stdout


def test_without_a_pack_everything_is_new(listed: Path) -> None:
    result = run(listed, "-l", "es", "-s", listed.parent / "none")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == "Already in the pack: nothing, as there is no pack “es”"
    assert run(listed, "-l", "es", "-q").output == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("no.csv", "-l", "es"), "no.csv cannot be read: no such file"),
        ((".", "-l", "es"), ". cannot be read: not a regular file"),
        (("my list.csv", "-l", "xx"), "“xx” is not a language code of two letters"),
        (("my list.csv", "-l", "es", "--map", "x"), "“x” does not say which column holds what"),
        (("my list.csv", "-l", "es", "--map", "x=word"), "there is no column “x”"),
        (("my list.csv", "-l", "es", "--map", "word=wrod"), "there is no role “wrod”"),
        (("my list.csv", "-l", "es", "--format", "x"), "there is no format “x”"),
        (("my list.csv", "-l", "es", "--sheet", "x"), "there is no table “x”"),
        (("my list.csv", "-l", "es", "--source", "My List"), "“My List” is not an id"),
        (("empty.csv", "-l", "es"), "empty.csv: it is empty"),
        (("my list.csv", "-l", "es", "--into", "broken", "--write"), "es.jsonl:1: it is not a candidate"),
        (("my list.csv", "-l", "es", "--into", "faulty"), "sources.yaml"),
    ],
)
def test_usage(arguments: tuple[str, ...], message: str, listed: Path) -> None:
    (listed.parent / "empty.csv").write_bytes(b"")
    for name, file, text in (("broken", "es.jsonl", "{}\n"), ("faulty", "sources.yaml", "- x\n")):
        (listed.parent / name).mkdir()
        (listed.parent / name / file).write_text(text, "utf-8")
    before = every_file(listed.parent)
    result = run(*arguments)
    assert (result.exit_code, message in result.stderr) == (2, True), result.output
    assert every_file(listed.parent) == before


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_leaves_everything_as_it_was(listed: Path) -> None:
    assert run(listed, "-l", "es", "--write").exit_code == 0
    long = listed.with_name("long.txt")
    long.write_text("".join(f"casa {number}\n" for number in range(3_000_000)), "utf-8")
    before = every_file(listed.parent)
    report = listed.with_name("report.jsonl")
    program = """
import signal, sys
from pipeline.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main(sys.argv[1:])
"""
    arguments = ["import", "long.txt", "-l", "es", "--write", "-r", report.name]
    with subprocess.Popen([sys.executable, "-c", program, *arguments], stderr=subprocess.PIPE, text=True) as process:
        draft = listed.with_name(f".{report.name}.babblr-draft")
        while not (draft.exists() and draft.stat().st_size > 100_000):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.strip() == "interrupted; nothing was changed"
    assert every_file(listed.parent) == before


def test_the_language_of_translations_is_kept_with_the_source(listed: Path) -> None:
    Path("fr.csv").write_text("word,traduction\nel queso,fromage\nla mesa,tables\n", "utf-8")
    assert run("fr.csv", "-l", "es", "--translations", "fr", "--write").exit_code == 0
    assert "  translations: fr\n" in Path("candidates/sources.yaml").read_text("utf-8")
    kept = every_file(listed.parent)
    assert run("fr.csv", "-l", "es", "--write").exit_code == 0
    assert every_file(listed.parent) == kept


@pytest.mark.parametrize(
    ("translations", "language"),
    [
        (("le fromage", "l’eau", "la table", "un chat", "les gens", "dormir"), "fr"),
        (("the cheese", "water", "a table", "cat", "the people", "to sleep"), ""),
        (("cheese", "water", "die out", "cat", "the people", "go to bed"), ""),
    ],
)
def test_translations_with_articles_show_their_language(
    translations: tuple[str, ...], language: str, listed: Path
) -> None:
    words = ("queso", "agua", "mesa", "gato", "gente", "dormir")
    rows = (f"{word},{translation}\n" for word, translation in zip(words, translations, strict=True))
    Path("list.csv").write_text(f"palabra,traducción\n{''.join(rows)}", "utf-8")
    shown = run("list.csv", "-l", "es").stdout
    assert (f"  translations into another language than English ({language})\n" in shown) == bool(language)
    assert run("list.csv", "-l", "es", "--write").exit_code == 0
    assert ("  translations: fr\n" in Path("candidates/sources.yaml").read_text("utf-8")) == bool(language)
    assert run("list.csv", "-l", "es", "--write", "--translations", "en").exit_code == 0
    assert "  translations: en\n" in Path("candidates/sources.yaml").read_text("utf-8")


NOUNS = ("queso", "agua", "mesa", "gato", "gente", "dormir", "restaurante", "manzana", "cuchara", "silla")
BARE = {
    "fr": ("fromage", "eau", "table", "chat", "gens", "dormir", "restaurant", "pomme", "cuillère", "chaise"),
    "de": ("Käse", "Wasser", "Tisch", "Katze", "Leute", "schlafen", "Restaurant", "Apfel", "Löffel", "Stuhl"),
    "it": ("formaggio", "acqua", "tavola", "gatto", "gente", "dormire", "ristorante", "mela", "cucchiaio", "sedia"),
    "pt": ("queijo", "água", "mesa", "gato", "gente", "dormir", "restaurante", "maçã", "colher", "cadeira"),
    "nl": ("kaas", "water", "tafel", "kat", "mensen", "slapen", "restaurant", "appel", "lepel", "stoel"),
    "en": ("cheese", "water", "table", "cat", "people", "to sleep", "restaurant", "apple", "spoon", "chair"),
}
UNCLEAR = {
    "the same in many languages": (
        "table",
        "restaurant",
        "menu",
        "hotel",
        "taxi",
        "radio",
        "bus",
        "piano",
        "photo",
        "pain",
    ),
    "too few": ("fromage", "table", "restaurant"),
    "two languages": ("fromage", "cheese", "pomme", "apple", "chat", "cat", "chaise", "chair", "eau", "water"),
    "names": ("Łódź", "Kraków", "Zürich", "Brno", "Győr", "Wien", "Graz", "Linz", "Bern", "Basel"),
}


@pytest.mark.parametrize(
    ("translations", "language"),
    [*((ones, language) for language, ones in BARE.items()), *((ones, "en") for ones in UNCLEAR.values())],
    ids=[*BARE, *UNCLEAR],
)
def test_translations_without_articles_show_their_language_if_it_is_clear(
    translations: tuple[str, ...], language: str, listed: Path
) -> None:
    rows = (f"{word},{translation}\n" for word, translation in zip(NOUNS, translations, strict=False))
    Path("list.csv").write_text(f"palabra,traducción\n{''.join(rows)}", "utf-8")
    shown = run("list.csv", "-l", "es").stdout
    assert ("translations into another language than English" in shown) == (language != "en")
    assert (f"  translations into another language than English ({language})\n" in shown) == (language != "en")


def test_sentences_with_another_translation_are_set_aside(listed: Path) -> None:
    path = listed.parent / "pairs.tsv"
    path.write_text(
        "1\tspa\tLa sopa está fría.\t11\tdeu\tDie Suppe ist kalt.\n2\tspa\tHola.\t12\teng\tHello.\n", "utf-8"
    )
    result = run(path, "-l", "es")
    assert "translated into another language (de)" in result.stdout
    assert "1 row with a sentence and its translation" in result.stdout
