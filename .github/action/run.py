"""The steps of action.yml: `key`, `install` and `validate`, in this order.

Only the standard library is used, for nothing is installed at the start. What a pull request brings (names of files,
say) arrives through the environment and from git. It is passed on as arguments, and never becomes part of a command
or of what is printed.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from hashlib import sha256
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements" / "runtime.txt"
SUMMARY_LIMIT = 1_000_000
"""Bytes that a summary may have: GitHub takes 1 MiB for each step, and shows none of a longer one.

Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
"""


def key() -> int:
    """Output the folder of pip's downloads, and the digest of the lock file that they belong to."""
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"folder={_own('pip')}\ndigest={sha256(LOCK.read_bytes()).hexdigest()}\n")
    return 0


def install() -> int:
    """Install this program, with the versions of the lock file, in a separate environment."""
    venv.create(_own("environment"), with_pip=True, clear=True)
    pip = [*_python(), "-m", "pip", "--disable-pip-version-check", "--quiet", "--cache-dir", str(_own("pip"))]
    subprocess.run([*pip, "install", "--require-hashes", "--requirement", str(LOCK)], check=True)
    subprocess.run([*pip, "install", "--no-deps", "--no-build-isolation", str(ROOT)], check=True)
    return 0


def validate() -> int:
    """Check the packs that a pull request changes, or else all packs; return the exit code of `babblr-vocab`."""
    sources = PurePosixPath(os.environ["SOURCES"])
    base = os.environ["BASE"]
    paths = _changed(sources, base) if base else [str(sources)]
    if not paths:
        print("No vocabulary pack has changed.")
        return 0
    options = ["--strict"] if os.environ["STRICT"] == "true" else []
    options += ["--baseline", os.environ["BASELINE"]] if os.environ["BASELINE"] else []
    status = _validate("--format", "github", *options, "--", *paths)
    if status in (0, 1):  # otherwise there was nothing to read
        table = _own("summary.md")
        _validate("--quiet", "--format", "markdown", "--output", str(table), *options, "--", *paths)
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
            summary.write(shortened(f"### Vocabulary packs\n\n{table.read_text('utf-8')}"))
    return status


def shortened(page: str, limit: int = SUMMARY_LIMIT) -> str:
    """Return a page of at most `limit` bytes: whole lines from its beginning, and how many were left out."""
    if len(page.encode()) <= limit:
        return page
    lines = page.splitlines(keepends=True)
    room, kept = limit - 100, 0
    while len(lines[kept].encode()) <= room:
        room -= len(lines[kept].encode())
        kept += 1
    return "".join([*lines[:kept], f"\n… and {len(lines) - kept} more.\n"])


def _changed(sources: PurePosixPath, base: str) -> list[str]:
    """Return the packs in which the commit checked out differs from `base`.

    A file that was deleted is a change, too. All packs are returned if the concepts have changed, on which each of them
    depends, and where a pack is gone, or lacks its pack.yaml: what is left must still be a folder of packs.
    """
    folder = Path(sources)
    if not folder.is_dir():
        return [str(sources)]
    # The checkout of a pull request is its merge into the base; a shallow one lacks the base itself.
    known = subprocess.run(["git", "cat-file", "-e", f"{base}^{{commit}}"], check=False, stderr=subprocess.DEVNULL)
    if known.returncode:
        subprocess.run(["git", "fetch", "--quiet", "--no-tags", "--depth=1", "origin", base], check=True)
    diff = ["git", "diff", "--name-only", "--no-renames", "--relative", "-z", base, "HEAD", "--", "."]
    names = subprocess.run(diff, check=True, cwd=folder, stdout=subprocess.PIPE).stdout.split(b"\0")
    inside = [name for name in names if b"/" in name and not name.startswith((b".", b"_"))]  # `_schemas` is not a pack
    packs = sorted({os.fsdecode(name.split(b"/")[0]) for name in inside})
    if "concepts" in packs:
        print("The concepts have changed: all packs are checked.")
        return [str(sources)]
    if not all((folder / pack / "pack.yaml").is_file() for pack in packs):
        print("A pack was removed: all packs are checked.")
        return [str(sources)]
    return [str(sources / pack) for pack in packs]


def _validate(*arguments: str) -> int:
    own = {"BABBLR_VOCAB_CACHE": str(_own("cache"))}
    command = [*_python(), "-X", "utf8", "-m", "pipeline", "validate", *arguments]
    sys.stdout.flush()
    return subprocess.run(command, check=False, env=os.environ | own).returncode


def _python() -> list[str]:
    """Return the command for our environment's Python, isolated so that it does not import modules of the checkout."""
    scripts = sysconfig.get_path("scripts", "venv", {"base": str(_own("environment"))})
    return [shutil.which("python", path=scripts) or "python", "-I"]


def _own(name: str) -> Path:
    return Path(os.environ["RUNNER_TEMP"], "babblr-vocab", name)


def main(step: str) -> int:
    """Run one of the steps; return the exit code."""
    try:
        return {"key": key, "install": install, "validate": validate}[step]()
    except subprocess.CalledProcessError as error:  # its output says why
        print(f"::error::{Path(error.cmd[0]).stem} ended with {error.returncode}")
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
