"""The models and the migrations describe one schema, and it changes only when somebody means it to."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from pipeline.database import migrate
from pipeline.database.engine import create_engine_for
from pipeline.database.models import Base
from pipeline.database.models.relations import TRIGGERS

from .rows import tables_of
from .schema_text import schema_text
from .specification import TABLES, Column

SNAPSHOT = Path(__file__).with_name("schema.sql")


@pytest.fixture
def plain(migrated: Path):
    """A plain connection to the migrated database."""
    with closing(sqlite3.connect(f"{migrated.as_uri()}?mode=ro", uri=True)) as opened:
        yield opened


def test_the_models_describe_what_the_migrations_make(plain, tmp_path):
    """Columns, types, defaults, keys, CHECKs, indexes, triggers: all of it, as text."""
    path = tmp_path / "models.db"
    engine = create_engine_for(path)
    Base.metadata.create_all(engine)
    with closing(sqlite3.connect(path)) as from_models:
        assert schema_text(plain) == schema_text(from_models)


def test_alembic_finds_nothing_to_add(empty):
    """`alembic check` raises when autogenerate would write something."""
    with create_engine_for(empty).connect() as connection:
        command.check(migrate._config(connection))


def test_the_schema_is_the_one_that_was_reviewed(plain):
    """A change of the schema shows up in the review as a change of schema.sql."""
    assert schema_text(plain) == SNAPSHOT.read_text("utf-8"), (
        "the schema has changed; if it is meant to, write a revision (docs/database.md) and renew the snapshot:\n"
        "    python -m tests.database.schema_text > tests/database/schema.sql"
    )


def test_the_tables_are_those_of_the_specification(plain):
    assert tables_of(plain) == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_are_those_of_the_specification(plain, table):
    """Names, order, types with their lengths, NOT NULL, defaults and primary key."""
    rows = plain.execute("SELECT name, type, [notnull], dflt_value, pk FROM pragma_table_info(?)", (table,))
    assert tuple(Column(n, t, bool(nn), d, bool(pk)) for n, t, nn, d, pk in rows) == TABLES[table].columns


@pytest.mark.parametrize("table", TABLES)
def test_keys_and_indexes_are_those_of_the_specification(plain, table):
    """What refers to what, what happens on DELETE, and what is unique."""
    references = plain.execute('SELECT "from", "table", on_delete FROM pragma_foreign_key_list(?)', (table,)).fetchall()
    indexes = plain.execute("SELECT name, [unique] FROM pragma_index_list(?) WHERE origin = 'c'", (table,)).fetchall()
    columns = {
        name: tuple(column for (column,) in plain.execute("SELECT name FROM pragma_index_info(?)", (name,)))
        for name, _ in indexes
    }
    assert frozenset(references) == TABLES[table].references
    assert frozenset((bool(unique), columns[name]) for name, unique in indexes) == TABLES[table].indexes


def test_unique_pairs_are_indexes_and_not_constraints(plain):
    """A loader may drop them and make them again after the rows are in."""
    for table in TABLES:
        origins = plain.execute("SELECT origin FROM pragma_index_list(?)", (table,)).fetchall()
        assert ("u",) not in origins


@pytest.mark.parametrize("table", [name for name, table in TABLES.items() if table.autoincrement])
def test_ids_are_never_given_twice(plain, table):
    sql = plain.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    assert "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT" in sql


def test_the_triggers_are_those_of_the_models(plain):
    rows = plain.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert dict(rows) == TRIGGERS


def test_every_constraint_has_a_name(plain):
    """An error names what was broken."""
    unnamed = [
        line for line in schema_text(plain).splitlines() if line.startswith(("  CHECK", "  FOREIGN", "  UNIQUE"))
    ]
    assert not unnamed


def test_every_column_of_the_models_is_documented():
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    assert not [str(column) for column in columns if not column.doc]
