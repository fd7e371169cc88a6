"""What other programs are given to read holds the rows of the database, all of them, whatever is in them."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks.speed.peers import lmf, tables
from benchmarks.speed.peers.compare import PEERS, ROWS, Peer, confirm, parts
from benchmarks.speed.run import Run
from pipeline.builder.rows import TABLES
from pipeline.database.migrate import upgrade
from tests.database.rows import BASE, GOOD, insert

AWKWARD = 'l\'eau & "<sel>", ça\nva; ok'


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A row or more of each table, and a French word full of what files mark with."""
    path = tmp_path_factory.mktemp("peers") / "babblr.db"
    upgrade(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table, row in (*BASE, *((table, GOOD[table]) for table in TABLES)):
            insert(connection, table, row)
        word = insert(connection, "words", dict(GOOD["words"], language="fr", base_form=AWKWARD, notes=AWKWARD))
        for owner in (2, 3, word):
            row = {"word_id": owner, "meaning_text": AWKWARD, "translation": "x"}
            meaning = insert(connection, "word_meanings", row)
        insert(connection, "word_examples", {"word_meaning_id": meaning, "example_text": AWKWARD})
        for kind in ("plural", "elided"):
            form = {"word_id": word, "form_type": kind, "form_text": AWKWARD, "grammatical_info": f'["{kind}"]'}
            insert(connection, "word_forms", form)
        insert(connection, "word_synonyms", {"word_id": word, "synonym_word_id": 3, "relationship_type": "antonym"})
        yield connection


@pytest.fixture(scope="module")
def files(database: sqlite3.Connection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    assert tables.write(database, folder) == counts(database)
    return folder


@pytest.fixture(scope="module")
def lexicon(database: sqlite3.Connection, tmp_path_factory: pytest.TempPathFactory) -> ElementTree.Element:
    path = tmp_path_factory.mktemp("lmf") / "lexicon.xml"
    lmf.write(database, path)
    return ElementTree.parse(path).getroot()


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


@pytest.mark.parametrize("table", TABLES)
def test_files_hold_the_rows(database: sqlite3.Connection, files: Path, table: str) -> None:
    names = TABLES[table]
    rows = database.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY 1").fetchall()
    objects = [json.loads(line) for line in (files / f"{table}.jsonl").read_text("utf-8").splitlines()]
    assert objects == [dict(zip(names, row, strict=True)) for row in rows]
    with (files / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    assert header == list(names)
    assert lines == [["" if value is None else str(value) for value in row] for row in rows]


def package_of(files: Path) -> dict[str, Any]:
    package = json.loads((files / tables.PACKAGE).read_text("utf-8"))
    return {
        resource["path"]: {
            "columns": [field["name"] for field in resource["schema"]["fields"]],
            "keys": resource["schema"]["primaryKey"],
            "references": [
                (key["fields"][0], f"{key['reference']['resource']}.csv", key["reference"]["fields"][0])
                for key in resource["schema"]["foreignKeys"]
            ],
        }
        for resource in package["resources"]
    }


def dictionary_of(files: Path) -> dict[str, Any]:
    dictionary = json.loads((files / tables.DICTIONARY).read_text("utf-8"))
    return {
        table["url"]: {
            "columns": [column["name"] for column in table["tableSchema"]["columns"]],
            "keys": table["tableSchema"]["primaryKey"],
            "references": [
                (
                    key["columnReference"][0],
                    key["reference"]["resource"],
                    key["reference"]["columnReference"][0],
                )
                for key in table["tableSchema"]["foreignKeys"]
            ],
        }
        for table in dictionary["tables"]
    }


@pytest.mark.parametrize("described", [package_of, dictionary_of])
def test_descriptions_are_true_of_the_files(files: Path, described: Any) -> None:
    found = described(files)
    assert {path: table["columns"] for path, table in found.items()} == {
        path.name: path.read_text("utf-8").partition("\n")[0].split(",") for path in files.glob("*.csv")
    }
    references = {(path, *reference) for path, table in found.items() for reference in table["references"]}
    assert ("word_examples.csv", "word_meaning_id", "word_meanings.csv", "id") in references
    assert all(
        column in found[path]["columns"] and found[other]["keys"] == [key] for path, column, other, key in references
    )


def test_numbers_are_declared_as_numbers(files: Path) -> None:
    package = json.loads((files / tables.PACKAGE).read_text("utf-8"))
    (lessons,) = (resource for resource in package["resources"] if resource["name"] == "lessons")
    types = {field["name"]: field["type"] for field in lessons["schema"]["fields"]}
    assert [types[name] for name in ("order_index", "is_active", "title")] == ["integer", "boolean", "string"]


def test_lexicon_holds_the_rows_that_it_has_a_place_for(
    database: sqlite3.Connection, lexicon: ElementTree.Element
) -> None:
    elements = {
        "words": "LexicalEntry",
        "word_meanings": "Sense",
        "word_forms": "Tag",
        "word_synonyms": "SenseRelation",
        "word_examples": "Example",
    }
    expected = counts(database)
    assert {table: len(list(lexicon.iter(name))) for table, name in elements.items()} == {
        table: expected[table] for table in elements
    }
    assert [one.get("language") for one in lexicon] == ["es", "fr"]


def test_references_of_the_lexicon_lead_somewhere(lexicon: ElementTree.Element) -> None:
    ids = [element.get("id") for element in lexicon.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {sense.get("synset") for sense in lexicon.iter("Sense")} == {one.get("id") for one in lexicon.iter("Synset")}
    assert {one.get("target") for one in lexicon.iter("SenseRelation")} <= {
        one.get("id") for one in lexicon.iter("Sense")
    }


def test_texts_come_back_from_the_lexicon(lexicon: ElementTree.Element) -> None:
    *_, entry = lexicon.iter("LexicalEntry")
    (lemma,) = entry.iter("Lemma")
    (form,) = entry.iter("Form")
    assert lemma.get("writtenForm") == form.get("writtenForm") == AWKWARD
    assert {tag.get("category"): tag.text for tag in form} == {"plural": '["plural"]', "elided": '["elided"]'}
    assert [example.text for example in entry.iter("Example")] == [AWKWARD]
    assert AWKWARD in [definition.text for definition in lexicon.iter("Definition")]


def test_a_program_that_lost_rows_is_found_out(database: sqlite3.Connection, tmp_path: Path) -> None:
    peer = Peer("thief", lambda content, out: (), "read and written", "stolen.db", ROWS)
    with closing(sqlite3.connect(tmp_path / "stolen.db")) as stolen:
        database.backup(stolen)
        confirm(peer, tmp_path, counts(database))
        stolen.execute("DELETE FROM word_forms WHERE form_type = 'elided'")
        stolen.commit()
    with pytest.raises(SystemExit, match=r"thief has \d+ of the \d+ rows of word_forms"):
        confirm(peer, tmp_path, counts(database))


def test_parts_of_a_build_are_what_their_stages_leave() -> None:
    stages = dict.fromkeys(("extract", "conform", "recognise", "lemmatize", "relate", "check", "teach", "rows"), 1.0)
    found = parts(Run(wall=10, cpu=20, memory=5), stages)
    assert {part: round(run.cpu, 6) for part, run in found.items()} == {
        "build": 20,
        "without lemmatizers": 18,
        "read and written": 10,
        "read, held to the schema": 8,
    }
    assert {peer.alike for peer in PEERS} <= set(found)
