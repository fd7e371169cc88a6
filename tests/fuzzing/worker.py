"""A process that runs cases: `python -m tests.fuzzing.worker SOUND MOST KIND:NUMBER ...`."""

import json
import os
import sys
import tempfile
from pathlib import Path

from tests.fuzzing.cases import limit_memory, run_case


def work(sound: Path, most: int, names: list[str]) -> None:
    """Run cases, and write before each its name, and after it the result as JSON."""
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-fuzz-") as own:
        os.environ["BABBLR_VOCAB_CACHE"] = str(Path(own) / "cache")
        folder = Path(own) / "case"
        os.chdir(own)
        limit_memory()
        for name in names:
            print(name, flush=True)
            print(json.dumps(run_case(name, sound, folder, most).record()), flush=True)


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
