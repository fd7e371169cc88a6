"""What the page of a large language costs, beside `validate` on the same folder.

    python -m benchmarks.report [--words N] [--sources FOLDER]

The language is one of the corpus of `benchmarks.speed.corpus`, made anew unless a folder is given. Each command runs in
a process of its own, with an empty cache. Times are processor time of all its processes, memory is that of the largest.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.speed import corpus

LANGUAGE = corpus.LANGUAGES[0]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--sources", type=Path, metavar="FOLDER", help="packs that are there already")
    parser.add_argument("--language", default=LANGUAGE, metavar="LANG", help="one of them")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = options.sources or folder / "sources"
        if options.sources is None:
            corpus.write(sources, options.words, 1, lessons=True)
        pack, page, database = sources / options.language, folder / "page.html", folder / "babblr.db"
        floor = measured(folder, "validate", pack, "--quiet")
        for what, arguments in {
            "report of the pack": ("report", options.language, "--sources", sources, "--output", page),
            "build": ("build", "--sources", sources, "--language", options.language, "--output", database, "--quiet"),
            "report of the database": ("report", database, "--output", page),
        }.items():
            found = measured(folder, *arguments)
            size = {"bytes": page.stat().st_size} if arguments[0] == "report" else {}
            print(json.dumps({"command": what, **{key: round(found[key] / floor[key], 2) for key in found}, **size}))


def measured(folder: Path, *arguments: str | Path) -> dict[str, Any]:
    """Return seconds of processor time and megabytes of memory of a command, which starts without a cache."""
    with tempfile.TemporaryDirectory(dir=folder) as cache:
        before = os.times()
        command = [sys.executable, "-c", _PROGRAM, *map(str, arguments)]
        environment = {**os.environ, "BABBLR_VOCAB_CACHE": cache}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return {"processor": spent, "memory": int(done.stdout.splitlines()[-1])}


_PROGRAM = """
import resource, sys
from pipeline.cli import cli
cli(sys.argv[1:], standalone_mode=False)
print(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
"""


if __name__ == "__main__":
    main()
