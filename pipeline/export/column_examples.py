"""What the columns of a workbook hold, shown by entries of its own pack."""

from pipeline.curation.round_trip.cells import Cells, cells_of, rows_of
from pipeline.export.content import Content
from pipeline.model.fields import IDS, NAMES
from pipeline.reading.csv_rows import COLUMNS
from pipeline.reading.unfinished import lacking


def column_examples(content: Content) -> Cells:
    """Return an example for each column that some finished entry of the pack fills, whatever level and topic it is of.

    As many as possible are of one entry, so that they explain each other. Where a cell can have several values,
    those come first that have.
    """
    entries = (entry for *_, entry in Content(content.pack, content.documents).entries() if not any(lacking(entry)))
    rows = [{name: text for name, text in own.items() if text} for one in entries for _, own in rows_of(cells_of(one))]
    rows.sort(key=lambda own: ("part_of_speech" in own, len(own)))  # the first row of a word says most of it
    found: Cells = {}
    for own in rows:
        found |= own
    for own in rows:
        found |= {name: text for name, text in own.items() if "|" in text and COLUMNS[name].field.kind in (NAMES, IDS)}
    return found
