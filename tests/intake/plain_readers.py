"""Readers of the samples, as plain as can be: what columns and conform are tested with."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl

from pipeline.intake.rows import Row, Table
from pipeline.reading.yaml_events import parse

SAMPLES = Path(__file__).parent / "samples"


def tables(name: str) -> Iterator[Table]:
    """Yield the tables of a sample."""
    path = SAMPLES / name
    match path.suffix:
        case ".xlsx":
            yield from _sheets(path)
        case ".apkg":
            yield Table(iter(_notes(path)), "note")
        case ".json":
            yield _records(json.loads(path.read_text("utf-8")))
        case ".jsonl":
            yield _kaikki(path)
        case ".yaml":
            data, _ = parse(path.read_text("utf-8"), name)
            pairs = [(topic, *pair) for topic, entries in data.items() for entry in entries for pair in entry.items()]
            rows = (Row(number, tuple(map(str, cells))) for number, cells in enumerate(pairs, 1))
            yield Table(rows, "record", columns=("topic", "word", "translation"), mapped=True)
        case _:
            yield Table(_lines(path.read_text("utf-8")))


def _lines(text: str) -> Iterator[Row]:
    first = text.partition("\n")[0]
    delimiter = next((one for one in "\t;," if one in text.replace("sep=", "", 1)), "\t")
    skipped = first.startswith("sep=")
    reader = csv.reader(io.StringIO(text.removeprefix(f"{first}\n") if skipped else text), delimiter=delimiter)
    before = int(skipped)
    for cells in reader:
        number, before = before + 1, reader.line_num + skipped
        if not (cells and cells[0].startswith("#") and ":" in cells[0] and cells[0][1:2].isalpha()):
            yield Row(number, tuple(cells))


def _sheets(path: Path) -> Iterator[Table]:
    for sheet in openpyxl.load_workbook(path).worksheets:
        rows = ([("" if cell is None else str(cell)) for cell in row] for row in sheet.iter_rows(values_only=True))
        yield Table(_rows(rows), "row", sheet.title)


def _rows(rows: Iterable[Iterable[str]]) -> Iterator[Row]:
    return (Row(number, tuple(cells)) for number, cells in enumerate(rows, 1))


def _records(records: list[dict[str, str | None]]) -> Table:
    names = tuple(dict.fromkeys(name for record in records for name in record))
    return Table(_rows([record.get(name) or "" for name in names] for record in records), "record", columns=names)


def _notes(path: Path) -> list[Row]:
    with zipfile.ZipFile(path) as package:
        content = package.read("collection.anki2")
    collection = sqlite3.connect(":memory:")
    collection.deserialize(content)
    rows = [fields.split("\x1f") for (fields,) in collection.execute("SELECT flds FROM notes ORDER BY id")]
    collection.close()
    return list(_rows(rows))


_KAIKKI = ("word", "language", "part_of_speech", "gender", "plural", "pronunciation", "translation", "example")


def _kaikki(path: Path) -> Table:
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            record = json.loads(line)
        except ValueError:
            rows.append(Row(number, (line,), "not JSON"))
            continue
        if "word" not in record:
            rows.append(Row(number, (str(record),), "not an entry"))
            continue
        senses = record["senses"]
        if any("form_of" in sense for sense in senses):
            rows.append(Row(number, (record["word"],), f"form of {senses[0]['form_of'][0]['word']} (folded in)"))
            continue
        tags = [tag for sense in senses for tag in sense.get("tags", ())]
        plurals = [form["form"] for form in record.get("forms", ()) if "plural" in form["tags"]]
        cells = (
            record["word"],
            record["lang_code"],
            record["pos"],
            next((tag for tag in tags if tag in ("feminine", "masculine")), ""),
            next(iter(plurals), ""),
            "; ".join(sound["ipa"] for sound in record.get("sounds", ())),
            "; ".join(gloss for sense in senses for gloss in sense["glosses"]),
            "\n".join(f"{one['text']}\n{one['english']}" for sense in senses for one in sense.get("examples", ())),
        )
        rows.append(Row(number, cells))
    return Table(iter(rows), columns=_KAIKKI, mapped=True)
