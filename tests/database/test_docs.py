"""docs/database.md tells the truth: its tables, columns, rules, constraints and tests are the real ones."""

import importlib
import re
from pathlib import Path

import pytest
from sqlalchemy import Column

from pipeline.database import schemas
from pipeline.database.models import Base

from .history import REVISIONS
from .rows import tables_of
from .schema_text import schema_text
from .specification import RULES, TABLES

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "database.md").read_text("utf-8")
NAME = re.compile(r"\b(?:ck|uq|tr)_\w+")


def section(title: str) -> str:
    """Return the text below a heading, up to the next heading of any level."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", DOCS, re.MULTILINE | re.DOTALL)
    assert found, f"docs/database.md has no heading '{title}'"
    return found[1]


def cells(text: str) -> list[list[str]]:
    """Return the cells of the rows of the Markdown tables in a text, without their heads."""
    rows = [line.strip("| \n").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [row for row in rows if len(row) > 1 and row[0] not in {"column", "table"}]


def line(column: Column) -> list[str]:
    """Return what the documentation says of a column."""
    kind = str(column.type.compile()) if str(column.type) != "DATETIME" else "DATETIME"
    if column.server_default is not None:
        default = column.server_default.arg
        kind += f", default {getattr(default, 'text', default)}"
    elif not column.nullable and not column.primary_key:
        kind += ", required"
    return [f"`{column.name}`", kind, column.doc]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_as_it_is(table):
    assert cells(section(f"`{table}`")) == [line(column) for column in Base.metadata.tables[table].columns]


RULE_ROWS = cells(section("The rules of the specification")) + cells(section("Further rules"))


def test_no_rule_of_the_specification_is_missing():
    listed = [(table.strip("`"), rule) for table, rule, _, _ in cells(section("The rules of the specification"))]
    assert listed == [(table, rule) for table, rules in RULES.items() for rule in rules]


def test_every_constraint_named_exists_and_is_named(connection):
    """Each CHECK, unique index and trigger of the schema stands in the tables of rules, and nothing else does."""
    existing = set(NAME.findall(schema_text(connection)))
    assert {name for _, _, where, _ in RULE_ROWS for name in NAME.findall(where)} == existing


@pytest.mark.parametrize("row", RULE_ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_every_rule_has_a_test_that_exists_or_is_enforced_elsewhere(row):
    _, _, where, tests = row
    named = re.findall(r"`(test_\w+)\.py::(test_\w+)`", tests)
    assert bool(named) == bool(NAME.search(where) or "FOREIGN KEY" in where or "Create`" in where)
    for module, test in named:
        assert callable(getattr(importlib.import_module(f".{module}", __package__), test))


def test_every_rule_of_the_app_is_left_to_the_schemas():
    """The app writes values into its own tables that the specification does not know."""
    vocabulary = {"words", "user_word_progress"} | {table for table in TABLES if table.startswith("word_")}
    for table, _, where, _ in cells(section("The rules of the specification")):
        schema = re.fullmatch(r"`(\w+)`", where)
        left = schema is not None and hasattr(schemas, schema[1])
        assert left == (table.strip("`") not in vocabulary)


def test_every_revision_is_listed():
    assert re.findall(r"^\| `(\d{4}_\w+)`", section("Revisions"), re.MULTILINE) == REVISIONS


def test_every_table_is_described(connection):
    assert set(re.findall(r"^### `(\w+)`", DOCS, re.MULTILINE)) == tables_of(connection)
