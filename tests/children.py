"""Our program in processes of their own that import nothing: they are forked from one that has imported it.

Importing takes most of the time of a short command. The processes are as real as others: they can be killed, limited
and waited for. Only what Python does when it begins is not in them: a test of imports, of `PYTHON…` or of the locale
starts `sys.executable` itself. Elsewhere than on Linux, where forking is safe, they start Python, too.
"""

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parent.parent
PROGRAM = "import sys; from pipeline.cli import main; main(sys.argv[1:])"
"""`babblr-vocab`, as code."""
LONGEST = 600
"""Seconds after which a process is held to hang, on however busy a machine."""


@cache
def _context() -> Any:
    from multiprocessing import forkserver  # which Windows does not have

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.warm"])
    with contextlib.chdir(ROOT):  # from where it imports
        forkserver.ensure_running()
    return context


class Child:
    """A process that runs some code, and its streams."""

    process: Any
    stdin: IO[str]
    stdout: IO[str]
    stderr: IO[str]

    def __init__(self, code: str, *arguments: object, environment: Mapping[str, str] | None = None) -> None:
        variables = dict(os.environ if environment is None else environment)
        (self._fork if sys.platform == "linux" else self._begin)(code, [*map(str, arguments)], variables)

    def _fork(self, code: str, arguments: list[str], variables: dict[str, str]) -> None:
        context = _context()
        (their_input, our_input), (our_output, their_output), (our_error, their_error) = (
            context.Pipe(duplex=False) for _ in range(3)
        )
        theirs = (their_input, their_output, their_error)
        self.process = context.Process(target=_run, args=(code, arguments, variables, Path.cwd(), theirs))
        self.process.start()
        for one in theirs:
            one.close()
        self.stdin, self.stdout, self.stderr = _file(our_input, "w"), _file(our_output, "r"), _file(our_error, "r")

    def _begin(self, code: str, arguments: list[str], variables: dict[str, str]) -> None:
        pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        command = [sys.executable, "-c", code, *arguments]
        self.process = subprocess.Popen(command, env=variables, encoding="utf-8", start_new_session=True, **pipes)
        self.stdin, self.stdout, self.stderr = self.process.stdin, self.process.stdout, self.process.stderr

    def wait(self, seconds: float | None = None) -> int | None:
        """Wait for the end, at most so many seconds; return the exit code, or None if it has not come."""
        if isinstance(self.process, subprocess.Popen):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
            return self.process.returncode
        self.process.join(seconds)
        code: int | None = self.process.exitcode
        return code

    def kill(self) -> None:
        """Kill it, and all it has started."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):  # it may not have come so far that it has a group of its own
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()

    def communicate(self) -> tuple[str, str]:
        """Return all that it writes until its end."""
        with ThreadPoolExecutor() as pool:
            output, error = pool.map(lambda file: file.read(), (self.stdout, self.stderr))
        return output, error


@contextlib.contextmanager
def started(code: str, *arguments: object, environment: Mapping[str, str] | None = None) -> Iterator[Child]:
    """Start a process in the working directory; wait for its end afterwards."""
    child = Child(code, *arguments, environment=environment)
    try:
        yield child
    finally:
        for file in (child.stdin, child.stdout, child.stderr):
            with contextlib.suppress(BrokenPipeError):
                file.close()
        child.wait()


def run(
    code: str, *arguments: object, environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run code to its end, and return what came of it, as `subprocess.run` does. What hangs is killed."""
    with started(code, *arguments, environment=environment) as child:
        timer = threading.Timer(LONGEST, child.kill)
        timer.start()
        child.stdin.close()
        output, error = child.communicate()
        returncode = child.wait()
        timer.cancel()
    assert returncode is not None
    return subprocess.CompletedProcess([code, *map(str, arguments)], returncode, output, error)


def _file(connection: Connection, mode: str) -> IO[Any]:
    file = os.fdopen(os.dup(connection.fileno()), mode, encoding="utf-8")
    connection.close()
    return file


def _run(
    code: str, arguments: list[str], variables: dict[str, str], folder: Path, streams: tuple[Connection, ...]
) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream.fileno(), number)
        stream.close()
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)
    os.setsid()
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder)
    sys.argv = ["-c", *arguments]
    exec(code, {"__name__": "__main__"})
