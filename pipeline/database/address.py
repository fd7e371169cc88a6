"""Where a database is: a path, or the connection string that the app has in its settings."""

import os
import re
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

Address = str | os.PathLike[str]
"""A path, with any character in it, or `sqlite:///path` or `sqlite+aiosqlite:///path`."""

DRIVERS = ("sqlite", "sqlite+aiosqlite", "sqlite+pysqlite")

_URL = re.compile(r"[A-Za-z][\w+.-]*://")


def file_of(address: Address) -> Path:
    """Return the file that an address means. A connection string is read as SQLAlchemy reads it for the app.

    A path itself is never taken for a connection string; one that begins like `sqlite://` must be given as a `Path`.

    Raises:
        ValueError: it is a connection string of something else, of a database in memory, or with options.
    """
    if not (isinstance(address, str) and _URL.match(address)):
        return Path(address)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise ValueError(f"{address!r} is no connection string; write sqlite+aiosqlite:///path") from error
    if url.drivername not in DRIVERS:
        raise ValueError(f"{url.drivername!r} cannot open the vocabulary; write sqlite+aiosqlite:///path")
    if url.host or url.username or url.password or url.port:
        raise ValueError(f"{address!r} names a machine; write three slashes before the path: {url.drivername}:///path")
    if url.query:
        raise ValueError(f"{address!r} has options after '?', which are not read here; give the path as a pathlib.Path")
    if not url.database or url.database == ":memory:":
        raise ValueError(f"{address!r} names no file, and the vocabulary is one; write {url.drivername}:///path")
    return Path(url.database)
