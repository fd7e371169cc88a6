"""What it costs to export a large language, format by format.

    python -m benchmarks.exports [--words N] [--runs N] [--db FILE]

The language is one of the corpus of `benchmarks.speed.corpus`, made and built anew unless a database is given. A run
reads it and writes a format, in a process of its own that has already imported what it needs. The floor is to read the
same rows and write them as CSV with nothing done to them. Times are processor time, the medians of all runs.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.speed import corpus
from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.export.registry import DatabaseFormat, format_named, names

LANGUAGE = corpus.LANGUAGES[0]

MEASURED = """
import csv, io, sqlite3, sys, time
from pathlib import Path
from pipeline.export.registry import format_named
from pipeline.export.stored import vocabulary
from pipeline.export import stored
path, language, name = sys.argv[1:]
if name == "floor":
    start = time.process_time()
    rows = csv.writer(io.StringIO())
    with sqlite3.connect(path) as connection:
        for query in (stored._WORDS, stored._MEANINGS, stored._EXAMPLES, stored._FORMS, stored._TOPICS,
                      stored._RELATIONS, stored._LESSONS, stored._ITEMS):
            rows.writerows(connection.execute(query, (language,)))
    print(time.process_time() - start, 0)
else:
    form = format_named(name)
    start = time.process_time()
    written = form.write(vocabulary(Path(path), language))
    print(time.process_time() - start, len(written))
"""


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--db", type=Path, metavar="FILE", help="a database that is there already")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = options.db or built(Path(folder), options.words)
        measured = ["floor", *(name for name in names() if isinstance(format_named(name), DatabaseFormat))]
        runs: dict[str, list[tuple[float, int]]] = {name: [] for name in measured}
        for _ in range(options.runs):
            for name in measured:  # turn about, so that all meet the same machine
                runs[name].append(one_run(database, name))
    seconds = {name: statistics.median(one for one, _ in found) for name, found in runs.items()}
    for name in measured:
        ratio = seconds[name] / seconds["floor"]
        print(
            json.dumps(
                {"format": name, "s": round(seconds[name], 2), "ratio": round(ratio, 1), "bytes": runs[name][0][1]}
            )
        )


def built(folder: Path, words: int) -> Path:
    """Build a database of one language with this many words, all of them in lessons, and return it."""
    corpus.write(folder / "sources", words, 1, lessons=True)
    build(packs_in(folder / "sources"), folder / "babblr.db")
    return folder / "babblr.db"


def one_run(database: Path, name: str) -> tuple[float, int]:
    """Return the processor time in seconds, and the size of the file in bytes."""
    command = [sys.executable, "-c", MEASURED, str(database), LANGUAGE, name]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(said[0]), int(said[1])


if __name__ == "__main__":
    main()
