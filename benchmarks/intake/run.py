"""How fast are lists brought in, and in how much memory?

    python -m benchmarks.intake.run [--rows 1000000] [--language es] [--formats csv tsv jsonl]

The lists are made: of every ten rows, nine have a word that few others have, which is more than real lists have; one
has a form of a word of the pack. Each is imported twice by a program of its own, the second time into what the first
has kept, which must not change. The floor is what no import can do without: reading the rows with the standard library,
and writing them as JSON.
"""

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.intake.known import pack_words

COLUMNS = ("word", "part of speech", "translation", "level")
_SYLLABLES = [first + second for first in "bcdfglmnprstv" for second in "aeiou"]


class Measured(NamedTuple):
    """What a program needed."""

    seconds: float
    processor: float
    megabytes: float


def main() -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--language", default="es")
    parser.add_argument("--formats", nargs="+", choices=("csv", "tsv", "jsonl"), default=["csv", "tsv", "jsonl"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for name in options.formats:
            folder = Path(temporary, name)
            folder.mkdir()
            print(compared(folder, name, options.language, options.rows))


def compared(folder: Path, name: str, language: str, count: int) -> str:
    """Import a list of a format twice, and return what it took in a line."""
    path = write(folder / f"list.{name}", language, count)
    floor = measure("-m", "benchmarks.intake.floor", str(path), str(folder / "floor.jsonl"))
    importing = ("-m", "pipeline", "import", str(path), "-l", language, "--write", "-q")
    places = ("--into", str(folder / "candidates"), "-r", str(folder / "report.jsonl"))
    first = measure(*importing, *places)
    kept = contents(folder / "candidates")
    again = measure(*importing, *places)
    same = "unchanged" if contents(folder / "candidates") == kept else "CHANGED"
    return (
        f"{name}: {count:,} rows, {count / first.seconds:,.0f} a second, {count / first.processor:,.0f} a second of "
        f"processor time, {first.processor / floor.processor:.1f} times the floor, {first.megabytes:.0f} MB; again: "
        f"{again.processor / first.processor:.2f} times that, {again.megabytes:.0f} MB, {same}"
    )


def write(path: Path, language: str, count: int) -> Path:
    """Write a list of so many rows, and return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".jsonl":
            for row in rows(language, count):
                file.write(json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) + "\n")
        else:
            table = csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",", lineterminator="\n")
            table.writerow(COLUMNS)
            table.writerows(rows(language, count))
    return path


def rows(language: str, count: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of a list."""
    chosen = random.Random(21)
    forms = [form.text for word in pack_words(Path("vocab_sources"), language).words for form in word.forms] or ["a"]
    for number in range(count):
        made = "".join(chosen.choices(_SYLLABLES, k=chosen.randint(3, 6)))
        word = made if number % 10 else chosen.choice(forms)
        yield word, chosen.choice(("noun", "verb", "adj.")), f"thing {number}", chosen.choice(("A1", "A2", "B1"))


_STARTS = """
import os, subprocess, sys
program = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(program.pid, 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A small program that starts another: what a process took in memory counts from what started it."""


def measure(*arguments: str) -> Measured:
    """Run Python with some arguments."""
    start = time.perf_counter()
    started = [sys.executable, "-S", "-c", _STARTS, sys.executable, *arguments]
    done = subprocess.run(started, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit code {done.returncode}\n{done.stderr}")
    processor, megabytes = map(float, done.stderr.splitlines()[-1].split())
    return Measured(time.perf_counter() - start, processor, megabytes)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


if __name__ == "__main__":
    main()
