"""Cells of an XLSX workbook that have a formula without a stored value, or an error, as openpyxl shows them."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Unstored:
    """The cells of a row without a stored value."""

    row: int
    """From 1 on."""
    errors: dict[int, str]
    """By column from 0 on: `#NAME?`."""
    formulas: dict[int, str]
    failed: bool = False
    """Whether the sheet could not be read any further."""

    def added_to(self, cells: list[str]) -> tuple[str, ...]:
        """Put the errors into the empty cells of the row. Return what a person should look at."""
        if self.failed:
            return ("formulas from here on could not be looked for",)
        from openpyxl.utils import get_column_letter

        width = max((*self.errors, *self.formulas)) + 1
        cells.extend([""] * (width - len(cells)))
        for column, error in self.errors.items():
            cells[column] = cells[column] or error
        return tuple(
            f"{get_column_letter(column + 1)}{self.row}: a formula without a stored value ({formula[:_SHOWN]})"
            for column, formula in self.formulas.items()
            if not cells[column]
        )


def unstored_in(path: Path, sheet: str) -> Iterator[Unstored]:
    """Yield the rows of a sheet that have such cells, in order; none if it is no XLSX workbook."""
    import openpyxl

    row = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about features that we do not use
            values = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            formulas = openpyxl.load_workbook(path, read_only=True, keep_links=False)
        try:
            for pair in zip(_rows(formulas, sheet), _rows(values, sheet), strict=True):
                row += 1
                found = Unstored(row, {}, {})
                for column, (formula, value) in enumerate(zip(*pair, strict=True)):
                    if value.data_type == "e":
                        found.errors[column] = str(value.value)
                    elif formula.data_type == "f" and value.value is None:
                        found.formulas[column] = str(formula.value)
                if found.errors or found.formulas:
                    yield found
        finally:
            values.close()
            formulas.close()
    except Exception:  # it may raise anything at what it does not expect; the values are read without it
        yield Unstored(row + 1, {}, {}, failed=True)


def _rows(workbook: Any, sheet: str) -> Iterator[tuple[Any, ...]]:
    its = workbook[sheet]
    its.reset_dimensions()  # they may be wrong
    yield from its.iter_rows()
