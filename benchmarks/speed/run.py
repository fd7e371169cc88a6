"""Times builds of a large corpus as multiples of the floor, and shows where the time goes.

    python -m benchmarks.speed.run [--words N] [--runs N] [--output FILE]

The corpus is that of `benchmarks.speed.corpus`, in languages of 10,000 words; the floor is `benchmarks.speed.floor`,
which checks nothing. A run is the floor, the first build of all, a build without database or cache, a build where
nothing has changed, a build after a change in one file of about 50 words, and a check of such a file that has changed
again: all whole processes, turn about. The first build also packs the lemmatizers' tables, which is done once for all
packs; the others find them packed. Figures are medians. Beside wall-clock time there is processor time, which other
programs on the machine change less: a build may use two processors, the floor has one. Memory is the largest sum of
what all processes of a run held at one moment, looked at ten times a second (Linux only).
"""

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.speed import corpus
from pipeline.builder.cache import PLACE, TABLES

ROOT = Path(__file__).parent.parent.parent
WORDS_OF_A_LANGUAGE = 10_000


class Run(NamedTuple):
    """The cost of one run: wall-clock seconds, processor seconds, megabytes."""

    wall: float
    cpu: float
    memory: float


def measured(arguments: Sequence[object]) -> tuple[Run, str]:
    """Run a command; return its cost and its standard error."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    peak = 0.0
    command = [sys.executable, "-m", *map(str, arguments)]
    with (
        tempfile.TemporaryFile("w+") as said,  # not a pipe, which would fill up
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said) as process,
    ):
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.1)
        wall = time.perf_counter() - start
        said.seek(0)
        messages = said.read()
    if process.returncode:
        raise SystemExit(f"{arguments} ended with {process.returncode}: {messages[-2000:]}")
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime, peak), messages


def _memory(process: int) -> float:
    """Return the megabytes that a process and all below it hold, what they share counted once each."""
    total, waiting = 0, [process]
    while waiting:
        one = waiting.pop()
        try:
            for line in Path(f"/proc/{one}/status").read_text("utf-8").splitlines():
                if line.startswith("VmRSS:"):
                    total += int(line.split()[1])
            waiting += map(int, Path(f"/proc/{one}/task/{one}/children").read_text("utf-8").split())
        except OSError:
            continue
    return total / 1024


def median(runs: Sequence[Run]) -> Run:
    """Return the median of each figure."""
    return Run(*(statistics.median(column) for column in zip(*runs, strict=True)))


def stages(messages: str) -> dict[str, float]:
    """Return the seconds of each stage, summed over the languages, from what `--verbose` says."""
    found: dict[str, float] = {}
    for line in messages.splitlines():
        seconds, unit, name = (*line.split(maxsplit=2), "", "", "")[:3]
        if unit == "s":
            stage = name.rpartition(": ")[2]
            found[stage] = round(found.get(stage, 0) + float(seconds), 2)
    return found


def by_stage(sources: Path, database: Path) -> tuple[Run, dict[str, float]]:
    """Build in one process and without the cache; return the cost, and the seconds of each stage."""
    command = ["pipeline", "build", "-v", "-j", 1, "--no-cache", "-s", sources, "-o", database]
    run, messages = measured(command)
    return run, stages(messages)


def arguments(description: str | None, words: int, output: str) -> argparse.Namespace:
    """Return the command-line options of a benchmark: --words, --runs and --output, a file in build/."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=words)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--output", type=Path, default=ROOT / "build" / output)
    return parser.parse_args()


def keep(output: Path, found: Mapping[str, Any]) -> None:
    """Write figures as JSON."""
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(found, indent=2) + "\n", "utf-8")


class Project:
    """The corpus, and the commands to time on it."""

    def __init__(self, folder: Path, words: int) -> None:
        self.folder = folder
        self.sources = folder / "sources"
        self.cache = folder / "cache"
        os.environ[PLACE] = str(self.cache)  # of all processes that are timed
        corpus.write(self.sources, words, min(-(-words // WORDS_OF_A_LANGUAGE), len(corpus.LANGUAGES)))
        lists = (path for path in self.sources.rglob("*.yaml") if path.name != "pack.yaml")
        self.list = min(lists, key=lambda path: (abs(path.read_text("utf-8").count("base_form:") - 50), path))
        self.edits = 0

    def cases(self) -> dict[str, Callable[[], Run]]:
        """Return the timed commands by name, in order."""
        floor = ["benchmarks.speed.floor", self.sources, self.folder / "floor.db"]
        build = ["pipeline", "build", "--quiet", "-s", self.sources, "-o", self.folder / "babblr.db"]
        return {
            "floor": lambda: measured(floor)[0],
            "first build": lambda: self.forget(tables=True) or measured(build)[0],
            "build": lambda: self.forget() or measured(build)[0],
            "nothing changed": lambda: measured(build)[0],
            "one file changed": lambda: self.edit() or measured(build)[0],
            "one file checked": lambda: self.edit() or measured(["pipeline", "validate", "--quiet", self.list])[0],
        }

    def forget(self, *, tables: bool = False) -> None:
        """Remove everything that was made from the corpus, and the lemmatizers' tables only if `tables`."""
        for path in self.cache.glob("*"):
            if tables or path.name != TABLES:
                shutil.rmtree(path)
        for path in self.folder.glob("*.*"):
            path.unlink()

    def edit(self) -> None:
        """Change a definition in the word list."""
        self.edits += 1
        text = self.list.read_text("utf-8")
        # Behind a quotation mark: without it, a colon in the definition would have a meaning.
        self.list.write_text(re.sub('(meaning: "?)', rf"\g<1>{'Más ' * self.edits}", text, count=1), "utf-8")


def main() -> None:
    """Run from the command line."""
    options = arguments(__doc__, 10_000, "bench.json")
    with tempfile.TemporaryDirectory() as name:
        project = Project(Path(name), options.words)
        cases = project.cases()
        runs = [{case: run() for case, run in cases.items()} for _ in range(options.runs)]
        _, seconds_of = by_stage(project.sources, Path(name) / "babblr.db")
        rows = json.loads((Path(name) / "manifest.json").read_text("utf-8"))["rows"]
    medians = {case: median([run[case] for run in runs]) for case in cases}
    found = {
        "words": rows["words"],
        "rows": sum(rows.values()),
        "cases": {case: one._asdict() for case, one in medians.items()},
        "stages": seconds_of,
    }
    keep(options.output, found)
    print(f"{found['words']:,} words, {found['rows']:,} rows; medians of {options.runs} runs")
    print(f"{'':18}{'wall s':>9}{'of floor':>9}{'of build':>9}{'cpu s':>9}{'of floor':>9}{'MB':>8}{'µs a word':>11}")
    floor, cold = medians["floor"], medians["build"]
    for case, one in medians.items():
        wall = f"{one.wall:9.2f}{one.wall / floor.wall:9.2f}{one.wall / cold.wall:9.3f}"
        cpu = f"{one.cpu:9.2f}{one.cpu / floor.cpu:9.2f}"
        print(f"{case:18}{wall}{cpu}{one.memory:8.0f}{one.cpu / rows['words'] * 1e6:11.0f}")
    print("seconds by stage, one process:")
    for stage, seconds in sorted(seconds_of.items(), key=lambda pair: -pair[1]):
        print(f"{seconds:9.2f}  {stage}")


if __name__ == "__main__":
    main()
