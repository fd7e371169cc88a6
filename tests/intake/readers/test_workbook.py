"""Workbooks of Excel, old and new, and of LibreOffice: what a person sees in them, and what was never stored."""

import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.intake.readers.family import NotReadableError
from tests.intake.readers import old_workbooks, open_documents
from tests.intake.readers.reading import read, read_one


def xlsx(fill: Callable[[Worksheet], None]) -> bytes:
    """Return a workbook with a sheet that is filled."""
    workbook = openpyxl.Workbook()
    fill(workbook.worksheets[0])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def test_values_are_as_a_person_sees_them() -> None:
    values = {
        "A1": (21.0, "21"),
        "A2": (0.1 + 0.2, "0.3"),
        "A3": (True, "TRUE"),
        "A4": (datetime.date(2024, 5, 6), "2024-05-06"),
        "A5": (datetime.datetime(2024, 5, 6, 7, 8), "2024-05-06 07:08:00"),
        "A6": ("  la casa ", "  la casa "),
        "A7": (123456789012.0, "123456789012"),
    }

    def fill(sheet: Worksheet) -> None:
        for place, (value, _) in values.items():
            sheet[place] = value

    assert read_one(xlsx(fill)).cells == [(shown,) for _, shown in values.values()]


def test_formulas_without_a_value_and_errors_are_named() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Wort", "Artikel", "Satz"])
        sheet.append(["Haus", "das", '=CONCATENATE("das ",A2)'])
        sheet.append(["", None, None])
        sheet["B4"] = "#NAME?"
        sheet["B4"].data_type = "e"
        sheet["C9"] = "=1+1"

    found = read_one(xlsx(fill))
    assert found.numbers == [1, 2, 4, 9]
    assert found.cells == [("Wort", "Artikel", "Satz"), ("Haus", "das", ""), ("", "#NAME?", ""), ("", "", "")]
    assert [row.doubts for row in found.rows] == [
        (),
        ('C2: a formula without a stored value (=CONCATENATE("das ",A2))',),
        (),
        ("C9: a formula without a stored value (=1+1)",),
    ]


def test_a_formula_with_a_stored_value_is_that_value() -> None:
    content = xlsx(lambda sheet: sheet.append(["=1+1", "due"]))
    changed = open_documents.changed(content, "xl/worksheets/sheet1.xml", (b"<v></v>", b"<v>2</v>"))
    found = read_one(changed)
    assert (found.cells, found.rows[0].doubts) == ([("2", "due")], ())


def test_a_cell_merged_over_rows_holds_for_each() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["Cucina", "", ""], ["cibo", "pane", "bread"], ["", "sale", "salt"], ["casa", "letto", "bed"]):
            sheet.append([value or None for value in row])
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A2:A3")

    assert read_one(xlsx(fill)).cells == [
        ("Cucina", "", ""),
        ("cibo", "pane", "bread"),
        ("cibo", "sale", "salt"),
        ("casa", "letto", "bed"),
    ]


def test_rows_are_numbered_as_the_program_shows_them() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C4"] = "la casa"
        sheet["D7"] = "house"

    found = read_one(xlsx(fill))
    assert (found.numbers, found.table.unit) == ([4, 7], "row")
    assert found.cells == [("", "", "la casa", ""), ("", "", "", "house")]


def test_hidden_sheets_are_read_and_said_to_be_hidden() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["pane"])
    hidden = workbook.create_sheet("Nascosto")
    hidden.append(["sale"])
    hidden.sheet_state = "hidden"
    content = io.BytesIO()
    workbook.save(content)
    first, second = read(content.getvalue())
    assert (first.table.notes, second.table.notes) == ((), ("the sheet is hidden",))
    assert second.cells == [("sale",)]


def test_old_workbooks() -> None:
    stream = old_workbooks.workbook([["la casa", "house", 21.0], ["el pan", "bread"]])
    found = read_one(old_workbooks.compound(stream))
    assert found.table.name == "Hoja1"
    assert found.cells == [("la casa", "house", "21"), ("el pan", "bread", "")]


def test_open_documents() -> None:
    word, rest = open_documents.cell("la casa"), '<table:table-cell table:number-columns-repeated="16383"/>'
    row = f"<table:table-row>{word}{rest}</table:table-row>"
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    gap = f'<table:table-row table:number-rows-repeated="{{}}">{empty}</table:table-row>'
    date = (
        '<table:table-row><table:table-cell office:value-type="date" office:date-value="2024-05-06"/></table:table-row>'
    )
    found = read_one(open_documents.spreadsheet(row + gap.format(1000) + row + date + gap.format(1047573)))
    assert found.numbers == [1, 1002, 1003]
    assert found.cells == [("la casa",), ("la casa",), ("2024-05-06",)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (old_workbooks.compound(b"x" * 4096, "EncryptedPackage"), "encrypted.*without a password"),
        (old_workbooks.compound(b"x" * 4096, "WordDocument"), "not a workbook: save the list as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
        (open_documents.archive({"a.csv": b"a,b"}), "unpack it"),
        (open_documents.archive({"xl/workbook.bin": b"", "xl/workbook.xml": b""}), "XLSB.*save it as XLSX"),
        (open_documents.archive({"xl/workbook.xml": b"<workbook>"}), "not a workbook that can be read|no sheets"),
        (xlsx(lambda sheet: sheet.append(["a"]))[:3000], "damaged or incomplete"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(NotReadableError, match=message):
        read(content)
