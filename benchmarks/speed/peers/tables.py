"""The rows of a built database as plain files, and their descriptions for other programs. None of those is needed.

TABLE.csv and TABLE.jsonl hold the rows of each table; datapackage.json (Frictionless) and Dictionary-metadata.json
(CLDF, which is CSVW) say what the CSV files are: types, what is required, keys and references, as the models have them.
"""

import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Integer, Table

from pipeline.builder.rows import TABLES
from pipeline.database.models import Base

PACKAGE = "datapackage.json"
DICTIONARY = "Dictionary-metadata.json"
COMPONENTS = {"words": "EntryTable", "word_meanings": "SenseTable", "word_examples": "ExampleTable"}
"""The CLDF component of a table; the others are custom tables."""

_CLDF = "http://cldf.clld.org/v1.0/terms.rdf#"
_TERMS = {
    "words": {
        "id": "id",
        "language": "languageReference",
        "base_form": "headword",
        "part_of_speech": "partOfSpeech",
    },
    "word_meanings": {"id": "id", "word_id": "entryReference", "meaning_text": "description"},
    "word_examples": {"id": "id", "example_text": "primaryText", "translation": "translatedText"},
}


def write(connection: sqlite3.Connection, folder: Path) -> dict[str, int]:
    """Write the files of all tables; return how many rows each has."""
    counts = {table: _rows(connection, table, folder) for table in TABLES}
    for name, record in ((PACKAGE, _package()), (DICTIONARY, _dictionary())):
        (folder / name).write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return counts


def _rows(connection: sqlite3.Connection, table: str, folder: Path) -> int:
    names = TABLES[table]
    count = 0
    with (
        (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as rows,
        (folder / f"{table}.jsonl").open("w", encoding="utf-8", newline="\n") as objects,
    ):
        writer = csv.writer(rows, lineterminator="\n")
        writer.writerow(names)
        for row in connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY 1"):
            count += 1
            writer.writerow(row)
            objects.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")
    return count


def _models() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Yield each table, and those of its columns that the build fills."""
    for table, names in TABLES.items():
        model = Base.metadata.tables[table]
        yield model, [model.columns[name] for name in names]


def _type(column: Column[Any]) -> str:
    kinds = ((Boolean, "boolean"), (Integer, "integer"))
    return next((name for kind, name in kinds if isinstance(column.type, kind)), "string")


def _references(columns: list[Column[Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield column, table and column referred to."""
    for column in columns:
        for key in column.foreign_keys:
            yield column.name, key.column.table.name, key.column.name


def _package() -> dict[str, Any]:
    resources = [
        {
            "name": table.name,
            "type": "table",
            "path": f"{table.name}.csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [
                    {"name": column.name, "type": _type(column), "constraints": {"required": not column.nullable}}
                    for column in columns
                ],
                "primaryKey": [column.name for column in table.primary_key],
                "foreignKeys": [
                    {"fields": [ours], "reference": {"resource": other, "fields": [theirs]}}
                    for ours, other, theirs in _references(columns)
                ],
            },
        }
        for table, columns in _models()
    ]
    return {"name": "babblr", "resources": resources}


def _dictionary() -> dict[str, Any]:
    tables = [
        {
            "url": f"{table.name}.csv",
            **({"dc:conformsTo": _CLDF + COMPONENTS[table.name]} if table.name in COMPONENTS else {}),
            "tableSchema": {
                "columns": [_described(table.name, column) for column in columns],
                "primaryKey": [column.name for column in table.primary_key],
                "foreignKeys": [
                    {"columnReference": [ours], "reference": {"resource": f"{other}.csv", "columnReference": [theirs]}}
                    for ours, other, theirs in _references(columns)
                ],
            },
        }
        for table, columns in _models()
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:conformsTo": _CLDF + "Dictionary",
        "dialect": {"commentPrefix": None},
        "tables": tables,
    }


def _described(table: str, column: Column[Any]) -> dict[str, Any]:
    """Return a CSVW column. Identifiers are text, as CLDF requires."""
    term = _TERMS.get(table, {}).get(column.name)
    return {
        "name": column.name,
        "datatype": "string" if column.primary_key or column.foreign_keys else _type(column),
        "required": not column.nullable,
        **({"propertyUrl": _CLDF + term} if term else {}),
    }
