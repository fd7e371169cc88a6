"""The sheet of a second reading, as a workbook or as CSV. It is merged back by `intake/verdicts`."""

import csv
import io

from pipeline.curation.reviews.csv_text import shown
from pipeline.curation.reviews.record import VERDICTS
from pipeline.curation.reviews.sheet import BESIDE, FIRST, HANDED_OUT, LANGUAGE, NUMBER, VERDICT, WITHHELD, kept
from pipeline.curation.round_trip.workbook import ID
from pipeline.export.choices import Choices
from pipeline.export.content import Content
from pipeline.export.workbook import Layout, columns_of, made, rows_in

_INTRODUCTION = (
    "Read each word as a speaker of the language would, aloud. Would anyone say this sentence? Is the article right?",
    "Write into “verdict”: right, wrong or question. Say what is wrong, or what you ask, in “comment”.",
    "If it is wrong and you know what is right, change the cell as well. Somebody else will read the word again.",
    "If a value was changed, the word is wrong: “right” means that you have changed nothing.",
    "A word with two meanings has two rows; one verdict is enough. What belongs to the word stands in the first.",
    "Leave “verdict” empty if you have not read a word. You can sort and filter. Leave the column id as it is.",
    "“doubts” lists what the program and other sources say. They may be mistaken, and the word right.",
)


def as_workbook(content: Content) -> bytes:
    """Return the sheet as a workbook, with a sheet for each topic.

    Raises:
        NothingError: there is nothing to read.
    """
    choices = {VERDICT: Choices(VERDICTS, closed=True)}
    return made(content, Layout({name: choices.get(name) for name in BESIDE}, WITHHELD, _INTRODUCTION))


def as_csv(content: Content) -> str:
    """Return the sheet as CSV, in the order of the numbers of the entries."""
    topics, exported = rows_in(content)
    rows = {cells[ID]: cells for own in topics.values() for cells, _ in own}
    columns = [*FIRST, *(name for name in columns_of(topics) if name not in WITHHELD), HANDED_OUT]
    page = io.StringIO()
    writer = csv.DictWriter(page, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    numbers: dict[str, str] = {}
    for handed in exported:
        numbers[handed[ID]] = rows[handed[ID]].get(NUMBER, next(reversed(numbers.values()), ""))
    for handed in sorted(exported, key=lambda one: numbers[one[ID]]):
        cells = {name: shown(text) for name, text in rows[handed[ID]].items()}
        writer.writerow(cells | {HANDED_OUT: kept(handed | {LANGUAGE: content.pack.language})})
    return page.getvalue()
