"""Read a table that `frequency` has written."""

import csv
import io
from pathlib import Path

from pipeline.system.files import open_regular, reason

_FEWEST = ("lemma", "occurrences")


class TableError(Exception):
    """It is no such table. The message says where."""


def occurrences_in(path: Path) -> dict[str, int]:
    """Return how often each lemma occurs.

    Raises:
        TableError: the file cannot be read, or is no such table.
    """
    found: dict[str, int] = {}
    try:
        with open_regular(path) as file, io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
            rows = csv.DictReader(text)
            if not set(_FEWEST) <= set(rows.fieldnames or ()):
                raise TableError(f"{path}: the first line must have the columns {' and '.join(_FEWEST)}")
            for row in rows:
                lemma = (row["lemma"] or "").removeprefix("'")
                found[lemma] = found.get(lemma, 0) + int(row["occurrences"])
    except OSError as error:
        raise TableError(f"{path} cannot be read: {reason(error)}") from error
    except (ValueError, TypeError, csv.Error) as error:
        raise TableError(f"{path} is no table of `frequency`: {error}") from error
    return found
