"""The address of a database: a path, or the connection string from the app's settings."""

import os
import re
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

Address = str | os.PathLike[str]
"""A path with any characters, or `sqlite:///path` or `sqlite+aiosqlite:///path`."""

DRIVERS = ("sqlite", "sqlite+aiosqlite", "sqlite+pysqlite")

_URL = re.compile(r"[A-Za-z][\w+.-]*://")


def file_of(address: Address) -> Path:
    """Return the file at an address. A connection string is parsed as SQLAlchemy does for the app.

    A `Path` is never taken for a connection string, so a path that begins like `sqlite://` must be given as one.

    Raises:
        ValueError: the connection string has options, or is for another kind of database or one in memory.
    """
    if not (isinstance(address, str) and _URL.match(address)):
        return Path(address)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise ValueError(f"{address!r} is not a connection string; write sqlite+aiosqlite:///path") from error
    if url.drivername not in DRIVERS:
        raise ValueError(f"{url.drivername!r} cannot open the vocabulary; write sqlite+aiosqlite:///path")
    if url.host or url.username or url.password or url.port:
        raise ValueError(f"{address!r} names a host; write three slashes before the path: {url.drivername}:///path")
    if url.query:
        raise ValueError(f"{address!r} has options after '?', which are not read here; give the path as a pathlib.Path")
    if not url.database or url.database == ":memory:":
        raise ValueError(f"{address!r} does not name a file; write {url.drivername}:///path")
    return Path(url.database)
