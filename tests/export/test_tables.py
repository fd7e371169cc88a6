"""CSV and JSON Lines: the rows of the database, and a schema that they keep to."""

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.export.formats import csv as csv_format
from pipeline.export.formats import jsonl
from pipeline.export.vocabulary import Vocabulary
from tests.export.samples import hostile
from tests.release.test_hostile import HOSTILE

KINDS = {"string": str, "integer": int, "array": list}


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def tables(vocabulary: Vocabulary) -> dict[str, list[dict[str, str]]]:
    """The rows of all tables, as texts."""
    found = parts(csv_format.written(vocabulary))
    names = [one for one in found if one.endswith(".csv")]
    return {one.removesuffix(".csv"): list(csv.DictReader(io.StringIO(found[one], newline=""))) for one in names}


def described(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(parts(content)["datapackage.json"])
    return found


def rows_of(database: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(
    ("table", "columns", "query"),
    [
        (
            "words",
            ("id", "base_form", "part_of_speech", "pronunciation", "level", "priority", "topics"),
            (
                "SELECT w.id, base_form, part_of_speech, pronunciation, difficulty_level, priority, topic_id "
                "FROM words w JOIN word_difficulty_levels l ON l.word_id = w.id JOIN word_topics t ON t.word_id = w.id"
            ),
        ),
        (
            "meanings",
            ("word_id", "number", "meaning", "translation"),
            "SELECT word_id, meaning_order, meaning_text, translation FROM word_meanings",
        ),
        (
            "examples",
            ("word_id", "example", "translation"),
            (
                "SELECT word_id, example_text, e.translation FROM word_meanings m JOIN word_examples e "
                "ON e.word_meaning_id = m.id"
            ),
        ),
        ("forms", ("word_id", "type", "form"), "SELECT word_id, form_type, form_text FROM word_forms"),
        (
            "relations",
            ("word_id", "type", "other_word_id"),
            "SELECT word_id, relationship_type, synonym_word_id FROM word_synonyms",
        ),
        (
            "lessons",
            ("id", "level", "topic", "title", "title_en", "about", "about_en"),
            "SELECT source_id, difficulty_level, topic_id, title, title_en, oneliner, oneliner_en FROM lessons",
        ),
        ("lesson_items", ("text",), "SELECT content FROM lesson_items"),
    ],
)
def test_tables_have_the_rows_of_the_database(
    table: str, columns: tuple[str, ...], query: str, database: Path, spanish: Vocabulary
) -> None:
    exported = [tuple(row[name] for name in columns) for row in tables(spanish)[table]]
    stored = [tuple("" if value is None else str(value) for value in row) for row in rows_of(database, query)]
    assert exported
    assert sorted(exported) == sorted(stored)


def test_csv_keeps_to_its_schema(spanish: Vocabulary) -> None:
    rows = tables(spanish)
    for resource in described(csv_format.written(spanish))["resources"]:
        schema, own = resource["schema"], rows[resource["name"]]
        assert list(own[0]) == [one["name"] for one in schema["fields"]]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in own]
        assert len(keys) == len(set(keys))
        for key in schema.get("foreignKeys", ()):
            there = {
                tuple(row[name] for name in key["reference"]["fields"]) for row in rows[key["reference"]["resource"]]
            }
            refers = [tuple(row[name] for name in key["fields"]) for row in own]
            assert {one for one in refers if all(one)} <= there
        for row in own:
            check({name: text or None for name, text in row.items()}, schema)


def check(row: dict[str, Any], schema: dict[str, Any]) -> None:
    """Check the values of a row."""
    for field in schema["fields"]:
        value, rules = row[field["name"]], field.get("constraints", {})
        assert value is not None or not rules.get("required"), field
        if value is not None:
            read = int(value) if field["type"] == "integer" else value
            assert isinstance(read, KINDS[field["type"]]), field
            assert read in rules.get("enum", [read])


def test_json_lines_keep_to_their_schema_and_say_the_same(spanish: Vocabulary) -> None:
    content = jsonl.written(spanish)
    lines = {
        one["name"]: ([json.loads(line) for line in parts(content)[one["path"]].splitlines()], one["schema"])
        for one in described(content)["resources"]
    }
    for own, schema in lines.values():
        for row in own:
            assert list(row) == [one["name"] for one in schema["fields"]]
            check(row, schema)
    rows = tables(spanish)
    words, lessons = lines["words"][0], lines["lessons"][0]
    assert [str(one["id"]) for one in words] == [row["id"] for row in rows["words"]]
    assert [form["form"] for one in words for form in one["forms"]] == [row["form"] for row in rows["forms"]]
    shown = [example["example"] for one in words for meaning in one["meanings"] for example in meaning["examples"]]
    assert shown == [row["example"] for row in rows["examples"]]
    assert [item["text"] for one in lessons for item in one["items"]] == [row["text"] for row in rows["lesson_items"]]


def test_a_selection_refers_to_nothing_that_is_not_in_it(spanish: Vocabulary) -> None:
    rows = tables(spanish.selected(words={spanish.words[0].id, spanish.words[2].id}))
    ids = {row["id"] for row in rows["words"]}
    assert len(ids) == 2
    assert {row["word_id"] for row in rows["lesson_items"]} <= ids | {""}
    assert not rows["relations"]


def test_the_package_says_whose_it_is(spanish: Vocabulary) -> None:
    for content in (csv_format.written(spanish), jsonl.written(spanish)):
        about = described(content)
        assert about["licenses"] == [{"name": "CC-BY-4.0", "title": "CC-BY-4.0"}]
        assert about["contributors"] == [{"title": "The Babblr vocabulary authors", "role": "author"}]
        assert about["sources"] == [{"title": "Our own work. Licence: CC-BY-4.0"}]
        assert (about["version"], about["created"]) == ("1.0.0", "2026-01-02T00:00:00Z")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_cell_is_a_formula_and_json_loses_nothing(text: str, spanish: Vocabulary) -> None:
    bad = hostile(spanish, text)
    for rows in tables(bad).values():
        for row in rows:
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    (first, *_) = parts(jsonl.written(bad))["words.jsonl"].split("\n")
    assert json.loads(first)["base_form"] == text


@pytest.mark.parametrize("written", [csv_format.written, jsonl.written], ids=["csv", "jsonl"])
def test_frictionless_reads_and_accepts_it(written: Any, spanish: Vocabulary, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed (the extra peers)")
    (tmp_path / "package.zip").write_bytes(written(spanish))
    report = frictionless.validate(str(tmp_path / "package.zip"), type="package")
    assert report.valid, report.flatten(["message"])
