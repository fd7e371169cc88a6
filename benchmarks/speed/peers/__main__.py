"""Times other programs on the content of a build, as multiples of the build's own time.

    python -m benchmarks.speed.peers [--words N] [--runs N] [--output FILE]

`make bench-peers` runs it in an environment that has them. The corpus is built; the rows of its database are written
in the format of each program; then floor, build and programs run turn about, as whole processes. Figures are medians of
processor time, for a row of the database or for a word. The build has one process, as they have, and no cache.
"""

import tempfile
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.speed import corpus
from benchmarks.speed.peers.compare import PEERS, RATIOS, compare
from benchmarks.speed.run import arguments, keep


def main() -> None:
    """Run from the command line."""
    options = arguments(__doc__, 6_000, "bench-peers.json")
    try:
        for peer in PEERS:
            version(peer.name)
    except PackageNotFoundError as error:
        raise SystemExit(
            f"{error.name} is not installed here; `make bench-peers` creates an environment with it"
        ) from None
    with tempfile.TemporaryDirectory() as name:
        content = Path(name)
        corpus.write(content / "sources", options.words, len(corpus.LANGUAGES))
        found = compare(content, options.runs)
    keep(options.output, found)
    show(found)


def show(found: Mapping[str, Any]) -> None:
    """Print the figures as a table."""
    print(f"{found['words']:,} words, {found['rows']:,} rows; medians of {found['runs']} runs, processor time")
    print(f"{'':26}{'rows/s':>9}{'µs a row':>10}{'µs a word':>11}{'MB':>8}")
    for part, one in found["ours"].items():
        rates = f"{one['rows_per_second']:9,.0f}{one['us_per_row']:10.1f}{one['us_per_word']:11.0f}"
        print(f"{part:26}{rates}{one['memory']:8.0f}")
    print(f"\n{'':26}{'':15}{'a second':>10}{'µs':>8}{'MB':>7}   times the cost of: {', '.join(RATIOS)}, the like part")
    for name, one in found["peers"].items():
        count = f"{one['count']:,} {one['unit']}s"
        ratios = "".join(f"{ratio:8.2f}" for ratio in one["ratio"].values())
        rates = f"{count:>15}{one['per_second']:10,.0f}{one['us']:8.1f}{one['memory']:7.0f}"
        print(f"{name + ' ' + one['version']:26}{rates}{ratios}  ({one['alike']})")


if __name__ == "__main__":
    main()
