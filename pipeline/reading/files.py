"""Read one source file as text, or say why it cannot be read."""

import codecs
import os
from collections.abc import Callable
from pathlib import Path

from pipeline.model.findings import Finding, Place, Position
from pipeline.rules.files import reading as rules
from pipeline.system.files import NotRegularError, TooLargeError, read_bytes, real, reason

MAX_BYTES = 8 * 1024 * 1024
"""About 12,000 words: far more than a person reviews in one file."""

OUTSIDE = "this links to a place outside the pack"

_FOREIGN_MARKS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}


def inner_path(path: Path, root: Path, resolve: Callable[[Path], Path] = real) -> Path | None:
    """Return the path of a file relative to the pack at `root`, or None if it is outside.

    What counts is the file's name in the pack: if it is a link, it is not followed. `resolve` may remember real paths.
    """
    home, whole = resolve(root), Path(os.path.normpath(path.absolute()))
    found = next((folder for folder in (whole, *whole.parents) if resolve(folder) == home), None)
    return whole.relative_to(found) if found else None


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path in the pack at `root` is, or goes through, a link to a place outside the pack."""
    return not real(path).is_relative_to(real(root))


def read_source(path: Path, root: Path, file: str) -> tuple[bytes, str] | Finding:
    """Return the bytes and the text of a source file of the pack at `root`.

    A byte order mark is removed from the text. `file` is the name that findings show.
    """
    if leads_out(path, root):
        return Finding(rules.UNREADABLE, OUTSIDE, Place(file))
    try:
        content = read_bytes(path, MAX_BYTES)
    except NotRegularError:
        return Finding(rules.UNREADABLE, "this is not a regular file", Place(file))
    except TooLargeError as error:
        message = (
            f"this file has {error.size / 2**20:.0f} MB; the limit is {error.limit // 2**20} MB. "
            "Split it into topics of 20 to 50 words"
        )
        return Finding(rules.TOO_LARGE, message, Place(file))
    except OSError as error:
        return Finding(rules.UNREADABLE, f"this file cannot be read: {reason(error)}", Place(file))
    text = decode(content, file)
    return text if isinstance(text, Finding) else (content, text)


def decode(content: bytes, file: str) -> str | Finding:
    """Return the text of a file without a byte order mark, or the finding that it is not UTF-8 text."""
    if not content.strip():
        return Finding(rules.EMPTY, "this file is empty", Place(file))
    for mark, name in _FOREIGN_MARKS.items():
        if content.startswith(mark):
            return Finding(rules.ENCODING, f"this file is {name}; save it as UTF-8", Place(file))
    zero = content.find(b"\0")
    if zero >= 0:
        message = "this is not a text file: it has a zero byte"
        return Finding(rules.ENCODING, message, Place(file, position=_position(content, zero)))
    try:
        return content.decode("utf-8-sig").lstrip("\ufeff")  # YAML strips one more and leaves it out of its positions
    except UnicodeDecodeError as error:
        start = error.start + (len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0)
        guess = content[start : start + 1].decode("cp1252", "replace")
        message = (
            f"byte 0x{content[start]:02X} is not UTF-8; if it should read “{guess}”, "
            "the file was saved as Latin-1 or Windows-1252: save it as UTF-8"
        )
        return Finding(rules.ENCODING, message, Place(file, position=_position(content, start)))


def _position(content: bytes, offset: int) -> Position:
    before = content[:offset].removeprefix(codecs.BOM_UTF8)
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    return Position(before.count(b"\n") + 1, column)
