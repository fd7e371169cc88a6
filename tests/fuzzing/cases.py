"""Run one case: mutate an input, and give it to every command that reads it."""

import contextlib
import faulthandler
import io
import os
import random
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline.cli import main
from pipeline.reporting.formats import REPORT_FORMATS
from tests.fuzzing.kinds import KINDS

if sys.platform != "win32":
    import resource

LONGEST = 5.0
"""Seconds of processor time that a command may take; other programs on the machine do not count."""
MOST_MEMORY = 2**30
"""Bytes of memory that a process may use, and that it may map beyond what it has mapped when it begins."""
_HANGING = 120
"""Seconds after which a command counts as hanging, whatever keeps it. The process ends and says where it was."""
_IN_A_CHILD = 100
"""One in so many cases is run as its user does: by a process of its own."""


@dataclass(slots=True)
class Result:
    """The outcome of a case."""

    name: str
    codes: list[object] = field(default_factory=list)
    """The exit code of each command."""
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    """Seconds of processor time of the slowest command."""
    peak: int = 0
    """Bytes of memory that this process has used at most so far."""

    def record(self) -> dict[str, Any]:
        """Return it as a JSON value."""
        return asdict(self)


def limit_memory() -> None:
    """Limit what this process may map from now on."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def mutate(name: str, sound: Path, folder: Path) -> list[list[str]]:
    """Fill a folder with sound inputs and one that is mutated; return the command lines to be run in it."""
    kind, number = KINDS[name.partition(":")[0]], int(name.partition(":")[2])
    rng = random.Random(name)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sound, folder)
    kind.mutate(folder / kind.files[number % len(kind.files)], rng)
    chosen = {"format": rng.choice(sorted(REPORT_FORMATS)), "view": rng.choice(["text", "json", "markdown"])}
    return [command.format(**chosen).split() for command in kind.commands]


def run_case(name: str, sound: Path, folder: Path, most: int) -> Result:
    """Run a case in a folder, which is emptied first: at most so many of its commands, other ones for other cases."""
    result = Result(name)
    number = int(name.partition(":")[2])
    in_a_child = number % _IN_A_CHILD == _IN_A_CHILD - 1
    commands = mutate(name, sound, folder)
    chosen = {(number + more) % len(commands) for more in range(most)}
    for arguments in (commands[index] for index in sorted(chosen)):
        with contextlib.chdir(folder):
            code, seconds, error = (_in_a_child if in_a_child else _here)(arguments)
        result.codes.append(code)
        result.slowest = max(result.slowest, seconds)
        result.faults += (f"{' '.join(arguments)}: {fault}" for fault in faults_of(code, seconds, error))
    result.peak = _peak()
    if result.peak > MOST_MEMORY:
        result.faults.append(f"the process has used {result.peak / 2**20:,.0f} MB of memory")
    return result


def faults_of(code: object, seconds: float, error: str) -> Iterator[str]:
    """Yield what is wrong with how a command ended."""
    if code not in (0, 1, 2) or "Traceback" in error:
        yield f"exit code {code}\n{error}"
    if seconds > LONGEST:
        yield f"it took {seconds:.1f} s of processor time"


def _here(arguments: Sequence[str]) -> tuple[object, float, str]:
    """Return the exit code of a command, the processor time that it took, and its standard error."""
    out, error = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    begun = time.process_time()
    faulthandler.dump_traceback_later(_HANGING, exit=True)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error), patch("sys.stdin", io.StringIO()):
            main(arguments)
    except SystemExit as ended:
        code: object = ended.code
    except BaseException:
        code = traceback.format_exc()
    finally:
        faulthandler.cancel_dump_traceback_later()
    buffer: Any = error.buffer
    return code, time.process_time() - begun, buffer.getvalue().decode("utf-8", "replace")


def _in_a_child(arguments: Sequence[str]) -> tuple[object, float, str]:
    command = [sys.executable, "-m", "pipeline", *arguments]
    before = os.times()
    place = {"PYTHONPATH": str(Path(__file__).parents[2])}
    ended = subprocess.run(command, capture_output=True, timeout=_HANGING, check=False, env=os.environ | place)
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return ended.returncode, seconds - _START, ended.stderr.decode("utf-8", "replace")


_START = 3.0
"""Seconds that a new process may take to import what it needs."""


def _peak() -> int:
    if sys.platform == "win32":
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    children = unit * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says of a process begins with the memory of the one that started it
        own = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:"))
        return max(int(own.split()[1]) * 1024, children)
    return max(unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, children)
