"""Connects revisions to a database: Alembic runs this file for every command that needs one.

`pipeline.database.migrate` hands over an open connection. The command line names a file instead:
`alembic -x db=PATH upgrade head`; without `-x` it is build/babblr.db.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection

from pipeline.database.engine import BEGIN, create_engine_for
from pipeline.database.models import Base
from pipeline.database.timestamps import UtcDateTime

DEFAULT = Path("build/babblr.db")


def database() -> Path:
    """Return the file named on the command line."""
    arguments = context.get_x_argument(as_dictionary=True)
    path = arguments.pop("db", None)
    if arguments or path == "":
        raise CommandError(f"the option -x takes only db=PATH (default: db={DEFAULT})")
    if path is None:
        DEFAULT.parent.mkdir(exist_ok=True)
        return DEFAULT
    if not Path(path).absolute().parent.is_dir():
        raise CommandError(f"cannot create {path}: the folder {Path(path).parent} does not exist")
    return Path(path)


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Turn foreign keys off for the block: rebuilding a table with them on deletes the rows that refer to it.

    SQLite ignores the pragma inside a transaction, so this bypasses SQLAlchemy, which would begin one first.
    """
    if connection.in_transaction():
        raise ValueError("a migration needs its own transaction, but this connection is already in one")
    driver: Any = connection.connection.dbapi_connection
    if driver.isolation_level is not None:
        raise ValueError("this connection commits DDL statement by statement; use an engine from create_engine_for")
    cursor = driver.cursor()
    before = cursor.execute("PRAGMA foreign_keys").fetchone()[0]
    cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA foreign_keys={before}")
        cursor.close()


def check_foreign_keys(*, ctx: Any, step: Any, **_: Any) -> None:
    """Undo everything if a foreign key is broken after `step`."""
    broken = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        some = ", ".join(f"row {row} of {table} (no such row in {parent})" for table, row, parent, _ in broken[:5])
        raise CommandError(f"revision {step.up_revision_id}: {len(broken)} broken foreign keys: {some}")


def render_item(kind: str, item: Any, _autogen: Any) -> str | bool:
    """Render our own type as its database type: a revision must not import code that may change."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


def migrate(connection: Connection) -> None:
    """Run the command's revisions in one transaction."""
    with foreign_keys_off(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transactional_ddl=True,
            render_as_batch=True,
            compare_server_default=True,
            render_item=render_item,
            on_version_apply=check_foreign_keys,
        )
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise CommandError("revisions read the database they change, so --sql cannot work here")
given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with create_engine_for(database()).connect() as opened:
        migrate(opened.execution_options(**{BEGIN: "BEGIN IMMEDIATE"}))
