"""A rebuilt table is the table it was, but for the change."""

import pytest
from alembic import command
from sqlalchemy import text

from pipeline.database.engine import create_engine_for

from .history import assert_sound, columns, contents, fill, longer_history, on, opened
from .schema_text import schema_text
from .specification import TABLES


@pytest.fixture
def full(empty):
    """A database with rows in every table."""
    fill(empty, set())
    return empty


def run(path, folder, upgrade):
    """Run a further revision of the given code on the database."""
    with create_engine_for(path).connect() as connection:
        command.upgrade(on(longer_history(folder, upgrade), connection), "head")


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_lost(full, tmp_path, table):
    """Rows, children, ids remembered, CHECKs, keys, indexes, AUTOINCREMENT and triggers, those elsewhere included."""
    with opened(full) as connection:
        schema = schema_text(connection)
    rows = contents(full, columns(full))
    run(full, tmp_path, f"\n    with rebuilt({table!r}):\n        pass")
    with opened(full) as connection:
        assert schema_text(connection) == schema
    assert contents(full, columns(full)) == rows
    assert_sound(full)


def test_the_change_is_made(full, tmp_path):
    with opened(full) as connection:
        connection.execute("CREATE VIEW spanish AS SELECT base_form FROM words WHERE language = 'es'")
    run(
        full,
        tmp_path,
        "\n    with rebuilt('words') as words:"
        "\n        words.add_column(sa.Column('seen', sa.DateTime(), server_default=sa.text('CURRENT_TIMESTAMP')))"
        "\n        words.drop_constraint(op.f('ck_words_part_of_speech'), type_='check')"
        "\n        words.drop_column('notes')",
    )
    with opened(full) as connection:
        schema = schema_text(connection)
        assert connection.execute("SELECT count(*) FROM spanish").fetchone() == (3,)
    assert "seen DATETIME DEFAULT CURRENT_TIMESTAMP" in schema
    assert "ck_words_part_of_speech" not in schema
    assert "notes" not in columns(full)["words"]


def test_with_foreign_keys_on_it_refuses(full, tmp_path):
    """The setting cannot be changed inside a revision, so this one stands for a careless env.py."""
    config = longer_history(tmp_path, "\n    with rebuilt('words'):\n        pass")
    env = tmp_path / "migrations" / "env.py"
    env.write_text(env.read_text("utf-8").replace('"PRAGMA foreign_keys=OFF"', '"PRAGMA foreign_keys=ON"'), "utf-8")
    with create_engine_for(full).connect() as connection:
        with pytest.raises(RuntimeError, match="rebuilding words with foreign keys on would delete"):
            command.upgrade(on(config, connection), "head")
        assert connection.scalar(text("SELECT count(*) FROM word_meanings")) == 2
