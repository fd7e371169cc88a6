"""Times builds of a large corpus as multiples of the floor, and says where the time goes.

    python -m benchmarks.speed.run [--words N] [--runs N] [--output FILE]

The corpus is that of `benchmarks.speed.corpus`; the floor is `benchmarks.speed.floor`, which checks nothing. Floor and
build run turn about, as whole processes; figures are medians. Beside wall-clock time there is processor time, which
other programs on the machine do not change: a build may use two processors, the floor has one. Memory is the largest
sum of what all processes of a run held at one moment, looked at ten times a second (Linux only).
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed import corpus

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = 6


class Run(NamedTuple):
    """What one run took: seconds on the clock, seconds of processors, megabytes."""

    wall: float
    cpu: float
    memory: float


def measured(arguments: Sequence[object]) -> tuple[Run, str]:
    """Run a command; return what it took, and what it said on standard error."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    peak = 0.0
    command = [sys.executable, "-m", *map(str, arguments)]
    with (
        tempfile.TemporaryFile("w+") as said,  # not a pipe, which nobody would empty meanwhile
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


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "bench.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.write(folder / "sources", options.words, LANGUAGES)
        build = ["pipeline", "build", "--quiet", "-s", folder / "sources", "-o", folder / "babblr.db"]
        floors, builds = [], []
        for _ in range(options.runs):
            floors.append(measured(["benchmarks.speed.floor", folder / "sources", folder / "floor.db"])[0])
            builds.append(measured(build)[0])
        _, messages = measured(["pipeline", "build", "-v", "-j", 1, *build[3:]])
        rows = json.loads((folder / "manifest.json").read_text("utf-8"))["rows"]
    floor, built, by_stage = median(floors), median(builds), stages(messages)
    found = {
        "words": rows["words"],
        "rows": sum(rows.values()),
        "floor": floor._asdict(),
        "build": built._asdict(),
        "ratio": {"wall": built.wall / floor.wall, "cpu": built.cpu / floor.cpu},
        "stages": by_stage,
    }
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    print(f"{found['words']:,} words, {found['rows']:,} rows; medians of {options.runs} runs")
    print(f"{'':8}{'wall s':>9}{'cpu s':>9}{'MB':>8}{'µs a word':>11}")
    for label, one in (("floor", floor), ("build", built)):
        print(f"{label:8}{one.wall:9.2f}{one.cpu:9.2f}{one.memory:8.0f}{one.cpu / rows['words'] * 1e6:11.0f}")
    print(f"build : floor = {built.wall / floor.wall:.2f} by the clock, {built.cpu / floor.cpu:.2f} by processor time")
    print("seconds by stage, one process:")
    for stage, seconds in sorted(by_stage.items(), key=lambda pair: -pair[1]):
        print(f"{seconds:9.2f}  {stage}")


if __name__ == "__main__":
    main()
