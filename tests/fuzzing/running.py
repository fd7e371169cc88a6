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
_PORTION = 250
"""How many cases a process runs before a new one takes over, so that none grows."""
_ROW = "{:<10}" + "{:>10}" * 7


def shares(kinds: Sequence[str], count: int, first: int = 0) -> list[str]:
    """Return the names of so many cases or a few more, the same number of each kind."""
    each = -(-count // len(kinds))
    return [f"{kind}:{number}" for kind in kinds for number in range(first, first + each)]


def run_cases(names: Sequence[str], workers: int = 2) -> list[Result]:
    """Return the results of cases, in their order. A case whose process ends early has that as its fault."""
    size = min(_PORTION, -(-len(names) // workers))
    portions = [names[start : start + size] for start in range(0, len(names), size)]
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-fuzz-") as folder:
        prepare(Path(folder))
        with ThreadPoolExecutor(workers) as pool:
            done = pool.map(lambda portion: list(_portion(Path(folder), portion)), portions)
            return [result for portion in done for result in portion]


def _portion(sound: Path, names: Sequence[str]) -> Iterator[Result]:
    left = list(names)
    while left:
        command = [sys.executable, "-m", "tests.fuzzing.worker", str(sound), *left]
        ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=os.environ, check=False)
        results = [Result(**json.loads(line)) for line in ended.stdout.splitlines() if line.startswith("{")]
        yield from results
        left = left[len(results) :]
        if left:
            lines = ended.stderr.strip().splitlines()[-40:]
            yield Result(left.pop(0), faults=["\n".join([f"the process ended with {ended.returncode}", *lines])])


def table(results: Iterable[Result]) -> str:
    """Return the cases of each kind, how their commands ended, the failures, the slowest call, the peak of memory."""
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
    rows += (f"\n{failure}" for failure in failures_of(r for its in kinds.values() for r in its))
    return "\n".join(rows)


def failures_of(results: Iterable[Result]) -> list[str]:
    """Return what went wrong in each case that failed, and how to run it again."""
    return [
        f"{result.name} failed; to run it again: python -m tests.fuzzing {result.name} --keep FOLDER\n{fault}"
        for result in results
        for fault in result.faults
    ]
