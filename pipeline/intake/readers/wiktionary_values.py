"""The values in entries of Wiktionary, which may be anything, and what their tags mean."""

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.system.files import read_text

Record = Mapping[str, Any]


@functools.cache
def names() -> dict[str, dict[str, Any]]:
    """Return the tables of `wiktextract.toml`."""
    return tomllib.loads(read_text(Path(__file__).with_name("wiktextract.toml")))


def text(record: Record, key: str) -> str:
    """Return a value of a record that is text; otherwise an empty text."""
    value = record.get(key)
    return value if isinstance(value, str) else ""


def texts(record: Record, key: str) -> list[str]:
    """Return the texts of a list of a record."""
    value = record.get(key)
    return [one for one in value if type(one) is str] if type(value) is list else []


def records(record: Record, key: str) -> list[Record]:
    """Return the records of a list of a record."""
    value = record.get(key)
    return [one for one in value if type(one) is dict] if type(value) is list else []
