"""The values in entries of Wiktionary, which may be anything, and what their tags mean."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.system.files import read_text

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What tags and codes mean; `wiktextract.toml` describes them."""

    parts_of_speech: dict[str, str]
    not_words: dict[str, str]
    genders: dict[str, str]
    letters: dict[str, str]
    features: dict[str, str]
    not_forms: frozenset[str]
    registers: frozenset[str]
    elsewhere: frozenset[str]
    regions: dict[str, frozenset[str]]


def _names() -> Names:
    tables = tomllib.loads(read_text(Path(__file__).with_name("wiktextract.toml")))
    regions = {language: frozenset(tags) for language, tags in tables.pop("regions").items()}
    not_forms, registers, elsewhere = (
        frozenset(tables.pop(name)["tags"]) for name in ("not_forms", "registers", "elsewhere")
    )
    return Names(**tables, not_forms=not_forms, registers=registers, elsewhere=elsewhere, regions=regions)


NAMES = _names()


def text(record: Record, key: str) -> str:
    """Return a value of a record that is text; otherwise an empty text."""
    value = record.get(key)
    return value if type(value) is str else ""


def texts(record: Record, key: str) -> list[str]:
    """Return the texts of a list of a record."""
    value = record.get(key)
    return [one for one in value if type(one) is str] if type(value) is list else []


def records(record: Record, key: str) -> list[Record]:
    """Return the records of a list of a record."""
    value = record.get(key)
    return [one for one in value if type(one) is dict] if type(value) is list else []
