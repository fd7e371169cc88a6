"""Run the schema's migrations from Python: Alembic without its command line or a configuration file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from pipeline.database.engine import BEGIN, create_engine_for
from pipeline.system.resources import resource

Target = str | os.PathLike[str] | Connection
"""A database: the path of its file, or a connection from `create_engine_for` that is not in a transaction."""


def upgrade(target: Target, revision: str = "head") -> None:
    """Bring the schema of `target` up to `revision`; a missing file is created.

    All steps are one transaction: either all of them happen, or none.

    Raises:
        alembic.util.CommandError: there is no such revision, or rows break a foreign key after a step.
        ValueError: the connection is in a transaction, or would commit each statement separately.
    """
    with _connected(target) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(target: Target, revision: str) -> None:
    """Take the schema of `target` back to `revision` (`base`: no tables left); otherwise like `upgrade`."""
    with _connected(target) as connection:
        command.downgrade(_config(connection), revision)


def current_revision(target: Target) -> str | None:
    """Return the revision of the schema of `target`, or None if it is not one of ours. Writes nothing.

    Raises:
        sqlalchemy.exc.OperationalError: the file does not exist.
    """
    with _connected(target, read_only=True) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str:
    """Return the newest revision that this version of the project knows."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise FileNotFoundError("the folder 'migrations' has no revisions")
    return head


@contextmanager
def _connected(target: Target, *, read_only: bool = False) -> Iterator[Connection]:
    if isinstance(target, Connection):
        yield target
        return
    engine = create_engine_for(target, read_only=read_only)
    with engine.connect() as connection:
        # Two programs that upgrade the same file take turns: the second finds the work done.
        yield connection if read_only else connection.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(resource("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
