"""Files made to take all memory or all time, or to do something: refused with a reason, or read as text in bounds."""

import gzip
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import zstandard

from pipeline.intake.readers.family import NotReadableError
from tests.intake.readers import old_workbooks, open_documents
from tests.intake.readers.reading import read, read_one

GIGABYTE = 2**30
MEMORY = 400 * 2**20
"""How much a process may take that reads a gigabyte; the modules alone take 100 MB of addresses."""


def bounded(path: Path) -> list[str]:
    """Return the numbers and faults of the rows of a file, read by a process that may not take much memory."""
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from pipeline.intake.readers.registry import family_for\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
        "path = Path(sys.argv[1])\n"
        "for table in family_for(path).tables(path):\n"
        "    for row in table.rows: print(row.number, row.fault or '; '.join(row.cells))\n"
    )
    pytest.importorskip("resource")
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("before", "fault", "size"),
    [
        ('{"word": "pan", "en": "bread"}\n{"word": "sal", "en": "salt"}\n', "3 longer than 16 MB", GIGABYTE),
        ("pan;bread\nsal;salt\n", "3 longer than 100,000 characters", GIGABYTE // 4),
        ("pan\nsal\n", "3 longer than 100,000 characters", GIGABYTE // 4),
    ],
)
def test_an_endless_line_takes_little_memory(before: str, fault: str, size: int, tmp_path: Path) -> None:
    path = tmp_path / "list"
    with path.open("wb") as file:
        file.write(before.encode())
        file.write(b"x" * 2**16)
        file.truncate(size)
    rows = bounded(path)
    assert rows[2] == fault
    assert len(rows) == 3


def test_much_in_a_small_file_is_read_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "list.csv.zst"
    compressor = zstandard.ZstdCompressor()
    with path.open("wb") as file, compressor.stream_writer(file) as stream:
        stream.write(b"pan;bread\nsal;salt\n")
        for _ in range(100):
            stream.write(b"x" * 2**20)
        stream.write(b"\najo;garlic\n")
    assert path.stat().st_size < 100_000
    assert bounded(path) == ["1 pan; bread", "2 sal; salt", "3 longer than 100,000 characters", "4 ajo; garlic"]


@pytest.mark.parametrize("text", [b'[{"word": "pan"},', b"- word: pan\n"])
def test_what_must_be_read_at_once_is_refused_if_it_is_large(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(gzip.compress(text + b" \n" * 2**25 + b"# x\n", 1))
    with pytest.raises(NotReadableError, match=r"more than 64 MB.*save it as JSON lines"):
        read(path)


def workbook(*rows: list[object]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
FAR = (b'r="B2"', b'r="XFD1048576"'), (b'<row r="2"', b'<row r="1048576"')
WORDS = workbook(["la casa", "house"], ["el pan", "bread"])


def test_cells_far_apart_are_refused() -> None:
    with pytest.raises(NotReadableError, match=r"spans 1,048,576 rows and 16,384 columns"):
        read(open_documents.changed(WORDS, SHEET, *FAR))
    hidden = (b'<c r="XFD1048576"', b"<c a='>' r = 'xfd1048576'")
    with pytest.raises(NotReadableError, match=r"spans 1,048,576 rows and 16,384 columns"):
        read(open_documents.changed(WORDS, SHEET, *FAR, hidden))


def test_empty_cells_far_apart_are_nothing() -> None:
    end = (b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')
    assert len(read_one(open_documents.changed(WORDS, SHEET, end)).rows) == 2


def test_repeated_cells_are_refused() -> None:
    times = 'table:number-columns-repeated="16384"'
    row = '<table:table-row table:number-rows-repeated="1048576">{}</table:table-row>'
    with pytest.raises(NotReadableError, match="spans 1,048,576 rows"):
        read(open_documents.spreadsheet(row.format(open_documents.cell("x", times))))
    long = open_documents.cell("x" * 100_000, 'table:number-columns-repeated="4000"')
    with pytest.raises(NotReadableError, match="more than 256 MB of text"):
        read(open_documents.spreadsheet(f"<table:table-row>{long}</table:table-row>"))


def test_one_long_text_in_all_cells_is_refused() -> None:
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(10, 20_000))
    content = open_documents.changed(WORDS, SHEET, (b"</sheetData>", cells + b"</sheetData>"))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members["xl/sharedStrings.xml"] = strings % (b"x" * 30_000)
    with pytest.raises(NotReadableError, match="more than 256 MB of text"):
        read(open_documents.archive(members))


def test_zip_bombs_are_refused() -> None:
    bomb = {"xl/workbook.xml": b"<workbook/>", SHEET: b"<a>" + b"\x20" * 2**25}
    with pytest.raises(NotReadableError, match="compressed so much"):
        read(open_documents.archive(bomb))
    many = {"xl/workbook.xml": b"<workbook/>"} | {f"xl/{number}.xml": b"" for number in range(10_001)}
    with pytest.raises(NotReadableError, match="more than 10,000 members"):
        read(open_documents.archive(many))


def test_what_is_larger_than_it_says_is_refused() -> None:
    content = bytearray(open_documents.archive({"xl/workbook.xml": b"<workbook/>", SHEET: b"<a>" + b" " * 500_000}))
    declared = (500_003).to_bytes(4, "little")
    while (at := content.find(declared)) >= 0:
        content[at : at + 4] = (5_000).to_bytes(4, "little")
    with pytest.raises(NotReadableError, match="damaged"):
        read(bytes(content))


def test_two_members_of_one_name_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("xl/workbook.xml", b"<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("xl/workbook.xml", b"<b/>")
    with pytest.raises(NotReadableError, match="two members of the same name"):
        read(packed.getvalue())


def test_entities_are_not_expanded() -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>' % b"".join(
        b'<!ENTITY %c "%s">' % (b"bcdefghij"[n], b"&%c;" % b"abcdefghi"[n] * 10) for n in range(9)
    )
    with zipfile.ZipFile(io.BytesIO(WORDS)) as file:
        sheet = file.read(SHEET)
    changed = open_documents.changed(
        WORDS, SHEET, (sheet, entities + sheet.replace(b"la casa", b"&j;").replace(b'<c r="B1"', b'<c t="e" r="B1"'))
    )
    try:
        found = read(changed)
    except NotReadableError:
        return
    assert sum(len(cell) for table in found for row in table.rows for cell in row.cells) < 1_000


def test_macros_and_links_to_other_files_are_left_out() -> None:
    made = openpyxl.Workbook()
    made.worksheets[0].append(["la casa", "house", "='[other.xlsx]Sheet1'!A1", '=WEBSERVICE("http://localhost:9/")'])
    made.worksheets[0].append(["=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1"])
    content = io.BytesIO()
    made.save(content)
    with zipfile.ZipFile(content) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members["xl/vbaProject.bin"] = b"Attribute VB_Name"
    members["xl/externalLinks/externalLink1.xml"] = b"<not well-formed"
    found = read_one(open_documents.archive(members))
    assert found.cells == [("la casa", "house", "", ""), ("", "@SUM(1)", "+1", "-1")]
    assert [len(row.doubts) for row in found.rows] == [2, 1]


def test_formulas_in_text_are_text() -> None:
    found = read_one(b'word;meaning\n=1+1;two\n@SUM(A1);x\n"=HYPERLINK(""http://localhost"")";y\n')
    assert found.cells[1:] == [("=1+1", "two"), ("@SUM(A1)", "x"), ('=HYPERLINK("http://localhost")', "y")]


STREAM = old_workbooks.workbook([["la casa", "house"]])


def test_old_workbooks_that_go_in_circles_are_refused() -> None:
    for content in (old_workbooks.compound(STREAM, last=2), circle_in_the_directory(), far_apart()):
        with pytest.raises(NotReadableError, match=r"damaged|spans 65,536 rows"):
            read(content)


def circle_in_the_directory() -> bytes:
    content = bytearray(old_workbooks.compound(STREAM))
    content[516:520] = (1).to_bytes(4, "little")
    return bytes(content)


def far_apart() -> bytes:
    sheet = old_workbooks.workbook([["la casa"]], far=(65_535, 255))
    return old_workbooks.compound(sheet)


def test_archives_with_a_password_are_refused() -> None:
    content = bytearray(WORDS)
    at = content.index(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    with pytest.raises(NotReadableError, match="encrypted: save it without a password"):
        read(bytes(content))
