"""The cells of a sheet as a person sees them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

Value = int | float | str | bool | date | datetime | time | timedelta
Merged = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a merged range, each by its row and column from 0 on."""


def shown(value: Value) -> str:
    """Return a value as text: `21` and not `21.0`; `TRUE`; dates as in ISO 8601."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(value, ".15g")  # as many digits as spreadsheet programs keep
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return str(value)


def filled_down(rows: Iterable[list[str]], merged: Iterable[Merged]) -> Iterator[list[str]]:
    """Yield rows in which a cell merged over several rows has its value in each: the topic of all words beside it.

    Over several columns, it keeps its value in the first.
    """
    ends = {first: last[0] for first, last in merged if last[0] > first[0]}
    open_: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(rows):
        for column in [column for column, (end, _) in open_.items() if end < number]:
            del open_[column]
        for column, (_, value) in open_.items():
            if column < len(cells) and not cells[column]:
                cells[column] = value
        if ends:
            for column, value in enumerate(cells):
                end = ends.get((number, column))
                if end is not None and value:
                    open_[column] = (end, value)
        yield cells
