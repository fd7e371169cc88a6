"""The sheet that a second reader fills in: its columns, and what it carries.

A sheet is a workbook as `export` writes it, or a CSV file with the same columns. Both carry what was handed out: the
workbook in a hidden sheet, the CSV file in its last column.
"""

import json
from collections.abc import Mapping
from typing import Any

from pipeline.curation.reading_samples.sheet import NOT_SHOWN
from pipeline.curation.reviews.queue import Item
from pipeline.curation.round_trip.workbook import ID, LEVEL
from pipeline.reporting.terminal import harmless_json

NUMBER = "number"
VERDICT = "verdict"
COMMENT = "comment"
DOUBTS = "doubts"
BESIDE = (NUMBER, VERDICT, COMMENT, DOUBTS)
"""The columns that are not those of an entry."""
HANDED_OUT = "handed_out"
"""The last column of a CSV file."""
LANGUAGE = "language"
"""What else it says, besides what the hidden sheet of a workbook says."""

WITHHELD = frozenset(NOT_SHOWN)
"""The columns of an entry that are not shown: a reader judges what a learner is told, and decides nothing else."""
FIRST = (ID, *BESIDE, LEVEL)


def beside(number: int, items: int, item: Item) -> dict[str, str]:
    """Return what stands beside an entry. Its number, from 1 on, is that on the page."""
    return {NUMBER: f"{number:0{len(str(items))}}", DOUBTS: "\n".join(item.doubts.lines())}


def kept(row: Mapping[str, str]) -> str:
    """Return what was handed out with a row, as text."""
    return harmless_json(json.dumps({name: text for name, text in row.items() if text}, ensure_ascii=False))


def kept_in(cell: str) -> dict[str, str]:
    """Return what was handed out with a row, from its text.

    Raises:
        ValueError: it was changed.
    """
    try:
        found: Any = json.loads(cell)
    except RecursionError as error:
        raise ValueError(cell) from error
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise ValueError(cell)
    return found
