"""The minimum work: parse YAML and CSV with the libraries that the build uses, and load the rows into SQLite.

    python -m benchmarks.speed.floor SOURCES DATABASE

Nothing is checked, no word is recognised or lemmatised, no identifier is stable, nothing is verified or made
compact. The tables have the build's columns and indexes, without its constraints. It is one process, in which the
garbage collector is off. The figures of the build are given as multiples of its time.
"""

import csv
import gc
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from pipeline.builder.rows import TABLES
from pipeline.database.models import Base

_FORMS = {
    "noun": "plural",
    "verb": "conjugation",
    "adjective": "declension",
}


_FILLED = {
    "words": ("id", "language", "base_form", "part_of_speech", "pronunciation", "notes", "created_at", "updated_at"),
    "word_meanings": (
        "id", "word_id", "meaning_text", "translation", "meaning_order", "explanation", "part_of_speech", "created_at",
    ),
    "word_examples": ("id", "word_meaning_id", "example_text", "translation", "created_at"),
    "word_difficulty_levels": ("id", "word_id", "difficulty_level", "priority", "created_at"),
    "word_forms": ("id", "word_id", "form_type", "form_text", "grammatical_info", "created_at"),
}  # fmt: skip
"""The columns of the rows made here, in order."""


def parse(text: str) -> Any:
    """Return the record of a YAML text, built from the events of PyYAML's C parser."""
    loader = yaml.CSafeLoader(text)
    next_event = loader.get_event
    stack: list[Any] = []
    root: Any = None
    container: Any = None
    key: str | None = None
    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            if type(container) is dict:
                if key is None:
                    key = event.value
                else:
                    container[key] = event.value
                    key = None
            else:
                container.append(event.value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            value: Any = {} if kind is MappingStartEvent else []
            if container is None:
                root = value
            elif type(container) is dict:
                container[key] = value
                key = None
            else:
                container.append(value)
            stack.append(container)
            container = value
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            container = stack.pop()
            if container is None:
                loader.dispose()
                return root


class _Rows:
    """Rows of one language, as tuples."""

    def __init__(self, first: int) -> None:
        self.tables: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _FILLED}
        self.next = first

    def add(self, table: str, *values: Any) -> int:
        self.next += 1
        self.tables[table].append((self.next, *values))
        return self.next


def language(folder: Path, first: int) -> tuple[dict[str, list[tuple[Any, ...]]], int]:
    """Return the rows of a language, and the last identifier used."""
    rows = _Rows(first)
    words: dict[str, int] = {}
    now = "2026-01-01 00:00:00"
    for path in sorted(folder.glob("[ABC][12]/*.yaml")):
        record = parse(path.read_text("utf-8"))
        for entry in record["words"]:
            owner = rows.add(
                "words", folder.name, entry["base_form"], entry["part_of_speech"], entry.get("pronunciation"),
                entry.get("notes"), now, now,
            )  # fmt: skip
            words[entry["base_form"]] = owner
            for order, meaning in enumerate(entry["meanings"], 1):
                its = rows.add(
                    "word_meanings", owner, meaning["meaning"], meaning["translation"], order,
                    meaning.get("explanation"), meaning.get("part_of_speech"), now,
                )  # fmt: skip
                for example in meaning["examples"]:
                    rows.add("word_examples", its, example["text"], example.get("translation"), now)
            rows.add("word_difficulty_levels", owner, record["level"], int(entry["priority"]), now)
            for form in entry.get("forms", ()):
                rows.add("word_forms", owner, form["type"], form["text"], None, now)
    for path in sorted(folder.glob("paradigms/*.csv")):
        for found in _paradigms(path, words):
            rows.add("word_forms", *found, now)
    return rows.tables, rows.next


def _paradigms(path: Path, words: dict[str, int]) -> Iterator[tuple[int, str, str, str]]:
    header, *lines = csv.reader(path.read_text("utf-8").splitlines())
    cells = [json.dumps([dict(one.split("=") for one in name.split("|"))]) for name in header[1:]]
    for line in lines:
        owner = words.get(line[0])
        if owner is None:
            continue
        forms: dict[str, str] = {}
        for features, texts in zip(cells, line[1:], strict=True):
            for text in texts.split("|") if texts else ():
                forms.setdefault(text, features)
        for text, features in forms.items():
            yield owner, _FORMS[path.stem], text, features


def main(sources: Path, database: Path) -> None:
    """Read all packs in a folder, and write a database."""
    gc.disable()
    database.unlink(missing_ok=True)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")
        for table, columns in TABLES.items():
            connection.execute(f"CREATE TABLE {table} ({columns[0]} INTEGER PRIMARY KEY, {', '.join(columns[1:])})")
        connection.execute("BEGIN")
        last = 0
        for folder in sorted(path.parent for path in sources.glob("*/pack.yaml")):
            tables, last = language(folder, last)
            for table, rows in tables.items():
                columns = _FILLED[table]
                connection.executemany(
                    f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows
                )
        for table in Base.metadata.sorted_tables:
            for index in sorted(table.indexes, key=lambda one: str(one.name)) if table.name in TABLES else ():
                names = ", ".join(column.name for column in index.columns)
                connection.execute(f"CREATE INDEX {index.name} ON {table.name} ({names})")
        connection.execute("ANALYZE")
        connection.execute("COMMIT")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
