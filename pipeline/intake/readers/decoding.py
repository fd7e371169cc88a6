"""Decode the text of a list, whatever its encoding, and give it line by line.

The encoding is stated by a byte order mark, is UTF-8 or UTF-16, or is guessed from the first bytes beyond ASCII.
"""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from pipeline.intake.readers.family import Content
from pipeline.intake.readers.opening import opened

LONGEST = 100_000
"""The most characters of a line, and of a quoted cell over several lines."""
_SHOWN = 80
_SAMPLE = 2**18
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman", "shift_jis", "gb18030", "big5"]
_LIKELY += ["euc_kr", "euc_jp", "koi8_r", "iso8859_2", "cp874", "cp1258"]
"""What programs in which lists are made write: of all encodings, several fit any text."""
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4\u0102\u010f\u0413\u0420\u0421][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2010-\u2122]"
)
"""What every text looks like somewhere that was UTF-8, and was read as something else."""
LOST = "�"


def encoding_of(content: Content) -> tuple[str, bool]:
    """Return the encoding of a text, and whether it was guessed.

    Raises:
        NotReadableError, OSError: as `opened`.
    """
    with opened(content) as stream:
        start = stream.read(_SAMPLE)
        for mark, encoding in _MARKS:
            if start.startswith(mark):
                return encoding, False
        while start.isascii() and b"\0" not in start:
            more = stream.read(_SAMPLE)
            if not more:
                return "utf-8", False
            start = more[more.find(b"\n") + 1 :] or more
    return _without_mark(start)


def _without_mark(sample: bytes) -> tuple[str, bool]:
    zeros = (sample[::2].count(0), sample[1::2].count(0))
    if sum(zeros) > len(sample) // 8:
        return ("utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"), True
    if _fits(sample, "utf-8"):
        return "utf-8", False
    from charset_normalizer import from_bytes

    telling = b"\n".join(line for line in sample.splitlines() if not line.isascii())
    best = from_bytes(telling[:_SAMPLE], cp_isolation=_LIKELY).best()
    return (best.encoding if best else "cp1252"), True


def _fits(sample: bytes, encoding: str) -> bool:
    """Whether nearly all of a sample is text in an encoding; its last character may be cut off."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    return text.count(LOST) * 200 <= sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))


def decoded(sample: bytes) -> str:
    """Return the text of the beginning of a file, without what may be half a line at its end."""
    encoding, _ = encoding_of(sample)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    return text[: text.rfind("\n") + 1] or text


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

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else self._readline(LONGEST)
        if not line:
            raise StopIteration
        self.number += 1
        self._size += len(line)
        if self._size >= LONGEST:
            line = self._too_long(line)
        elif not line.isascii():
            line = self._checked(line)
        self.record.append(line)
        return line

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

    def _too_long(self, line: str) -> str:
        if self.record:  # the line itself may be short: a quotation mark was not closed
            self._back.append(line)
            self.number -= 1
            raise UnclosedError
        rest = line
        while rest and not rest.endswith(("\n", "\r")):
            rest = self._readline(LONGEST)
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


def text_of(stream: BinaryIO, encoding: str) -> TextIO:
    """Return a stream as text, with its line breaks as they are."""
    return io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")


def said(encoding: str, guessed: bool) -> tuple[str, ...]:
    """Return the note about an encoding, if there is something to say."""
    return (f"encoding: {encoding} (guessed)",) if guessed else ()
