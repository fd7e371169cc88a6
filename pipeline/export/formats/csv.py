"""CSV tables in a zip, with their schema: a Data Package (https://datapackage.org)."""

import csv
import functools
import io
from collections.abc import Iterable

from pipeline.export.archive import archived
from pipeline.export.datapackage import descriptor, resource
from pipeline.export.registry import DatabaseFormat
from pipeline.export.tables import TABLES, Row, Table
from pipeline.export.vocabulary import Vocabulary
from pipeline.reporting.terminal import harmless, harmless_cell

_ABOUT = (
    "A cell that a spreadsheet would take for a formula begins with an apostrophe; characters that cannot be seen are "
    "escaped, as \\u200b."
)


def written(vocabulary: Vocabulary) -> bytes:
    """Return the archive: datapackage.json, and a file for each table."""
    resources = [resource(one.name, "csv", "text/csv", one.schema) for one in TABLES]
    tables = ((f"{one.name}.csv", _table(one, one.rows(vocabulary))) for one in TABLES)
    return archived([("datapackage.json", descriptor(vocabulary, resources, _ABOUT)), *tables])


def _table(table: Table, rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(one.name for one in table.columns)
    writer.writerows([_cell(one) if isinstance(one, str) else one for one in row] for row in rows)
    return text.getvalue().encode()


@functools.lru_cache(maxsize=4096)  # most cells are of forms, and most of these are alike
def _cell(text: str) -> str:
    return harmless_cell(harmless(text))


FORMAT = DatabaseFormat(suffix=".csv.zip", write=written)
