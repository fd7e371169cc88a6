"""The rows of each language stand behind those of the one before, and refer to what they referred to."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.database.migrate import upgrade
from pipeline.model.identity import word_id
from tests.packs import copy_of_valid
from tests.stages.through import FOOD, PACK

COUNTED = ("word_meanings", "word_forms", "word_difficulty_levels", "word_synonyms", "word_examples")
"""The tables whose rows are numbered from 1 through all languages."""


def query(database: Path, text: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(text, values).fetchall()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two languages with the same words; of the first, *pan* has two meanings and two levels."""
    folder = tmp_path_factory.mktemp("two")
    sources = folder / "sources"
    (sources).mkdir()
    for language in ("ca", "es"):
        pack = copy_of_valid(folder / language)
        about, food = pack / PACK, pack / FOOD
        about.write_text(about.read_text("utf-8").replace("language: es", f"language: {language}"), "utf-8")
        text = food.read_text("utf-8")
        if language == "ca":
            text = text.replace("Comemos a las dos.", "Quiero comer.").replace("muy buena", "muy bueno")
            more = (
                "levels: [{level: B1, priority: 2}]\n    topics: [greetings]\n    notes: The note's.\n    meanings:\n"
            )
            second = (
                "      - meaning: Trozo.\n        translation: loaf\n        explanation: A countable one.\n"
                "        part_of_speech: adverb\n        examples: [{text: Un pan.}, {text: Otro pan.}]\n"
            )
            text = text.replace("meanings:\n", more + second, 1)
        food.write_text(text, "utf-8")
        pack.rename(sources / language)
    published, findings = build(packs_in(sources), folder / "babblr.db")
    assert published is not None, findings
    return folder / "babblr.db"


def test_numbers_run_through_all_languages(database: Path) -> None:
    for table in COUNTED:
        numbers = [row[0] for row in query(database, f"SELECT id FROM {table} ORDER BY rowid")]
        assert numbers == list(range(1, len(numbers) + 1)), table
        assert len(numbers) > 4


def test_what_belongs_to_a_word_is_that_of_its_own_language(database: Path) -> None:
    examples = """SELECT w.language, meaning_order, example_text FROM words w JOIN word_meanings m ON w.id = m.word_id
        JOIN word_examples e ON m.id = e.word_meaning_id WHERE base_form = ? ORDER BY w.language, meaning_order, e.id"""
    assert query(database, examples, "comer") == [("ca", 1, "Quiero comer."), ("es", 1, "Comemos a las dos.")]
    assert query(database, examples, "pan") == [
        ("ca", 1, "Un pan."),
        ("ca", 1, "Otro pan."),
        ("ca", 2, "Compro pan todos los días."),
        ("es", 1, "Compro pan todos los días."),
    ]
    relations = """SELECT a.language, b.language FROM word_synonyms s
        JOIN words a ON a.id = s.word_id JOIN words b ON b.id = s.synonym_word_id ORDER BY 1"""
    assert query(database, relations) == [("ca", "ca")] * 4 + [("es", "es")] * 4


def test_a_words_rows_hold_all_that_its_entry_does(database: Path) -> None:
    pan = word_id("ca", "pan")
    about = "SELECT language, base_form, part_of_speech, pronunciation, notes FROM words WHERE id = ?"
    assert query(database, about, pan) == [("ca", "pan", "noun", "pan", "The note’s.")]
    meanings = "SELECT meaning_text, translation, explanation, part_of_speech FROM word_meanings WHERE word_id = ?"
    assert query(database, f"{meanings} ORDER BY meaning_order", pan) == [
        ("Trozo.", "loaf", "A countable one.", "adverb"),
        ("Alimento de harina y agua que se cuece en el horno.", "bread", None, None),
    ]
    levels = "SELECT difficulty_level, priority FROM word_difficulty_levels WHERE word_id = ? ORDER BY id"
    assert query(database, levels, pan) == [("A1", 1), ("B1", 2)]
    topics = "SELECT topic_id FROM word_topics WHERE word_id = ? ORDER BY topic_id"
    assert query(database, topics, pan) == [("food",), ("greetings",)]
    assert query(database, topics, word_id("ca", "hola")) == [("greetings",)]
    examples = """SELECT example_text, e.translation FROM word_examples e JOIN word_meanings m ON m.id = word_meaning_id
        WHERE word_id = ? ORDER BY e.id"""
    assert query(database, examples, pan) == [
        ("Un pan.", None),
        ("Otro pan.", None),
        ("Compro pan todos los días.", "I buy bread every day."),
    ]


def test_words_stand_in_the_order_of_their_identifiers_in_each_language(database: Path) -> None:
    """What a build writes does not depend on the order of the files."""
    for language in ("ca", "es"):
        owners = query(
            database,
            "SELECT word_id FROM word_meanings m JOIN words w ON w.id = word_id WHERE language = ? ORDER BY m.id",
            language,
        )
        assert owners == sorted(owners)
        assert len(owners) >= 6


def test_analyses_are_written_alike_whatever_the_order_of_their_features(database: Path) -> None:
    found = [row[0] for row in query(database, "SELECT DISTINCT grammatical_info FROM word_forms")]
    assert len(found) > 10
    for text in found:
        analyses = json.loads(text)
        assert analyses
        assert text == json.dumps(
            [dict(sorted(one.items())) for one in analyses], ensure_ascii=False, separators=(",", ":")
        )


def test_a_form_without_analyses_has_none(database: Path, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path / "sources")
    text = (pack / FOOD).read_text("utf-8")
    (pack / FOOD).write_text(text.replace(", features: {Degree: Cmp}", ""), "utf-8")
    published, _ = build(packs_in(tmp_path / "sources"), tmp_path / "babblr.db")
    assert published is not None
    info = "SELECT grammatical_info FROM word_forms WHERE form_text = 'mejor'"
    assert query(tmp_path / "babblr.db", info) == [(None,)]
    assert query(database, info) == [('[{"Degree":"Cmp"}]',)] * 2


def test_the_schema_is_that_of_the_migrations(database: Path, tmp_path: Path) -> None:
    """Indexes were dropped and made again."""
    upgrade(tmp_path / "empty.db")
    schema = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name"
    assert query(database, schema) == query(tmp_path / "empty.db", schema)


def test_the_release_record_names_each_language_with_what_it_was_made_of(database: Path) -> None:
    rows = query(
        database, "SELECT language, version, sources, targets, source_digest, tool_versions FROM release_packs"
    )
    assert [row[:2] for row in rows] == [("ca", "1.0.0"), ("es", "1.0.0")]
    for _, _, sources, targets, digest, tools in rows:
        assert json.loads(sources) == {"babblr": {"title": "Our own work", "licence": "CC-BY-4.0"}}
        assert json.loads(targets) == {"A1": 6}
        assert len(digest) == 64
        assert json.loads(tools).keys() >= {"babblr-vocab", "spacy"}
    assert rows[0][4] != rows[1][4]


def test_the_digest_of_sources_is_of_names_within_the_pack_and_of_contents(tmp_path: Path) -> None:
    digests = []
    for number, (old, new) in enumerate((("", ""), ("", ""), ("bread", "loaf"))):
        pack = copy_of_valid(tmp_path / str(number))
        (pack / FOOD).write_text((pack / FOOD).read_text("utf-8").replace(old, new), "utf-8")
        if number == 1:
            (pack / "README.md").write_text("Not a part of it.", "utf-8")
        build(packs_in(pack.parent), tmp_path / f"{number}.db")
        digests += query(tmp_path / f"{number}.db", "SELECT source_digest FROM release_packs")
    assert digests[0] == digests[1] != digests[2]
