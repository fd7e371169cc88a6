"""Packages made by Anki itself, in its older and newer formats."""

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from pipeline.intake.readers.family import NotReadableError
from tests.intake.readers.reading import read, read_one

NEWEST, OLDER, OLDEST = "collection.anki21b", "collection.anki21", "collection.anki2"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Packages of the same two note types, by their names."""
    anki = pytest.importorskip("anki.collection")
    folder = tmp_path_factory.mktemp("anki")
    found = {}
    for legacy in (True, False):
        collection = anki.Collection(str(folder / f"{legacy}.anki2"))
        deck = collection.decks.id("Español::A1")
        cloze = collection.models.by_name("Cloze")
        basic = collection.models.by_name("Basic")
        for type_, fields in (
            (basic, ["la casa", "house"]),
            (cloze, ["{{c1::El pan}} es bueno.", ""]),
            (basic, ["el <b>niño</b>", "child, [sound:a.mp3]"]),
        ):
            note = collection.new_note(type_)
            note.fields = fields
            note.tags = ["ort", "x::y"]
            collection.add_note(note, deck)
        options = anki.ExportAnkiPackageOptions(legacy=legacy)
        found[f"{legacy}.apkg"] = folder / f"{legacy}.apkg"
        collection.export_anki_package(out_path=str(found[f"{legacy}.apkg"]), options=options, limit=None)
        found[f"{legacy}.colpkg"] = folder / f"{legacy}.colpkg"
        collection.export_collection_package(str(found[f"{legacy}.colpkg"]), include_media=False, legacy=legacy)
    return found


@pytest.mark.parametrize("name", ["True.apkg", "False.apkg", "True.colpkg", "False.colpkg"])
def test_a_table_for_each_note_type(name: str, packages: dict[str, Path]) -> None:
    with zipfile.ZipFile(packages[name]) as archive:
        members = archive.namelist()
    assert (OLDER if "True" in name else NEWEST) in members
    assert OLDEST in members, "which only says that Anki must be updated"
    basic, cloze = read(packages[name])
    assert basic.table.columns == ("Front", "Back", "deck", "tags")
    assert basic.cells == [
        ("la casa", "house", "Español::A1", "ort x::y"),
        ("el <b>niño</b>", "child, [sound:a.mp3]", "Español::A1", "ort x::y"),
    ]
    assert (cloze.table.name, cloze.table.unit, cloze.numbers) == ("Cloze", "note", [1])
    assert cloze.cells == [("{{c1::El pan}} es bueno.", "", "Español::A1", "ort x::y")]


def package(statements: str, notes: int = 0) -> bytes:
    """Return a package in the oldest format whose collection is made by such statements."""
    connection = sqlite3.connect(":memory:")
    connection.executescript("PRAGMA writable_schema = ON;" + statements)
    for number in range(notes):
        connection.execute("INSERT INTO notes VALUES (?, 1, '', ?)", (number, f"palabra {number}\x1fword"))
    connection.commit()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(OLDEST, connection.serialize())
    return content.getvalue()


MODELS = json.dumps({"1": {"name": "Basic", "flds": [{"name": "Front"}, {"name": "Back"}]}})
CARDS = f"""
    CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did); CREATE TABLE col (models, decks);
    INSERT INTO col VALUES ('{MODELS}', '{{}}');
"""
TABLES = f"CREATE TABLE notes (id INTEGER PRIMARY KEY, mid, tags, flds); {CARDS}"


def test_notes_are_numbered() -> None:
    found = read_one(package(TABLES, 3))
    assert found.table.columns == ("Front", "Back", "deck", "tags")
    assert found.numbers == [1, 2, 3]


def test_a_note_without_text_is_named() -> None:
    found = read_one(
        package(TABLES + "INSERT INTO notes VALUES (1, 1, '', x'ff'), (2, 1, '', 'pan' || char(31) || 'bread');")
    )
    assert [row.fault for row in found.rows] == ["a note without text", ""]


def test_text_that_is_not_utf_8_is_shown_all_the_same() -> None:
    found = read_one(package(TABLES + "INSERT INTO notes VALUES (1, 1, '', CAST(x'6ef16f1f78' AS TEXT));"))
    assert found.cells == [("n�o", "x", "", "")]


ENDLESS = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
    SELECT i AS id, 1 AS mid, '' AS tags, 'a' AS flds FROM n
"""


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        (TABLES, "has no notes"),
        (CARDS, "no table of notes"),
        (f"{CARDS} CREATE VIEW notes AS {ENDLESS};", "no table of notes"),
        (f"{CARDS} CREATE VIRTUAL TABLE notes USING fts5(id, mid, tags, flds);", "no table of notes"),
        (f"CREATE TABLE notes (id INTEGER PRIMARY KEY, mid); {CARDS} INSERT INTO notes VALUES (1, 1);", "damaged"),
        (f"{TABLES} UPDATE sqlite_schema SET rootpage = 99 WHERE name = 'notes';", "damaged"),
    ],
)
def test_collections_made_to_do_harm_are_refused(statements: str, message: str) -> None:
    with pytest.raises(NotReadableError, match=message):
        read(package(statements))


def test_a_tree_of_pages_that_shows_the_same_notes_again_and_again_is_refused() -> None:
    """A page of a table whose children are all the same page, on several levels, has more rows than could be read."""
    connection = sqlite3.connect(":memory:")
    connection.executescript("PRAGMA page_size = 512;" + TABLES)
    connection.executemany("INSERT INTO notes VALUES (?, 1, '', ?)", [(n, "x" * 100) for n in range(400)])
    connection.commit()
    (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'notes'").fetchone()
    content = bytearray(connection.serialize())
    page = memoryview(content)[(root - 1) * 512 : root * 512]
    assert page[0] == 5, "the root is a page with children"
    cells = int.from_bytes(page[3:5], "big")
    pointers = [int.from_bytes(page[12 + 2 * n : 14 + 2 * n], "big") for n in range(cells)]
    first = bytes(page[pointers[0] : pointers[0] + 4])
    for at in (8, *pointers):  # that of the last child is in the head of the page
        page[at : at + 4] = first
    page.release()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(OLDEST, bytes(content))
    with pytest.raises(NotReadableError, match="damaged"):
        read(packed.getvalue())


def test_a_package_that_is_damaged_is_refused(packages: dict[str, Path]) -> None:
    content = packages["False.apkg"].read_bytes()
    at = content.index(b"\x28\xb5\x2f\xfd") + 40
    with pytest.raises(NotReadableError, match="damaged"):
        read(content[:at] + b"\0" * 200 + content[at + 200 :])
    with pytest.raises(NotReadableError, match="damaged or incomplete"):
        read(content[: len(content) // 2])
