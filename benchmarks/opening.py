"""What it costs to open the index of a large language from a database, and to read a first text with it.

    python -m benchmarks.opening [--words N] [--language CODE] [--runs N] [--against FOLDER]

The language is one of the corpus of `benchmarks.speed.corpus`, made and built anew. The text is some of its example
sentences; every run begins with a new process. Times are processor time, the best of all runs; memory is what Python
holds (tracemalloc), measured in a run of its own. `--against` is a checkout of another version: it reads the same
database, in turns with ours, and the ratios of the two are printed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.speed import corpus

ROOT = Path(__file__).parent.parent
PACKS = ("de", "es", "fr")

MEASURED = """
import json, sqlite3, sys, time, tracemalloc
from pipeline.app.vocabulary import index_of_file, profile_of_file
from pipeline.recognition.recognition import recognise
path, language, remember = sys.argv[1:]
texts = [text for text, in sqlite3.connect(path).execute(
    "SELECT DISTINCT example_text FROM word_examples e JOIN word_meanings m ON m.id = e.word_meaning_id "
    "JOIN words w ON w.id = m.word_id WHERE w.language = ? AND w.id % 23 = 0 ORDER BY 1", (language,))]
profile_of_file(path, language)
found = {}
def taken(name, work):
    start = time.process_time()
    result = work()
    found[name] = tracemalloc.get_traced_memory()[0] / 1e6 if int(remember) else time.process_time() - start
    return result
if int(remember):
    tracemalloc.start()
index = taken("open", lambda: index_of_file(path, language))
taken("first word that is unknown", lambda: recognise("Zzyzx zzyzxe", index))
taken("text", lambda: [recognise(text, index) for text in texts])
taken("text again", lambda: [recognise(text, index) for text in texts])
print(json.dumps(found))
"""
"""What every version runs."""


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--language", choices=PACKS, default="es")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="a checkout of another version")
    options = parser.parse_args()
    versions = [ROOT, *([options.against] if options.against else [])]
    with tempfile.TemporaryDirectory() as name:
        database = build(Path(name), options.language, options.words)
        runs: list[list[dict[str, float]]] = [[] for _ in versions]
        for _ in range(options.runs):
            for version, its in zip(versions, runs, strict=True):
                its.append(measured(version, database, options.language))
        held = [measured(version, database, options.language, memory=True) for version in versions]
    for unit, figures in (("s", [best(its) for its in runs]), ("MB", held)):
        for what, ours in figures[0].items():
            other = f" {figures[1][what]:8.3f} {ours / figures[1][what]:6.2f}" if len(figures) > 1 else ""
            print(f"{what:28} {unit:2} {ours:8.3f}{other}")


def build(folder: Path, language: str, words: int) -> Path:
    """Build a database of one language with this many words, and return it."""
    corpus.write(folder / "sources", words * len(PACKS), len(PACKS))
    database = folder / "babblr.db"
    command = ["pipeline", "build", "--quiet", "--no-cache", "-l", language, "-s", folder / "sources", "-o", database]
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True)
    return database


def measured(version: Path, database: Path, language: str, *, memory: bool = False) -> dict[str, float]:
    """Return what each step takes, in seconds, or what is held after it, in megabytes."""
    command = [sys.executable, "-c", MEASURED, database, language, str(int(memory))]
    done = subprocess.run(command, cwd=version, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def best(runs: list[dict[str, float]]) -> dict[str, float]:
    """Return the least time of each step."""
    return {what: min(one[what] for one in runs) for what in runs[0]}


if __name__ == "__main__":
    main()
