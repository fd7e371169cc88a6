"""Every step of the schema's history, up and down, with rows in the tables; and steps that fail."""

import logging
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from pipeline.database import migrate
from pipeline.database.engine import create_engine_for
from pipeline.system.resources import resource

from .history import (
    REVISIONS,
    assert_sound,
    columns,
    contents,
    fill,
    longer_history,
    on,
    opened,
    shared,
)
from .rows import tables_of
from .schema_text import schema_text

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path):
    """A database that is not there yet."""
    return tmp_path / "babblr.db"


@pytest.fixture
def full(empty):
    """A database at the newest revision with rows in every table."""
    fill(empty, set())
    return empty


def schema(path: Path) -> str:
    """Return the schema of the file as text."""
    with opened(path) as connection:
        return schema_text(connection)


def test_rows_survive_every_step_up(path):
    """From the first revision to the newest, one at a time, each table filled as soon as it is there."""
    already: dict[str, list[str]] = {}
    for revision in REVISIONS:
        before = contents(path, already) if already else {}
        migrate.upgrade(path, revision)
        assert migrate.current_revision(path) == revision
        if already:
            assert contents(path, already) == before
        assert_sound(path)
        fill(path, set(already))
        already = columns(path)


def test_rows_survive_every_step_down_and_up_again(full, tmp_path):
    """What both sides of a step have columns for is there, bit for bit; and a step down undoes the whole step up."""
    for upper, lower in pairwise(reversed(REVISIONS)):
        fresh = tmp_path / f"{lower}.db"
        migrate.upgrade(fresh, lower)
        kept = shared(columns(full), columns(fresh))
        rows, above = contents(full, kept), schema(full)
        assert all(rows.values())
        migrate.downgrade(full, lower)
        assert schema(full) == schema(fresh)
        assert contents(full, kept) == rows
        assert_sound(full)
        migrate.upgrade(full, upper)
        assert schema(full) == above
        assert contents(full, kept) == rows
        assert_sound(full)
        migrate.downgrade(full, lower)
    migrate.downgrade(full, "base")
    assert columns(full) == {}
    migrate.upgrade(full)
    assert migrate.current_revision(full) == REVISIONS[-1]


def test_lessons_keep_their_age_and_items_get_both_columns(path):
    """The columns the app added are filled from what was there, not from the clock."""
    migrate.upgrade(path, "0003_lessons_and_assessments")
    fill(path, set())
    with opened(path) as connection:
        connection.execute('UPDATE lesson_items SET metadata = \'{"translation": "bread"}\'')
    migrate.upgrade(path, "0004_app_columns")
    with opened(path) as connection:
        assert connection.execute("SELECT created_at, updated_at FROM lessons").fetchall() == [
            ("2025-01-02 03:04:05", "2025-01-02 03:04:05")
        ]
        assert connection.execute("SELECT metadata = item_metadata FROM lesson_items").fetchall() == [(1,)]
        connection.execute("UPDATE lesson_items SET metadata = NULL")
    migrate.downgrade(path, "0003_lessons_and_assessments")
    with opened(path) as connection:
        assert connection.execute("SELECT metadata FROM lesson_items").fetchall() == [('{"translation": "bread"}',)]


def test_the_head_is_known_and_reached(path):
    assert migrate.head_revision() == REVISIONS[-1]
    migrate.upgrade(path)
    assert migrate.current_revision(path) == REVISIONS[-1]
    migrate.upgrade(path)
    assert migrate.current_revision(path) == REVISIONS[-1]


def test_a_database_from_elsewhere_has_no_revision(path):
    with opened(path) as connection:
        connection.execute("CREATE TABLE conversations (id INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    assert migrate.current_revision(path) is None
    assert path.read_bytes() == before


def test_asking_for_the_revision_of_no_file_does_not_make_one(path):
    with pytest.raises(OperationalError, match="unable to open"):
        migrate.current_revision(path)
    assert not path.exists()


def test_a_revision_that_does_not_exist_is_an_error(full):
    with pytest.raises(CommandError, match="Can't locate revision identified by 'nonsense'"):
        migrate.upgrade(full, "nonsense")


def test_a_connection_will_do_and_keeps_its_foreign_keys(path):
    with create_engine_for(path).connect() as connection:
        migrate.upgrade(connection)
        assert migrate.current_revision(connection) == REVISIONS[-1]
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        connection.rollback()
        migrate.downgrade(connection, "base")
        assert migrate.current_revision(connection) is None


def test_a_connection_in_a_transaction_is_refused(path):
    """The foreign keys could not be turned off in it."""
    with create_engine_for(path).begin() as connection, pytest.raises(ValueError, match="already in one"):
        migrate.upgrade(connection)


def test_a_connection_that_commits_ddl_by_itself_is_refused(path):
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection, pytest.raises(ValueError, match="use an engine from create_engine_for"):
        migrate.upgrade(connection)
    engine.dispose()


@pytest.mark.parametrize("fault", ["raise OSError('disk full')", "op.execute('INSERT INTO words (id) VALUES (1)')"])
def test_a_migration_that_fails_leaves_the_database_as_it_was(full, tmp_path, fault):
    """Whatever it has done before it fails: DDL, a rebuilt table, deleted rows."""
    work = (
        "op.create_table('new', sa.Column('id', sa.Integer()))\n"
        "    with rebuilt('lessons') as lessons:\n"
        "        lessons.add_column(sa.Column('more', sa.Text()))\n"
        "    op.execute('DELETE FROM word_forms')\n"
        f"    {fault}"
    )
    config = longer_history(tmp_path, work)
    with opened(full) as connection:
        before = list(connection.iterdump())
    with create_engine_for(full).connect() as connection:
        with pytest.raises(Exception, match=r"disk full|NOT NULL constraint failed"):
            command.upgrade(on(config, connection), "head")
        assert not connection.in_transaction()
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    with opened(full) as connection:
        assert list(connection.iterdump()) == before
    assert migrate.current_revision(full) == REVISIONS[-1]


def test_several_steps_are_one_transaction(path, tmp_path):
    """When the last of them fails, the first has not happened either."""
    config = longer_history(tmp_path, "raise OSError('disk full')")
    with create_engine_for(path).connect() as connection, pytest.raises(OSError, match="disk full"):
        command.upgrade(on(config, connection), "head")
    with opened(path) as connection:
        assert tables_of(connection) == set()
    assert migrate.current_revision(path) is None


def test_a_migration_that_breaks_a_foreign_key_is_undone(full, tmp_path):
    config = longer_history(tmp_path, "op.execute('DELETE FROM lessons')")
    before = contents(full, columns(full))
    message = r"revision 9999_next: 3 broken foreign keys: .*row 1 of lesson_items \(no such row in lessons\)"
    with create_engine_for(full).connect() as connection, pytest.raises(CommandError, match=message):
        command.upgrade(on(config, connection), "head")
    assert contents(full, columns(full)) == before


def test_a_new_revision_can_be_written_by_autogenerate(full, tmp_path):
    """It writes what is missing, and imports nothing of ours, which may change."""
    config = longer_history(tmp_path, "op.drop_table('messages')")
    with create_engine_for(full).connect() as connection:
        command.upgrade(on(config, connection), "head")
        script = command.revision(on(config, connection), "a test", autogenerate=True, rev_id="9999_test")
    code = Path(script.path).read_text("utf-8")
    assert "op.create_table('messages'" in code
    assert "sa.Column('created_at', sa.DateTime(), server_default=" in code
    assert "op.f('fk_messages_conversation_id_conversations'), ondelete='CASCADE'" in code
    assert "sqlite_autoincrement=True" in code
    assert "pipeline" not in code


def test_an_installed_package_carries_its_migrations(tmp_path):
    """Inside the package, where a wheel has them, and without a checkout around it."""
    package = tmp_path / "pipeline"
    for part in ("database", "model", "system"):
        shutil.copytree(ROOT / "pipeline" / part, package / part, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "__init__.py").touch()
    shutil.copytree(resource("migrations"), package / "resources" / "migrations")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import pipeline; print(pipeline.__file__)\n"
        "from pipeline.database import migrate; migrate.upgrade('babblr.db')\n"
        "print(migrate.current_revision('babblr.db'))"
    )
    output = subprocess.check_output([sys.executable, "-W", "error", "-c", code, tmp_path], cwd=tmp_path, text=True)
    assert output.split() == [str(package / "__init__.py"), REVISIONS[-1]]


def alembic(*arguments: str, cwd: Path = ROOT) -> subprocess.Popen[str]:
    """Start Alembic's command line in the checkout."""
    code = "import sys; from alembic.config import main; main(prog='alembic')"
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        cwd=cwd,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_the_command_line_works_in_the_checkout(path):
    for arguments, output in (
        (["upgrade", "head"], ""),
        (["check"], "No new upgrade operations detected."),
        (["current"], f"{REVISIONS[-1]} (head)"),
        (["downgrade", "base"], ""),
    ):
        with alembic("-x", f"db={path}", *arguments) as process:
            assert process.communicate()[0].strip() == output
        assert process.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-x", "database=x.db", "upgrade", "head"], "the option -x takes only db=PATH (default: db=build"),
        (["-x", "db=", "current"], "the option -x takes only db=PATH"),
        (["-x", "db=no/such/folder/x.db", "current"], f"the folder {Path('no/such/folder')} does not exist"),
        (["upgrade", "head", "--sql"], "revisions read the database they change, so --sql cannot work here"),
    ],
)
def test_the_command_line_says_what_is_wrong(arguments, message):
    with alembic(*arguments) as process:
        assert message in process.communicate()[0]
    assert process.returncode != 0


def test_two_programs_upgrading_one_file_take_turns(path):
    first, second = (alembic("-x", f"db={path}", "upgrade", "head") for _ in range(2))
    for process in (first, second):
        with process:
            assert process.communicate()[0] == ""
        assert process.returncode == 0
    assert migrate.current_revision(path) == REVISIONS[-1]
    assert_sound(path)


def test_migrating_prints_nothing_and_leaves_logging_alone(path, capfd):
    before = (logging.root.level, list(logging.root.handlers), logging.root.manager.disable)
    migrate.upgrade(path)
    assert capfd.readouterr() == ("", "")
    assert (logging.root.level, list(logging.root.handlers), logging.root.manager.disable) == before
