"""What several of these tests do: run a command, change a copy of the pack, write to a copy of a database."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.model.fields import LEVEL, WORD, Record, stored
from pipeline.release.content import Entry, Sense
from tests.packs import copy_of_finished

WORDS = "A1/food.yaml"


def run(*arguments: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def changed(folder: Path, *edits: tuple[str, str, str]) -> Path:
    """Copy the tiny pack, its level released, replace texts in it (file, old, new), and return the folder of packs."""
    pack = copy_of_finished(folder)
    for file, old, new in edits:
        path = pack / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    return folder


def altered(database: Path, target: Path, *statements: str) -> Path:
    """Copy a database, and run statements on the copy with no rule in force."""
    shutil.copy(database, target)
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        for statement in statements:
            connection.execute(statement)
    return target


def values(record: Record, **known: Any) -> tuple[Any, ...]:
    """Return the values of a record as `content` holds them; those that are not given are None."""
    assert known.keys() <= {field.name for field in stored(record)}
    return tuple(known.get(field.name) for field in stored(record))


def entry(base_form: str, language: str = "es", priority: int = 1, senses: tuple[Sense, ...] = ()) -> Entry:
    """Return a noun at A1."""
    levels = (values(LEVEL, level="A1", priority=priority),)
    return Entry(language, base_form, values(WORD, base_form=base_form, part_of_speech="noun"), levels, senses, (), ())


def raised(version: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Return the edits that give the pack another version, of a later day."""
    return ("pack.yaml", "version: 1.0.0", f"version: {version}"), ("pack.yaml", "2026-01-02", "2026-02-03")
