"""Run cases in a few worker processes, and collect what came of them."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzzing.cases import Result
from tests.fuzzing.kinds import prepare

ROOT = Path(__file__).parents[2]
_PORTION = 200
"""How many cases a process runs before a new one takes over, so that none grows."""
_ROW = "{:<10}" + "{:>10}" * 7


def shares(kinds: Sequence[str], count: int, first: int = 0) -> list[str]:
    """Return the names of so many cases or a few more, the same number of each kind."""
    each = -(-count // len(kinds))
    return [f"{kind}:{number}" for kind in kinds for number in range(first, first + each)]


def run_cases(names: Sequence[str], workers: int = 2, most: int = 99) -> Iterator[Result]:
    """Yield the results of cases, in their order. A case whose process ends early has that as its fault.

    `most` is how many of the commands that read an input are given it.
    """
    size = min(_PORTION, -(-len(names) // workers))
    portions = [names[start : start + size] for start in range(0, len(names), size)]
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-fuzz-") as folder:
        prepare(Path(folder))
        with ThreadPoolExecutor(workers) as pool:
            done = pool.map(lambda portion: list(_portion(Path(folder), portion, most)), portions)
            for portion in done:
                yield from portion


def _portion(sound: Path, names: Sequence[str], most: int) -> Iterator[Result]:
    left = list(names)
    while left:
        command = [sys.executable, "-m", "tests.fuzzing.worker", str(sound), str(most), *left]
        ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=os.environ, check=False)
        results = [Result(**json.loads(line)) for line in ended.stdout.splitlines() if line.startswith("{")]
        yield from results
        left = left[len(results) :]
        if left:
            lines = ended.stderr.strip().splitlines()[-40:]
            yield Result(left.pop(0), faults=["\n".join([f"the process ended with {ended.returncode}", *lines])])


def table(results: Iterable[Result]) -> str:
    """Return the cases of each kind, their exit codes, how many failed, the slowest call and the peak of memory."""
    rows = [_ROW.format("kind", "cases", "exit 0", "exit 1", "exit 2", "failures", "slowest s", "peak MB")]
    kinds: dict[str, list[Result]] = {}
    for result in results:
        kinds.setdefault(result.name.partition(":")[0], []).append(result)
    for kind, its in kinds.items():
        codes = Counter(code for one in its for code in one.codes)
        failures = sum(bool(one.faults) for one in its)
        slowest, peak = max(one.slowest for one in its), max(one.peak for one in its) / 2**20
        ends = (codes[code] for code in (0, 1, 2))
        rows.append(_ROW.format(kind, len(its), *ends, failures, f"{slowest:.2f}", f"{peak:.0f}"))
    return "\n".join(rows)


def failure(result: Result) -> str:
    """Return what went wrong in a case, and how to run it again; empty if nothing did."""
    if not result.faults:
        return ""
    again = f"{result.name} failed; to run it again: python -m tests.fuzzing {result.name}"
    return "\n".join([again, *result.faults])
