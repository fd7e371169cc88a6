"""What a check costs a word in a small language and in a large one.

    python -m benchmarks.speed.growth [--words N] [--runs N] [--output FILE]

The small one is a pack of the project as it is (550 words); the large one is the corpus of `benchmarks.speed.corpus`
made of it, with lessons for all words. Both are checked whole, without the cache, by processes of their own, turn
about, with all rules and without those that ask the lemmatizers, whose tables cost the same for any number of words.
Figures are medians of processor time; what counts is the ratio of the two costs a word.
"""

import tempfile
from pathlib import Path

from benchmarks.speed import corpus
from benchmarks.speed.run import arguments, keep, measured, median
from pipeline.builder.analyse import ASK_LEMMATIZERS, read_pack
from pipeline.builder.discover import packs_in

LANGUAGE = "de"


def main() -> None:
    """Run from the command line."""
    options = arguments(__doc__, 10_000, "growth.json")
    with tempfile.TemporaryDirectory() as name:
        large = Path(name) / "sources"
        corpus.write(large, options.words, 1, lessons=True)
        sizes = {}
        for folder in (corpus.SOURCES, large):
            (pack,) = packs_in(folder, [LANGUAGE])
            sizes[folder] = len(read_pack(pack).words)
        found = {}
        for title, ignored in (("all rules", ()), ("without the lemmatizers", sorted(ASK_LEMMATIZERS))):
            check = ["pipeline", "validate", "--no-cache", "--quiet", *(f"--ignore={code}" for code in ignored)]
            runs = {folder: [] for folder in sizes}
            for _ in range(options.runs):
                for folder, taken in runs.items():
                    taken.append(measured([*check, folder / LANGUAGE])[0])
            costs = {sizes[folder]: median(taken).cpu / sizes[folder] * 1e6 for folder, taken in runs.items()}
            small, big = costs.values()
            found[title] = {"microseconds a word": costs, "ratio": big / small}
    keep(options.output, found)
    for title, one in found.items():
        costs = ", ".join(f"{cost:,.0f} µs with {words:,}" for words, cost in one["microseconds a word"].items())
        print(f"{title:24} a word costs {costs}: {one['ratio']:.2f} times as much")


if __name__ == "__main__":
    main()
