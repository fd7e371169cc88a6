"""Connections to a database file, all of them under the same rules.

Every connection has

- `PRAGMA foreign_keys=ON`: SQLite forgets it with each connection, and without it nothing cascades;
- its transactions begun by SQLAlchemy, not by the driver. Left to itself, `sqlite3` begins one only before an
  INSERT, UPDATE or DELETE, so that DDL would be committed statement by statement and a failed migration leave
  half its work.

The journal mode is a property of the file, and the choice of who ships it: no connection changes it.
"""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

BEGIN = "sqlite_begin"
"""Execution option of a connection: the statement that begins its transactions, `BEGIN` by default.

`BEGIN IMMEDIATE` waits for the lock for writing at once, instead of failing at the first write after a read.
"""


def create_engine_for(path: str | os.PathLike[str], *, read_only: bool = False) -> Engine:
    """Return an engine for the SQLite file at `path`; unless `read_only`, a missing file is created.

    The path may hold any character the file system allows; it is a file, never a URL and never `:memory:`.
    Connections are not pooled: once closed they hold no handle on the file, so that it can be replaced
    (Windows refuses to replace an open file).

    Raises (on connecting):
        sqlalchemy.exc.OperationalError: the file cannot be opened, or is missing and `read_only`.
    """
    engine = create_engine(file_url(path, read_only=read_only), poolclass=NullPool)
    keep_rules(engine)
    return engine


def file_url(path: str | os.PathLike[str], *, driver: str = "sqlite", read_only: bool = False) -> URL:
    """Return the URL of a file for SQLAlchemy, whatever characters its path holds."""
    # A `file:` address, with whatever would end a path there escaped: it alone can say read-only.
    address = Path(path).absolute().as_uri()
    return URL.create(driver, database=address, query={"uri": "true", "mode": "ro" if read_only else "rwc"})


def keep_rules(engine: Engine) -> None:
    """Put every connection `engine` will make under the rules of this module."""
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)


def _connected(connection: DBAPIConnection, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begun(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))
