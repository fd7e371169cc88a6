"""Sort any number of lines in bounded memory: sorted runs on the disk, which are merged."""

import heapq
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO

RUN = 48 * 2**20
"""The size of a run in bytes: what is held in memory."""


class Sorter:
    """Takes lines in any order, and gives them in the order of their bytes. Its files have no names."""

    def __init__(self, run: int = RUN) -> None:
        self._run = run
        self._lines: list[bytes] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []
        self._files = ExitStack()

    def close(self) -> None:
        """Remove the files."""
        self._files.close()

    def add(self, line: bytes) -> None:
        """Add a line, which ends with a line break and contains no other.

        Raises:
            OSError: the disk is full.
        """
        self._lines.append(line)
        self._size += len(line)
        if self._size >= self._run:
            self._spill()

    def __iter__(self) -> Iterator[bytes]:
        self._lines.sort()
        for file in self._runs:
            file.seek(0)
        return heapq.merge(*self._runs, self._lines) if self._runs else iter(self._lines)

    def _spill(self) -> None:
        self._lines.sort()
        file = tempfile.TemporaryFile(prefix="babblr-import-")  # noqa: SIM115  `close` closes it
        self._files.callback(file.close)
        file.writelines(self._lines)
        self._runs.append(file)
        self._lines = []
        self._size = 0
