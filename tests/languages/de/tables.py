"""The reference tables of this folder: written by hand from grammars, never from what the code gives."""

import csv
from pathlib import Path

CASES = {"nominative": "Nom", "accusative": "Acc", "dative": "Dat", "genitive": "Gen"}
COLUMNS = {
    "masculine": "Gender=Masc|Number=Sing",
    "feminine": "Gender=Fem|Number=Sing",
    "neuter": "Gender=Neut|Number=Sing",
    "plural": "Number=Plur",
}


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table by its file's name."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def forms(text: str) -> tuple[str, ...]:
    """Return the variants of a cell; none if it is empty."""
    return tuple(text.split("|")) if text else ()
