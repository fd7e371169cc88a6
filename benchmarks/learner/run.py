"""A month of conversations: how obedient replies are to the prompt, and how many words the learner knows at the end.

    python -m benchmarks.learner.run DATABASE [--language es ...] [--level A1] [--seeds 20] [--figures FILE]

DATABASE is a built babblr.db. Each seed is four months, on the app's topics in turn: of one who talks much (6
conversations a day of 10 turns) and of one who talks little (2 a day, each of some 60 encounters with words), with the
words in focus of the app and with those of the specification's query alone. The model chooses among the pack's
examples, as many of the same with a word outside the pack in each, and the dialogues of tests/data, which were written
without the pack. A learner of a later level used each word of the levels before five times, the last time three weeks
before the month. Prints the table of docs/learner.md, for each language the mean over the seeds and its 95 % interval.

It uses one core, and a seed takes about half a minute in each language. With `--figures`, each month is added to a file
of JSON lines when it ends, and those that the file has are not played again: remove it when the packs or the code have
changed.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.learner.month import ARMS, PACES, Plan, month
from benchmarks.learner.table import table
from pipeline.app import init_db
from pipeline.model.cefr import LEVELS

LANGUAGES = ("es", "fr", "de")


def months(
    database: Path, languages: Iterable[str], seeds: int, days: int, kept: Path | None, *, level: str = "A1"
) -> list[dict[str, Any]]:
    """Play the months that are not kept yet, and return the figures of all."""
    lines = kept.read_text("utf-8").splitlines() if kept and kept.exists() else []
    known = {Plan(**{name: one[name] for name in Plan._fields if name in one}): one for one in map(json.loads, lines)}
    wanted = [
        Plan(language, pace, arm, seed, days, level)
        for seed in range(1, seeds + 1)
        for language in languages
        for pace in PACES
        for arm in ARMS
    ]
    for plan in wanted:
        if plan in known:
            continue
        known[plan] = {**plan._asdict(), **_played(database, plan)}
        line = json.dumps(known[plan])
        print(line, file=sys.stderr, flush=True)
        if kept:
            with kept.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
    return [known[plan] for plan in wanted]


def _played(database: Path, plan: Plan) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(database, Path(folder) / "learner.db"))
        init_db(path)
        return asdict(month(path, plan))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--language", action="append", help="may be repeated; es, fr and de if not given")
    parser.add_argument("--level", default="A1", choices=LEVELS, help="of the learner [A1]")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--figures", type=Path, help="a file that keeps the figures of each month")
    options = parser.parse_args()
    languages = options.language or LANGUAGES
    print(table(months(options.database, languages, options.seeds, options.days, options.figures, level=options.level)))


if __name__ == "__main__":
    main()
