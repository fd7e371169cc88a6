"""The lines of a list: as long as they may be, numbered, and checked for characters that were decoded wrongly."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from pipeline.intake.readers.decoding import LOST, text_of
from pipeline.intake.readers.family import Content
from pipeline.intake.readers.opening import opened

LONGEST = 100_000
"""The most characters of a line, and of a quoted cell over several lines."""
_SHOWN = 80
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4\u0102\u010f\u0413\u0420\u0421][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2010-\u2122]"
)
"""What every text looks like somewhere that was UTF-8, and was read as something else."""


class Lines:
    """The lines of a text, with their ends; those of a record can be given back, all but the first."""

    def __init__(self, text: TextIO) -> None:
        self._readline = text.readline
        self._back: list[str] = []
        self.number = 0
        """Of the line given last."""
        self.record: list[str] = []
        """The lines given since `settle`."""
        self._size = 0
        self.fault = ""
        """Why the record cannot be used."""
        self.doubts: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        """Yield lines, from where the last iterator was left.

        Raises:
            UnclosedError: the lines of a record are together longer than a line may be.
        """
        back, record, readline = self._back, self.record, self._readline
        while line := back.pop() if back else readline(LONGEST):
            self.number += 1
            if record or len(line) == LONGEST:
                line = self._within_limit(line)
            if not line.isascii():
                line = self._checked(line)
            record.append(line)
            yield line

    def settle(self) -> None:
        """Begin a new record."""
        self.record.clear()
        self._size = 0
        self.fault = ""
        self.doubts = ()

    def give_back(self) -> str:
        """Return the first line of the record; the others will be given again."""
        first, *others = self.record
        self._back.extend(reversed(others))
        self.number -= len(others)
        del self.record[1:]
        return first

    @property
    def shown(self) -> str:
        """What can be shown of the record."""
        text = self.record[0].strip()
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

    def _within_limit(self, line: str) -> str:
        """Return a line as it is, or its beginning with a fault."""
        if self.record:
            self._size += len(line)
            if self._size < LONGEST:
                return line
            self._back.append(line)
            self.number -= 1
            raise UnclosedError
        if line.endswith(("\n", "\r")):
            return line
        while rest := self._readline(LONGEST):
            if rest.endswith(("\n", "\r")):
                break
        self.fault = f"longer than {LONGEST:,} characters"
        return line[:_SHOWN] + "…\n"

    def _checked(self, line: str) -> str:
        if LOST in line:
            self.fault = "characters that cannot be decoded: save the file as UTF-8"
        elif _MOJIBAKE.search(line):
            from ftfy import fix_encoding

            repaired = fix_encoding(line)
            if repaired != line:
                self.doubts = ("text that was decoded wrongly was repaired",)
                return repaired
        return line


class UnclosedError(Exception):
    """A record has no end: a quotation mark was not closed."""


@contextmanager
def lines_of(content: Content, encoding: str) -> Iterator[Lines]:
    """Yield the lines of a text.

    Raises:
        NotReadableError, OSError: as `opened`.
    """
    with opened(content) as stream:
        yield Lines(text_of(stream, encoding))
