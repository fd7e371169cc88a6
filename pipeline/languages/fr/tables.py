"""The tables of words in this folder: exceptions to the rules, as data that a lexicographer can read and correct."""

import csv
import functools
import io
from collections.abc import Mapping
from pathlib import Path

from pipeline.system.files import read_text

_FOLDER = Path(__file__).parent

NONE = "-"
"""In a table: the word has no such form. An empty field means that the form follows the rules."""


@functools.cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a CSV table in their order, by column; lines that begin with # are comments."""
    lines = io.StringIO(read_text(_FOLDER / name), newline="")
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


@functools.cache
def by_base_form(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return the rows of a CSV table by their column `base_form`."""
    return {row["base_form"]: row for row in rows(name)}


def variants(field: str) -> tuple[str, ...]:
    """Return the forms in a field, in order of preference: `clé|clef`."""
    return () if field in {"", NONE} else tuple(field.split("|"))
