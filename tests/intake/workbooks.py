"""Workbooks as people send them back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from pipeline.builder.discover import PackFolder
from pipeline.export.content import Content
from pipeline.export.workbook import made
from pipeline.intake.updating import Update, plan_update
from pipeline.model.lexicon import Lexicon
from pipeline.stages import Context, extract


def folder_of(pack: Path) -> PackFolder:
    return PackFolder(pack, pack.as_posix())


def content_of(pack: Path, **asked: Any) -> Content:
    folder = folder_of(pack)
    context = Context(folder=folder.path, name=folder.name, profile=folder.profile)
    return Content(folder, extract.run(Lexicon(folder.language), context).documents, **asked)


class Sheets:
    """A workbook that was handed out, open for a person to edit."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.book = load_workbook(file)

    def columns(self, sheet: str) -> dict[str, int]:
        return {str(cell.value): cell.column for cell in self.book[sheet][1] if cell.value}

    def rows(self, sheet: str, base_form: str) -> list[int]:
        column = self.columns(sheet)["base_form"]
        page = self.book[sheet]
        return [line for line in range(2, page.max_row + 1) if page.cell(line, column).value == base_form]

    def set(self, sheet: str, base_form: str, column: str, value: Any, meaning: int = 0) -> str:
        """Fill in a cell of a word, and return its name."""
        cell = self.book[sheet].cell(self.rows(sheet, base_form)[meaning], self.columns(sheet)[column])
        cell.value = value
        if isinstance(value, str) and value[:1] == "=":
            cell.data_type = "s"
        return f"{sheet}!{cell.coordinate}"

    def clear(self, sheet: str, base_form: str, meaning: int = 0) -> None:
        """Empty the row of a meaning, but for the id, which is protected."""
        line = self.rows(sheet, base_form)[meaning]
        for name, column in self.columns(sheet).items():
            if name != "id":
                self.book[sheet].cell(line, column).value = None

    def add(self, sheet: str, **values: Any) -> int:
        """Fill in a row at the end of a sheet."""
        page, columns = self.book[sheet], self.columns(sheet)
        line = max(line for line in range(1, page.max_row + 1) if any(cell.value for cell in page[line])) + 1
        for name, value in values.items():
            page.cell(line, columns[name]).value = value
        return line

    def copy(self, sheet: str, original: str, **values: Any) -> None:
        """Copy a row to the end, with its id, and change some cells."""
        page, columns = self.book[sheet], self.columns(sheet)
        line = self.rows(sheet, original)[0]
        own = {name: page.cell(line, column).value for name, column in columns.items()}
        self.add(sheet, **(own | values))

    def save(self) -> Path:
        self.book.save(self.file)
        return self.file


def handed_out(pack: Path, file: Path, **asked: Any) -> Sheets:
    """Export a pack into a file."""
    file.write_bytes(made(content_of(pack, **asked)))
    return Sheets(file)


def returned(pack: Path, file: Path, edit: Callable[[Sheets], object], *, remove: bool = False) -> Update:
    """Export a pack, edit the workbook, and plan what it makes of the pack."""
    sheets = handed_out(pack, file)
    edit(sheets)
    return plan_update(folder_of(pack), sheets.save(), remove=remove)


def settled(update: Update) -> None:
    """Write what is planned."""
    for one in update.rewrites:
        one.write()
