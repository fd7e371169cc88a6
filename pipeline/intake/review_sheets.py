"""What the sheet of a second reading says: a workbook, or a CSV file that carries what was handed out in a column."""

from pathlib import Path

from pipeline.curation.reviews.csv_text import typed
from pipeline.curation.reviews.sheet import BESIDE, COMMENT, HANDED_OUT, LANGUAGE, VERDICT, kept_in
from pipeline.curation.round_trip.cells import Cells
from pipeline.curation.round_trip.workbook import ID, KEPT, LEVEL, numbers_of
from pipeline.intake.handed_out import At, Line, Workbook, letter_of, word_of, workbook_of
from pipeline.intake.readers.family import NotReadableError
from pipeline.model.findings import Finding
from pipeline.reading.csv_rows import COLUMNS
from pipeline.reading.csv_table import read
from pipeline.reading.files import read_source

_NEEDED = (ID, VERDICT, "base_form", HANDED_OUT)
_TO_FILL_IN = (VERDICT, COMMENT)


def sheet_of(path: Path) -> Workbook:
    """Return what a sheet says, whatever its format.

    Raises:
        NotReadableError: it is not a sheet that was handed out, or is damaged.
        OSError: it is not a regular file, or cannot be read.
    """
    book = workbook_of(path, BESIDE) if path.suffix.lower() == ".xlsx" else _of_csv(path)
    if not any(VERDICT in line.beside for line in book.lines):
        raise NotReadableError(f"{path} has no column “{VERDICT}”: it is not a sheet of `babblr-vocab review`")
    for line in book.lines:
        line.faults = {name: why for name, why in line.faults.items() if name in (*COLUMNS, *_TO_FILL_IN)}
    return book


def _of_csv(path: Path) -> Workbook:
    source = read_source(path, path.parent, path.as_posix())
    if isinstance(source, Finding):
        raise NotReadableError(f"{path}: {source.message}")
    table = read(source[1], path.as_posix())
    missing = [name for name in _NEEDED if name not in table.columns]
    if table.findings or missing:
        why = table.findings[0].message if table.findings else f"it has no column “{missing[0]}”"
        raise NotReadableError(f"{path} is not a sheet of `babblr-vocab review`: {why}")
    letters = {name: letter_of(number) for number, name in enumerate(table.columns)}
    groups: dict[int, dict[int, Cells]] = {}
    languages = set()
    book = Workbook("")
    for number, row in enumerate(table.rows, 2):
        cells = dict(zip(table.columns, row.cells, strict=True))
        added = not cells[ID] and not cells[HANDED_OUT]
        handed = {} if added else _handed(cells[HANDED_OUT], f"{path}, row {number}")
        if cells[ID] and cells[ID] != handed[ID]:
            raise NotReadableError(f"{path}, row {number}: its cells are of several rows; sort all columns together")
        if not added:
            languages.add(handed.get(LANGUAGE, ""))
            word, meaning = numbers_of(handed[ID]) or (0, 0)
            groups.setdefault(word, {})[meaning] = handed
        own = {name: typed(text, handed.get(name, "")) for name, text in cells.items() if name in COLUMNS}
        beside = {name: typed(text) for name, text in cells.items() if name in BESIDE}
        at = At(path.name, number, letters)
        book.lines.append(Line(at, cells[ID], cells.get(LEVEL, ""), own, {}, beside))
    if len(languages) != 1:
        raise NotReadableError(f"{path} has {'words of several languages' if languages else 'no rows'}")
    book.language = languages.pop()
    book.words = {word: word_of(rows) for word, rows in groups.items()}
    return book


def _handed(cell: str, where: str) -> Cells:
    """Return what was handed out with a row.

    Raises:
        NotReadableError: it was changed.
    """
    try:
        found = kept_in(cell)
    except ValueError:
        found = {}
    if any(name not in found for name in (ID, "file", "base_form")) or not numbers_of(found[ID]):
        raise NotReadableError(f"{where}: the last column was changed; make the sheet again")
    return dict.fromkeys((*KEPT, *COLUMNS), "") | found
