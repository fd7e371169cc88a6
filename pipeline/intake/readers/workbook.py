"""Workbooks of spreadsheet programs: XLSX, XLS, ODS. Each sheet is a table.

Formulas are never worked out: what counts is the value that was stored when the workbook was saved. A formula without
one, and an error such as #NAME?, are empty cells to the library that reads the values; they are found by another.
"""

import tempfile
from array import array
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.intake.readers.cells import filled_down, shown
from pipeline.intake.readers.compound_file import check_workbook
from pipeline.intake.readers.family import Content, Family, NotReadableError
from pipeline.intake.readers.opening import head, whole
from pipeline.intake.readers.sheet_extent import Extent
from pipeline.intake.readers.unstored import unstored_in
from pipeline.intake.readers.zips import Archive, Limits, opened_archive, repacked
from pipeline.intake.rows import Row, Table
from pipeline.system.drafts import create_file
from pipeline.system.extras import require

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LIMITS = Limits(total=2**29)
_LEFT_OUT = ("externallinks/", "drawings/", "charts/", "media/", "embeddings/", "ctrlprops/", "activex/", "pivot")
_SAVE = "save it as XLSX or CSV"


def recognises(start: bytes) -> bool:
    """Whether it is an archive, as all workbooks are but the old ones of Excel, and not one of Anki."""
    return start.startswith(_OLE) or (start.startswith(_ZIP) and b"collection.anki2" not in start)


def tables(content: Content, language: str = "") -> Generator[Table]:  # noqa: ARG001  as every reader
    """Yield the sheets. A row's number is the one that a spreadsheet program shows; blank rows are left out."""
    require("intake")
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-") as folder:
        if head(content, len(_OLE)) == _OLE:
            copy, unclear = Path(folder) / "copy.xls", False
            old = whole(content, _SAVE)
            check_workbook(old)
            create_file(copy, old)
        else:
            with opened_archive(content, _LIMITS) as archive:
                copy, unclear = _copied(archive, Path(folder))
        with _calamine():
            workbook = _opened(copy)
        if not workbook.sheet_names:
            raise NotReadableError(f"it has no sheets: {_SAVE}")
        yield from _sheets(workbook, copy if unclear else None)


def _copied(archive: Archive, folder: Path) -> tuple[Path, bool]:
    """Copy what of a workbook is read to a folder.

    Return the path of the copy, and whether it has formulas or errors, whose values may not be stored.
    """
    if "xl/workbook.bin" in archive.members:
        raise NotReadableError(f"it is a binary workbook (XLSB): {_SAVE}")
    if not {"xl/workbook.xml", "content.xml"} & archive.members.keys():
        raise NotReadableError("it is an archive, and not a workbook: unpack it, and give the list that is in it")
    extents: list[Extent] = []
    shared = array("Q")

    def looks(name: str) -> Any:
        if name == "mimetype":
            return lambda _: None
        extents.append(Extent(shared))
        return extents[-1].look

    names = sorted(filter(_is_read, archive.members), key=lambda name: "worksheets/" in name.lower())  # texts first
    copy = folder / ("copy.ods" if "content.xml" in archive.members else "copy.xlsx")
    repacked(archive, names, copy, looks)
    return copy, any(extent.unclear for extent in extents)


def _is_read(name: str) -> bool:
    lower = name.lower()
    return (lower.endswith((".xml", ".rels")) or lower == "mimetype") and not any(one in lower for one in _LEFT_OUT)


@contextmanager
def _calamine() -> Iterator[None]:
    """Turn what the library raises into our own error."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise NotReadableError(f"it is encrypted: {_SAVE}, without a password") from error
    except CalamineError as error:
        raise NotReadableError(f"it is not a workbook that can be read ({error}): {_SAVE}") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of its Rust, and derived from no other
            raise NotReadableError(f"it is a damaged workbook: {_SAVE}") from error
        raise


def _opened(path: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(path)


def _sheets(workbook: "CalamineWorkbook", formulas: Path | None) -> Iterator[Table]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for about in workbook.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            with _calamine():
                sheet = workbook.get_sheet_by_name(about.name)
            hidden = about.visible != SheetVisibleEnum.Visible
            notes = ("the sheet is hidden",) if hidden else ()
            yield Table(_rows(sheet, formulas), unit="row", name=about.name, notes=notes)


def _rows(sheet: "CalamineSheet", formulas: Path | None) -> Iterator[Row]:
    unstored = unstored_in(formulas, sheet.name) if formulas else iter(())
    found = next(unstored, None)
    left = [""] * (sheet.start[1] if sheet.start else 0)  # the library begins with the first column that is not empty
    with _calamine():
        rows_of = sheet.iter_rows()
    written = ([*left, *map(shown, row)] for row in rows_of)
    rows = filled_down(written, sheet.merged_cell_ranges or [])
    for number, cells in enumerate(rows, 1):
        doubts: tuple[str, ...] = ()
        while found is not None and found.row <= number:
            doubts += found.added_to(cells)
            found = next(unstored, None)
        if doubts or any(cells):
            yield Row(number, tuple(cells), "", doubts)
    while found is not None:  # below the last value
        below: list[str] = []
        doubts = found.added_to(below)
        yield Row(found.row, tuple(below), "", doubts)
        found = next(unstored, None)


FAMILY = Family("workbook", (".xlsx", ".xlsm", ".xls", ".ods"), recognises, tables)
