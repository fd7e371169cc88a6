"""How fast are lemmas counted, and in how much memory?

    python -m benchmarks.frequency [--language es] [--megabytes 200] [--workers 0 1 2]

The corpus is made of the examples of the pack, documents of 5 to 60 of them, so it has fewer spellings than real text:
`--corpus FILE` counts a real one. Each number of workers counts in a program of its own; 0 is no Dask. The tables must
be the same, byte for byte.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import packs_in


def main() -> None:
    """Print a line for each number of workers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", default="es")
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[0, 1, 2])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        database = folder / "babblr.db"
        build = ("build", "-o", str(database), "-l", options.language, "-q")
        subprocess.run([sys.executable, "-m", "pipeline", *build], check=True)
        corpus = options.corpus or write(folder / "corpus.txt", options.language, options.megabytes * 10**6)
        tables = set()
        for workers in options.workers:
            table = folder / f"{workers}.csv"
            counting = ("frequency", str(corpus), "-l", options.language, "--db", str(database), "-o", str(table))
            measure((*counting, "--workers", str(workers)), workers)
            tables.add(table.read_bytes())
        print("the tables are the same" if len(tables) == 1 else "THE TABLES DIFFER")


def write(path: Path, language: str, size: int) -> Path:
    """Write documents of examples of a pack, and return their path."""
    (pack,) = packs_in(Path("vocab_sources"), [language])
    meanings = (meaning for word in read_pack(pack).words for meaning in word.meanings)
    examples = [example.text for meaning in meanings for example in meaning.examples]
    chosen, written = random.Random(20), 0
    with path.open("w", encoding="utf-8") as corpus:
        while written < size:
            document = " ".join(chosen.choices(examples, k=chosen.randint(5, 60)))
            written += corpus.write(document + "\n")
    return path


def measure(arguments: tuple[str, ...], workers: int) -> None:
    """Run the command, and print its time and the most memory of its processes."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "pipeline", *arguments], stderr=subprocess.PIPE, text=True) as program:
        most: dict[int, int] = {}
        while program.poll() is None:
            try:
                first = psutil.Process(program.pid)
                for process in (first, *first.children(recursive=True)):
                    most[process.pid] = max(most.get(process.pid, 0), process.memory_info().rss)
            except psutil.NoSuchProcess:
                pass
            time.sleep(0.1)
        elapsed = time.perf_counter() - start
        said = program.stderr.read() if program.stderr else ""
    words = int(said.split()[0].replace(",", ""))
    own = most.pop(program.pid, 0)
    others = ", ".join(f"{one / 1e6:.0f}" for one in sorted(most.values(), reverse=True))
    print(f"{workers} workers: {words / elapsed / 1e6:.2f} M running words a second; {own / 1e6:.0f} MB, {others} MB")


if __name__ == "__main__":
    main()
