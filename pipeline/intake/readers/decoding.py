"""Decode the text of a list, whatever its encoding.

The encoding is stated by a byte order mark, is UTF-8 or UTF-16, or is guessed from the first bytes beyond ASCII.
"""

import codecs
import io
import re
from typing import BinaryIO, TextIO

from pipeline.intake.readers.family import Content
from pipeline.intake.readers.guessing import guessed, utf_16_of
from pipeline.intake.readers.opening import opened

_SAMPLE = 2**18
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
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
    if wide := utf_16_of(sample):
        return wide, True
    if _fits(sample, "utf-8"):
        return "utf-8", False
    return guessed(sample), True


def _fits(sample: bytes, encoding: str) -> bool:
    """Whether nearly all of a sample is text in an encoding; its last character may be cut off."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    return text.count(LOST) * 200 <= sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))


def decoded(sample: bytes) -> str:
    """Return the text of the beginning of a file, without what may be half a line at its end."""
    encoding, _ = encoding_of(sample)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    return text[: text.rfind("\n") + 1] or text


def text_of(stream: BinaryIO, encoding: str) -> TextIO:
    """Return a stream as text, with its line breaks as they are."""
    return io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")


def said(encoding: str, was_guessed: bool) -> tuple[str, ...]:
    """Return the note about an encoding, if there is something to say."""
    return (f"encoding: {encoding} (guessed)",) if was_guessed else ()
