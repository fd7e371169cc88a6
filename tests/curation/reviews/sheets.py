"""Sheets as readers send them back."""

import csv
from pathlib import Path


class CsvSheet:
    """A CSV file that was handed out, open for a person to edit."""

    def __init__(self, file: Path) -> None:
        self.file = file
        with file.open(encoding="utf-8-sig", newline="") as source:
            reader = csv.DictReader(source)
            self.rows = list(reader)
            self.columns = list(reader.fieldnames or ())

    def set(self, base_form: str, column: str, value: str, meaning: int = 0) -> str:
        """Fill in a cell of a word, and return where its verdict is."""
        places = [place for place, row in enumerate(self.rows) if row["base_form"] == base_form]
        self.rows[places[meaning]][column] = value
        return f"{self.file.name}!C{places[meaning] + 2}"

    def save(self, delimiter: str = ",") -> Path:
        with self.file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, self.columns, delimiter=delimiter)
            writer.writeheader()
            writer.writerows(self.rows)
        return self.file
