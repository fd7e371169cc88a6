"""Connections to a database file, all with the same rules.

Every connection has

- `PRAGMA foreign_keys=ON`: SQLite forgets it with each connection, and without it nothing cascades;
- transactions that SQLAlchemy begins, not the driver. By default, `sqlite3` begins one only before an INSERT,
  UPDATE or DELETE, so that DDL would be committed statement by statement and a failed migration would leave
  half its work.

The journal mode is a property of the file, chosen by its owner: no connection changes it.
"""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

BEGIN = "sqlite_begin"
"""Execution option of a connection: the statement that begins its transactions, `BEGIN` by default.

`BEGIN IMMEDIATE` waits for the write lock at once, instead of failing at the first write after a read.
"""


def create_engine_for(path: str | os.PathLike[str], *, read_only: bool = False) -> Engine:
    """Return an engine for the SQLite file at `path`; unless `read_only`, a missing file is created.

    The path may have any characters the file system allows. It is a file, never a URL or `:memory:`.
    Connections are not pooled: once closed, they keep no handle on the file, so that it can be replaced
    (Windows refuses to replace an open file).

    Raises (on connecting):
        sqlalchemy.exc.OperationalError: the file cannot be opened, or is missing and `read_only`.
    """
    engine = create_engine(file_url(path, read_only=read_only), poolclass=NullPool)
    keep_rules(engine)
    return engine


def file_url(path: str | os.PathLike[str], *, driver: str = "sqlite", read_only: bool = False) -> URL:
    """Return the SQLAlchemy URL of a file, whatever characters its path contains."""
    # A `file:` URI, since only that can say read-only, with everything escaped that would end its path.
    address = Path(path).absolute().as_uri()
    return URL.create(driver, database=address, query={"uri": "true", "mode": "ro" if read_only else "rwc"})


def keep_rules(engine: Engine) -> None:
    """Apply the rules of this module to every connection that `engine` makes."""
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)


def _connected(connection: DBAPIConnection, _record: Any) -> None:
    connection.isolation_level = None  # the driver never begins a transaction itself
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begun(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))
