"""Read a workbook that comes back: its sheets as texts. What it computes, links to or runs is not looked at."""

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.curation.round_trip.workbook import cell_value
from pipeline.intake.readers.family import NotReadableError
from pipeline.system.files import TooLargeError, read_bytes

MOST_BYTES = 2**25
MOST_UNPACKED = 2**27
"""How large a workbook and all of its parts may be, in bytes: many times what a pack of 10,000 words takes."""
MOST_PARTS = 2_000
MOST_ROWS = 50_000
"""How many filled rows all of its sheets may have."""
MOST_COLUMNS = 100
"""Columns after these are not read: no sheet that was handed out has half as many."""

FORMULA = "this is a formula; type its value"
_ERROR = "this is an error of the spreadsheet; type the value"
_OLD = b"\xd0\xcf\x11\xe0"
"""How an encrypted workbook begins, and one of Excel 97."""


@dataclass(slots=True)
class SheetRow:
    """A row with at least one cell that is not empty."""

    number: int
    cells: dict[int, str] = field(default_factory=dict)
    """The texts of the cells that are not empty, by column from 0 on."""
    faults: dict[int, str] = field(default_factory=dict)
    """The cells that cannot be used, and why."""


def sheets_of(path: Path) -> dict[str, list[SheetRow]]:
    """Return the rows of each sheet of a workbook, by name.

    Raises:
        NotReadableError: it is damaged, encrypted, too large or no workbook.
        OSError: it is not a regular file, or cannot be read.
    """
    try:
        content = read_bytes(path, MOST_BYTES)
    except TooLargeError as error:
        raise NotReadableError(f"{path} has more than {MOST_BYTES // 2**20} MB; export it again") from error
    if content.startswith(_OLD):
        raise NotReadableError(f"{path} is encrypted, or of an old format; save it as .xlsx without a password")
    try:
        _check(content, path)
        with warnings.catch_warnings(action="ignore"):  # of what the library does not keep when it writes
            return dict(_sheets(content, path))
    except NotReadableError:
        raise
    except Exception as error:  # the library says what is wrong with a file in dozens of ways
        raise NotReadableError(f"{path} is not a workbook (.xlsx), or is damaged") from error


def _check(content: bytes, path: Path) -> None:
    """Check the size of all parts before any is read, and that none defines entities, which could grow without bounds.

    `zipfile` never unpacks more of a part than the archive says it has.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise NotReadableError(f"{path} is too large when it is unpacked; export it again")
        for part in parts:
            if part.filename.endswith((".xml", ".rels", ".vml")) and _declares(archive.read(part)):
                raise NotReadableError(f"{path} has definitions that no spreadsheet program writes; it is not read")


def _declares(text: bytes) -> bool:
    """Whether a part has a document type, or is not UTF-8, in which that could hide."""
    return b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text


def _sheets(content: bytes, path: Path) -> Iterator[tuple[str, list[SheetRow]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    left = MOST_ROWS
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # or it would believe what the file says of its size
        rows = []
        for row in _rows(sheet):
            rows.append(row)
            left -= 1
            if left < 0:
                raise NotReadableError(f"{path} has more than {MOST_ROWS:,} rows; export fewer topics at a time")
        yield str(sheet.title), rows


def _rows(sheet: Any) -> Iterator[SheetRow]:
    empty: Any = None
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if cells is empty:
            continue  # the library has one row for all that are missing
        row = SheetRow(number)
        for column, cell in enumerate(cells):
            if cell.value is not None:
                _take(row, column, cell)
        if row.cells or row.faults:
            yield row
        else:
            empty = cells


def _take(row: SheetRow, column: int, cell: Any) -> None:
    if cell.data_type in ("f", "e"):
        row.faults[column] = FORMULA if cell.data_type == "f" else _ERROR
        return
    text = _text(cell.value)
    if text.strip():
        row.cells[column] = text


def _text(value: Any) -> str:
    """Return a value as a person would type it: programs turn what looks like a number or a day into one."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return cell_value(value) if isinstance(value, str) else str(value)
