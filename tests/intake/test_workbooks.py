"""Workbooks that nobody should trust: refused with a clear message, or read as text, in bounded memory."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.intake import workbooks
from pipeline.intake.readers.registry import NotReadableError
from pipeline.intake.updating import plan_update
from pipeline.intake.workbooks import FORMULA, sheets_of
from tests.intake.workbooks import Sheets, folder_of, handed_out, returned
from tests.packs import copy_of_valid


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copy_of_valid(tmp_path / "sources")


def rewritten(file: Path, change: Callable[[str, bytes], bytes | None], **more: bytes) -> Path:
    """Change the parts of a workbook: None leaves one out. More parts follow."""
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name, content)
    return file


def plain(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    page["A1"], page["B2"] = "x", "y"
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_formulas_are_named_and_never_computed(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        cell = book.book["food"].cell(book.rows("food", "pan")[0], book.columns("food")["notes"])
        cell.value = '=WEBSERVICE("https://example.org/")'
        book.set("food", "pan", "translation", "loaf")
        book.set("food", "comer", "notes", "y")

    update = returned(pack, tmp_path / "a.xlsx", edit)
    formula, other = update.notes
    assert (formula.word, formula.column, formula.why) == ("pan", "notes", FORMULA)
    assert (other.word, other.open) == ("comer", False)
    assert "WEBSERVICE" not in "".join(one.after for one in update.rewrites)
    assert len(update.rewrites) == 1


def test_a_million_rows_are_refused(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c></row>" * 1_000_000
    sheet = (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>'
    )
    content = f"{sheet}</worksheet>".encode()
    file = rewritten(plain(tmp_path), lambda name, old: content if "sheet1" in name else old)
    with pytest.raises(NotReadableError, match="more than 50,000 rows"):
        sheets_of(file)


def test_a_cell_far_away_is_not_a_million_rows(tmp_path: Path) -> None:
    content = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="900000">'
        b'<c r="B900000"><v>7</v></c></row></sheetData></worksheet>'
    )
    file = rewritten(plain(tmp_path), lambda name, old: content if "sheet1" in name else old)
    (rows,) = sheets_of(file).values()
    assert [(row.number, row.cells) for row in rows] == [(1, {0: "x"}), (900_000, {1: "7"})]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = rewritten(plain(tmp_path), lambda name, old: old, **{"xl/media/x.bin": bytes(2**24)})
    assert sheets_of(file)
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 2**23)
    with pytest.raises(NotReadableError, match="too large when it is unpacked"):
        sheets_of(file)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("head", [ENTITIES, b" " * 2**20 + ENTITIES, '<?xml version="1.0"?>'.encode("utf-16")])
def test_definitions_are_refused(head: bytes, tmp_path: Path) -> None:
    file = rewritten(plain(tmp_path), lambda name, old: head + old if "sheet1" in name else old)
    with pytest.raises(NotReadableError, match="definitions"):
        sheets_of(file)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"base_form,meaning\n", "is not a workbook"),
        (b"", "is not a workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted, or of an old format"),
        (b"PK\x05\x06" + bytes(18), "is not a workbook"),
    ],
)
def test_what_is_no_workbook(content: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    with pytest.raises(NotReadableError, match=message):
        sheets_of(file)


def test_a_damaged_workbook_is_refused_wherever_it_is_damaged(tmp_path: Path) -> None:
    whole = plain(tmp_path).read_bytes()
    for at in range(0, len(whole), 97):
        file = tmp_path / "b.xlsx"
        file.write_bytes(whole[:at] + b"\xff" + whole[at + 1 :])
        with contextlib.suppress(NotReadableError):
            sheets_of(file)


def test_macros_and_links_are_left_alone(pack: Path, tmp_path: Path) -> None:
    handed_out(pack, tmp_path / "a.xlsx")
    more = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    update = plan_update(folder_of(pack), rewritten(tmp_path / "a.xlsx", lambda name, old: old, **more))
    assert (update.rewrites, update.notes) == ([], [])


def test_columns_that_are_unknown_twice_or_gone(pack: Path, tmp_path: Path) -> None:
    def head(column: str, value: str) -> Callable[[Sheets], object]:
        def edit(book: Sheets) -> None:
            book.book["food"].cell(1, book.columns("food")[column]).value = value

        return edit

    update = returned(pack, tmp_path / "a.xlsx", head("translation", "translatoin"))
    (note,) = update.notes
    assert (note.kind.value, update.rewrites) == ("not read", [])
    assert "did you mean “translation”?" in note.why
    for column, value, message in (
        ("translation", "meaning", "column “meaning” twice"),
        ("id", "number", "must name the columns"),
        ("base_form", "", "must name the columns"),
    ):
        with pytest.raises(NotReadableError, match=message):
            returned(pack, tmp_path / "b.xlsx", head(column, value))


def test_a_sheet_of_ones_own_is_named(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        book.book.create_sheet("mine").append(["to do", "today"])

    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert [(note.kind.value, note.where) for note in update.notes] == [("not read", "mine")]


def test_the_hidden_sheet_is_needed(pack: Path, tmp_path: Path) -> None:
    with pytest.raises(NotReadableError, match="no longer has its hidden sheet"):
        returned(pack, tmp_path / "a.xlsx", lambda book: book.book.remove(book.book["_exported"]))

    def edit(book: Sheets) -> None:
        book.book["_exported"]["A3"] = "../../x"

    with pytest.raises(NotReadableError, match="hidden sheet was changed"):
        returned(pack, tmp_path / "b.xlsx", edit)


def test_the_hidden_sheet_leads_nowhere(pack: Path, tmp_path: Path) -> None:
    """What it says of files, levels and topics chooses among those of the pack, and makes no path."""

    def edit(book: Sheets) -> None:
        for line in range(3, 6):
            for column in range(2, 5):
                book.book["_exported"].cell(line, column).value = "../../../x"
        book.set("food", "pan", "notes", "x")
        book.add("food", base_form="queso", level="A1")

    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert {one.path.parent for one in update.rewrites} <= {pack / "A1"}


def test_a_sheet_cannot_make_a_folder(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        page = book.book.create_sheet("..")
        page.append(["base_form", "level"])
        page.append(["queso", "A1"])
        page.append(["leche", "../A1"])

    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert [note.open for note in update.notes] == [True, True]
    assert not update.rewrites


def test_a_topic_cannot_lead_out_of_the_pack(pack: Path, tmp_path: Path) -> None:
    about = pack / "pack.yaml"
    topic = "topics:\n  ../../../x: {title: a, title_en: b, oneliner: c, oneliner_en: d}\n"
    about.write_text(about.read_text("utf-8").replace("topics:\n", topic, 1), "utf-8")
    update = returned(pack, tmp_path / "a.xlsx", lambda book: book.add("..-..-..-x", base_form="queso", level="A1"))
    assert ([note.open for note in update.notes], update.rewrites) == ([True], [])
