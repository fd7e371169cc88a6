"""Read TOML files with `tomllib`, within limits, and locate their values."""

import codecs
import re
import tomllib
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from pipeline.model.findings import Place, Pointer, Position
from pipeline.model.lines import Lines
from pipeline.model.nodes import located
from pipeline.model.suggestions import short
from pipeline.system.files import NotRegularError, TooLargeError, read_bytes, reason
from pipeline.system.toml_positions import DEEPEST, PART, TEXT, repeated, tree

MAX_BYTES = 2**18
"""The largest file that is read, in bytes: a profile has about 20 KB."""

_DOTTED = re.compile(rf"{PART}(?:[ \t]*+\.[ \t]*+{PART}){{{DEEPEST}}}", re.DOTALL)
_BRACKET = re.compile(rf"{TEXT}|\#[^\n]*+|[\[\]{{}}]", re.DOTALL)
_NUMBER = re.compile(r"[0-9][0-9_]{999}")
_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
"""How `tomllib` ends its messages."""


class Fault(Enum):
    """Why a text cannot be read."""

    FILE = "the file cannot be opened"
    LARGE = "the file is too large"
    ENCODING = "the file is not UTF-8 text"
    SYNTAX = "the text is not TOML"
    REPEATED = "a key is given twice"
    DEEP = "lists and tables are nested too deeply"


class TomlError(Exception):
    """A file cannot be read as TOML."""

    def __init__(
        self, fault: Fault, message: str, position: Position | None = None, first: Position | None = None
    ) -> None:
        super().__init__(fault, message, position, first)
        self.fault = fault
        self.message = message
        self.position = position
        self.first = first
        """Where a repeated key was first given."""

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The contents of a file. `name` is for display."""

    name: str
    text: str = field(repr=False)
    data: dict[str, Any]

    def place(self, pointer: Pointer, *, at_key: bool = False) -> Place:
        """Return the place of a value, or of the closest enclosing value in the file."""
        return located(Place(self.name, pointer, at_key=at_key), tree(self.text), Lines(self.text, "toml"))


def read(path: Path) -> TomlFile:
    """Return the contents of a file.

    Raises:
        TomlError: it is not a regular file, cannot be opened, is too large, or is not TOML.
    """
    text = _text(path)
    return TomlFile(str(path), text, parse(text))


def parse(text: str) -> dict[str, Any]:
    """Return the contents of a text.

    Raises:
        TomlError: it is not TOML, or is nested too deeply.
    """
    _check_depth(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        again = repeated(text)
        if again is not None:
            message = f"the key “{short(again.name)}” is given twice"
            raise TomlError(Fault.REPEATED, message, again.second, again.first) from error
        message = _WHERE.sub("", str(error))
        raise TomlError(Fault.SYNTAX, message[:1].lower() + message[1:], _position(text, str(error))) from error
    except ValueError as error:  # Python refuses to read numbers of thousands of digits
        found = _NUMBER.search(text)
        position = Lines(text, "toml").position(found.start()) if found else None
        raise TomlError(Fault.SYNTAX, "a number has too many digits", position) from error


def _text(path: Path) -> str:
    try:
        content = read_bytes(path, MAX_BYTES).removeprefix(codecs.BOM_UTF8)
    except NotRegularError as error:
        raise TomlError(Fault.FILE, "this is not a regular file") from error
    except TooLargeError as error:
        raise TomlError(Fault.LARGE, f"this file has {error.size} bytes; the limit is {error.limit}") from error
    except OSError as error:
        raise TomlError(Fault.FILE, f"this file cannot be read: {reason(error)}") from error
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        message = f"byte 0x{content[error.start]:02X} is not UTF-8"
        raise TomlError(Fault.ENCODING, message, Lines(before, "toml").position(len(before))) from error


def _check_depth(text: str) -> None:
    dotted = _DOTTED.search(text) if text.count(".") >= DEEPEST else None
    place = dotted.start() if dotted else _deep_bracket(text)
    if place is not None:
        message = f"lists and tables are nested more than {DEEPEST} deep"
        raise TomlError(Fault.DEEP, message, Lines(text, "toml").position(place))


def _deep_bracket(text: str) -> int | None:
    if text.count("[") + text.count("{") <= DEEPEST:
        return None
    depth = 0
    for found in _BRACKET.finditer(text):
        if found[0] in "[{":
            depth += 1
            if depth > DEEPEST:
                return found.start()
        elif found[0] in "]}":
            depth -= 1
    return None


def _position(text: str, message: str) -> Position | None:
    """Return the position that a message of `tomllib` names; the end of the document is the end of its last word."""
    found = _WHERE.search(message)
    if found is None:
        return None
    return (
        Position(int(found[1]), int(found[2]))
        if found[1]
        else Lines(text, "toml").position(max(len(text.rstrip()) - 1, 0))
    )
