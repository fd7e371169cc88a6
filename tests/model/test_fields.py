"""The table of fields agrees with schemas, models, database and documentation, and is complete."""

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Integer

from pipeline.builder.rows import TABLES
from pipeline.database.models import Base
from pipeline.model.fields import (
    EXAMPLE,
    FEATURES,
    FIELDS,
    FORM,
    LEVEL,
    LIST,
    MEANING,
    NUMBER,
    RECORDS,
    WORD,
    Record,
    columns_of,
    fields_of,
    stored,
)
from pipeline.model.packs import Pack, Source, Topic
from pipeline.reading.csv_rows import COLUMNS, EXAMPLES, REQUIRED
from pipeline.reading.explanations import schema

PAGE = (Path(__file__).parents[2] / "docs" / "writing-packs.md").read_text("utf-8")
MODELS = (WORD, LEVEL, MEANING, EXAMPLE, FORM)

NO_FIELDS_OF_MODELS = {
    WORD: {"topic", "place", "forms", "extra"},
    LEVEL: {"place", "extra"},
    MEANING: {"extra"},
    EXAMPLE: {"extra"},
    FORM: {"extra"},
}
"""Attributes that come from elsewhere: from the file, from paradigm tables."""

NO_FIELDS_OF_PACKS = {"waivers"}
"""Keys of pack.yaml that no model holds: waivers are read when findings are split."""

NO_FIELDS_OF_TABLES = {
    "words": {"id", "language", "identity", "created_at", "updated_at"},
    "word_meanings": {"id", "word_id", "meaning_order", "created_at"},
    "word_examples": {"id", "word_meaning_id", "created_at"},
    "word_forms": {"id", "word_id", "created_at"},
    "word_difficulty_levels": {"id", "word_id", "created_at"},
    "word_synonyms": {"id", "word_id", "synonym_word_id", "relationship_type", "created_at"},
    "word_topics": {"word_id", "topic_id"},
}
"""Columns of the vocabulary that hold no field: keys, order, dates; and relationships and topics, which are rows."""

NOT_WRITTEN = {"lessons": {"tutor_prompt", "last_accessed_at"}}
"""Columns of a build's other tables that only the app fills."""

OF_THE_APP = {
    "conversations",
    "messages",
    "user_word_progress",
    "lesson_progress",
    "assessment_attempts",
    "user_levels",
}
"""Tables that a build leaves empty."""


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """Return a node of the schema of word lists with what it refers to."""
    reference = node.get("$ref", "").rpartition("/")[2]
    return schema("words")["$defs"][reference] | node if reference else node


def mapping(record: Record) -> dict[str, Any]:
    """Return the schema of a record."""
    node = schema("words")
    for key in record.keys:
        node = resolved(resolved(node["properties"][key])["items"])
    return node


def mappings(node: Any) -> int:
    """Return how many mappings with properties a schema describes."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return sum(map(mappings, inner)) + (isinstance(node, dict) and "properties" in node)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_schema_has_these_fields_in_this_order(record: Record) -> None:
    node, fields = mapping(record), fields_of(record)
    assert list(node["properties"]) == [field.name for field in fields]
    assert set(node["required"]) == {field.name for field in fields if field.required}
    for field in fields:
        described = resolved(node["properties"][field.name])
        assert tuple(described.get("enum", ())) == field.choices, field.name
        assert (described["type"] == "integer") == (field.kind is NUMBER), field.name


def test_schema_describes_no_other_mapping() -> None:
    assert mappings(schema("words")) == len(RECORDS)


@pytest.mark.parametrize("record", MODELS, ids=lambda record: record.name)
def test_models_have_these_fields(record: Record) -> None:
    assert record.model is not None
    attributes = {field.name for field in dataclasses.fields(record.model)}
    named = {field.part_of or field.attribute for field in fields_of(record)} - {None}
    assert named <= attributes
    slots = {field.slot for field in fields_of(record)} - {None}
    assert attributes == slots | NO_FIELDS_OF_MODELS[record]


@pytest.mark.parametrize(
    ("keys", "model", "others"),
    [((), Pack, {"place"}), (("sources",), Source, {"id"}), (("topics",), Topic, {"id"})],
    ids=["pack", "source", "topic"],
)
def test_models_hold_what_pack_yaml_says(keys: tuple[str, ...], model: type, others: set[str]) -> None:
    node = schema("pack")
    for key in keys:
        node = node["properties"][key]["additionalProperties"]
    said = set(node["properties"]) - (NO_FIELDS_OF_PACKS if model is Pack else set())
    assert said == {field.name for field in dataclasses.fields(model)} - others


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_every_column_is_written_or_left_to_the_app(table: str) -> None:
    columns = {column.name for column in Base.metadata.tables[table].columns}
    record = next((record for record in MODELS if record.table == table), None)
    fields = set(columns_of(record)) if record else set()
    if table in OF_THE_APP:
        assert table not in TABLES
        return
    assert set(TABLES[table]) == columns - NOT_WRITTEN.get(table, set())
    assert len(set(TABLES[table])) == len(TABLES[table])
    if table in NO_FIELDS_OF_TABLES:
        assert fields | NO_FIELDS_OF_TABLES[table] == columns
        assert not fields & NO_FIELDS_OF_TABLES[table]


@pytest.mark.parametrize("record", MODELS, ids=lambda record: record.name)
def test_columns_take_what_fields_hold(record: Record) -> None:
    model = Base.metadata.tables[str(record.table)]
    rules = " ".join(str(getattr(one, "sqltext", "")) for one in model.constraints)
    for field in stored(record):
        column = model.columns[str(field.column)]
        assert column.nullable == (not field.required), field.name
        assert isinstance(column.type, Integer) == (field.kind is NUMBER), field.name
        for choice in field.choices:
            assert f"{column.name} = '{choice}'" in rules, field.name
        if not field.choices:
            longest = resolved(mapping(record)["properties"][field.name]).get("maxLength")
            assert longest == getattr(column.type, "length", None), field.name


def test_keys_come_first() -> None:
    """`diff` takes them off the front of a row; what is loaded of a form begins with them and its analyses."""
    for record in MODELS:
        keys = [field.key for field in stored(record)]
        assert any(keys)
        assert keys == sorted(keys, reverse=True)
    assert columns_of(FORM)[:3] == ("form_type", "form_text", "grammatical_info")


def test_changes_are_told_apart() -> None:
    for told in ("what", "label"):
        names = [getattr(field, told) for record in MODELS for field in stored(record)]
        assert len(set(names)) == len(names)


def test_csv_has_all_that_fits_into_a_row() -> None:
    for record in (WORD, MEANING, EXAMPLE):
        for field in fields_of(record):
            assert (field.csv is None) == (field.kind in (LIST, FEATURES)), field.name
    assert len(COLUMNS) == sum(EXAMPLES if field.record is EXAMPLE else 1 for field in FIELDS if field.csv)


def rows_below(heading: str) -> list[tuple[str, str]]:
    """Return first column and whole row of the first table below a line of the page."""
    table = PAGE[PAGE.index(heading) :].partition("\n|---")[2].partition("\n\n")[0]
    return [(line.split(" | ")[0], line) for line in table.splitlines()[1:]]


def names_in(text: str) -> list[str]:
    return re.findall(r"`(\w+)`", text)


@pytest.mark.parametrize(("heading", "record"), [("## The fields of a word", WORD), ("Of a meaning:", MEANING)])
def test_page_for_curators_lists_these_fields_in_this_order(heading: str, record: Record) -> None:
    rows = rows_below(heading)
    assert [name for first, _ in rows for name in names_in(first)] == [field.name for field in fields_of(record)]
    for part in (LEVEL, FORM, EXAMPLE):
        if part.keys[:-1] == record.keys:
            (row,) = (row for first, row in rows if names_in(first) == [part.keys[-1]])
            said = re.findall(r"\{([\w, ]+)\}", row)
            assert (said[0].split(", ") if said else names_in(row)[1:]) == [field.name for field in fields_of(part)]
    for field in fields_of(record):
        (row,) = (row for first, row in rows if field.name in names_in(first))
        assert (row.split(" | ")[1] == "yes") == field.required, field.name


def test_page_for_curators_lists_these_columns() -> None:
    rows = rows_below("## The same as CSV")
    assert names_in(rows[0][0]) == list(REQUIRED)
    listed = [name for first, _ in rows for name in names_in(first)]
    assert [name for name in listed if name not in COLUMNS] == []
    assert len(set(listed)) == len(listed)
    later = {name for name, column in COLUMNS.items() if column.example}
    assert set(COLUMNS) - set(listed) <= later
