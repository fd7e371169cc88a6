"""The site as `make docs` builds it, once for all tests in all their processes."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.packs import SHARED

ROOT = Path(__file__).parents[2]
MISSING = None if all(map(find_spec, ("sphinx", "furo", "myst_parser"))) else "not installed: see requirements/docs.txt"
"""Why there can be no site here."""


def built() -> Path:
    """Return the folder of the site. Not to be written to."""
    from filelock import FileLock

    folder = Path(os.environ[SHARED], "site")
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            draft = folder.with_suffix(".new")
            done = sphinx(draft)
            assert (done.returncode, done.stderr) == (0, "")
            draft.rename(folder)
    return folder


def sphinx(folder: Path, source: str = "docs", *arguments: str) -> subprocess.CompletedProcess[str]:
    """Build a site with the command of the Makefile, without a network."""
    (recipe,) = (line for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if "-m sphinx" in line)
    *options, _, _ = recipe.split("-m sphinx ")[1].split()
    no_network = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    return subprocess.run(
        [sys.executable, "-m", "sphinx", *options, *arguments, source, str(folder)],
        cwd=ROOT,
        env={**os.environ, **no_network},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
