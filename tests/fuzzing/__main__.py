"""Run many cases and count them, or one again: `python -m tests.fuzzing [KIND:NUMBER]... [--count N] [--kind KIND]`."""

import argparse
import sys

from tests.fuzzing.kinds import KINDS
from tests.fuzzing.running import failure, run_cases, shares, table


def main() -> int:
    """Run what is asked for, and return the exit code: 1 if a case fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing")
    parser.add_argument("names", nargs="*", metavar="KIND:NUMBER", help="run these again")
    parser.add_argument("--count", type=int, default=20_000, help="how many cases to run [20000]")
    parser.add_argument("--first", type=int, default=0, help="the number of the first of each kind [0]")
    parser.add_argument("--kind", action="append", choices=list(KINDS), help="only this kind; may be repeated")
    parser.add_argument("--workers", type=int, default=2, help="how many processes [2]")
    chosen = parser.parse_args()
    names = chosen.names or shares(chosen.kind or list(KINDS), chosen.count, chosen.first)
    results = []
    for result in run_cases(names, chosen.workers):
        results.append(result)
        if result.faults:
            print(failure(result), flush=True)
    print(table(results))
    return int(any(result.faults for result in results))


if __name__ == "__main__":
    sys.exit(main())
