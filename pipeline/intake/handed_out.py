"""What a workbook says: what was handed out, by its hidden sheet, and what its other sheets say now."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.curation.round_trip.cells import Cells, EntryCells, entry_cells
from pipeline.curation.round_trip.workbook import EXPORTED, FIRST, HELP, ID, KEPT, LEVEL, LISTS, numbers_of
from pipeline.intake.readers.family import NotReadableError
from pipeline.intake.workbooks import SheetRow, sheets_of
from pipeline.model.suggestions import did_you_mean, short
from pipeline.reading.csv_rows import COLUMNS

_OURS = (HELP, LISTS, EXPORTED)


@dataclass(frozen=True, slots=True)
class At:
    """A row of a sheet, and where its columns are."""

    sheet: str
    row: int
    letters: Mapping[str, str] = field(default_factory=dict)

    def cell(self, column: str) -> str:
        """Return the name of a cell of the row, as people write it: `food!F12`."""
        letter = self.letters.get(column)
        return f"{self.sheet}!{letter}{self.row}" if letter else f"{self.sheet}, row {self.row}"


@dataclass(slots=True)
class Line:
    """A row that came back: the texts of all columns that its sheet has."""

    at: At
    id: str
    level: str
    cells: Cells
    faults: dict[str, str]
    """The columns whose cells cannot be used, and why."""
    beside: dict[str, str] = field(default_factory=dict)
    """The texts of columns that were asked for, and are not those of an entry."""

    @property
    def filled(self) -> bool:
        """Whether anything is in it besides its id and its level."""
        return any(self.cells.values()) or bool(self.faults)


@dataclass(slots=True)
class HandedOut:
    """A word that was handed out."""

    file: str
    level: str
    topic: str
    cells: EntryCells
    meanings: tuple[int, ...]
    """The numbers of the meanings that had a row."""


@dataclass(slots=True)
class Workbook:
    """A workbook that came back."""

    language: str
    words: dict[int, HandedOut] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Places that are not read, and why."""


def workbook_of(path: Path, asked: Collection[str] = ()) -> Workbook:
    """Return what a workbook says. `asked` are columns that it has besides those of entries.

    Raises:
        NotReadableError: it is not one that was handed out, or is damaged.
        OSError: it is not a regular file, or cannot be read.
    """
    sheets = sheets_of(path)
    kept = sheets.get(EXPORTED, [])
    if len(kept) < 2 or [kept[0].cells.get(number) for number in range(len(FIRST))] != list(FIRST):
        raise NotReadableError(
            f"{path} is not a workbook of `babblr-vocab export`, or no longer has its hidden sheet; export it "
            "again, and copy your changes into the new one"
        )
    found = Workbook(kept[0].cells.get(len(FIRST), ""), _words(kept[1:], path))
    titles = [title for title in sheets if title not in _OURS]
    for title in titles:
        found.lines += _lines(title, sheets[title], found, asked)
    return found


def _words(rows: list[SheetRow], path: Path) -> dict[int, HandedOut]:
    names = {name: number for number, name in rows[0].cells.items()}
    if any(name not in names for name in (*KEPT, "base_form")):
        raise NotReadableError(f"{path}: its hidden sheet was changed; export it again")
    groups: dict[int, dict[int, Cells]] = {}
    for row in rows[1:]:
        cells = {name: row.cells.get(number, "") for name, number in names.items()}
        numbers = numbers_of(cells[ID])
        if numbers is None or row.faults:
            raise NotReadableError(f"{path}: its hidden sheet was changed; export it again")
        groups.setdefault(numbers[0], {})[numbers[1]] = cells
    return {word: word_of(group) for word, group in groups.items()}


def word_of(rows: dict[int, Cells]) -> HandedOut:
    """Return a word from the rows that were handed out, by the numbers of their meanings."""
    first = next(iter(rows.values()))
    own = {number: {name: text for name, text in row.items() if name in COLUMNS} for number, row in rows.items()}
    return HandedOut(first["file"], first["level"], first["topic"], entry_cells(own), tuple(rows))


def _lines(title: str, rows: list[SheetRow], book: Workbook, asked: Collection[str]) -> Iterator[Line]:
    """Yield the rows of a sheet of words.

    Raises:
        NotReadableError: it has rows that were handed out, and no columns that say which, or a column twice.
    """
    if not rows:
        return
    written = {number: "_".join(text.lower().split()) for number, text in rows[0].cells.items()}
    names = {number: name for number, name in written.items() if name in (*COLUMNS, ID, LEVEL, *asked)}
    if not {"base_form", ID} <= set(names.values()) and _has_ids(rows):
        raise NotReadableError(f"the first row of the sheet “{short(title)}” must name the columns, as it did")
    if "base_form" not in names.values():
        book.notes.append((title, "this sheet is not read: its first row has no column “base_form”"))
        return
    twice = next((name for name, times in Counter(names.values()).items() if times > 1), None)
    if twice:
        raise NotReadableError(f"the sheet “{short(title)}” has the column “{twice}” twice")
    for number in written.keys() - names.keys():
        hint = did_you_mean(written[number], (*COLUMNS, LEVEL))
        why = f"the column “{short(rows[0].cells[number])}” is not read" + (f"; {hint}" if hint else "")
        book.notes.append((f"{title}!{letter_of(number)}1", why))
    letters = {name: letter_of(number) for number, name in names.items()}
    for row in rows[1:]:
        line = _line(At(title, row.number, letters), row, names)
        if line.filled:
            yield line


def _line(at: At, row: SheetRow, names: dict[int, str]) -> Line:
    cells = {name: row.cells.get(number, "").strip() for number, name in names.items()}
    faults = {names[number]: why for number, why in row.faults.items() if number in names}
    own = {name: text for name, text in cells.items() if name in COLUMNS and name not in faults}
    beside = {name: text for name, text in cells.items() if name not in (*COLUMNS, ID, LEVEL)}
    return Line(at, cells.get(ID, ""), cells.get(LEVEL, ""), own, faults, beside)


def _has_ids(rows: list[SheetRow]) -> bool:
    return any(numbers_of(text.strip()) for row in rows for text in row.cells.values())


def letter_of(number: int) -> str:
    """Return the letters of a column, counted from 0 on."""
    before, own = divmod(number, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + own)
