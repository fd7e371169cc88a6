"""Read the rows of a list with the standard library, and write each as JSON.

python -m benchmarks.intake.floor LIST COPY
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main() -> None:
    """Copy a list."""
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(Path(sys.argv[1])))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a list by column."""
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".jsonl":
            yield from map(json.loads, file)
        else:
            yield from csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ",")


if __name__ == "__main__":
    main()
