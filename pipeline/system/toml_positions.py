"""Where the keys and values of a TOML text stand.

`tomllib` says where a text is malformed, but not where a value stands; tomlkit, which keeps the layout of a file, keeps
no positions either. So a text that is to be quoted from is read a second time, for its positions alone.

Source of the grammar: https://toml.io/en/v1.0.0
"""

import re
import tomllib
from bisect import bisect_right
from typing import NamedTuple

from pipeline.model.findings import Pointer, Position
from pipeline.model.marks import Marks

DEEPEST = 100
"""How deep lists and tables may be nested, and how many dots a key may have.

A reader of TOML calls itself for each bracket and copies a key for each of its parts, so a text may be made to take all
of the stack, or minutes.
"""

_BASIC = r'"(?:\\.|[^"\\\n])*+"'
_LITERAL = r"'[^'\n]*+'"
_LONG_BASIC = r'"""(?:\\.|[^"\\]|"{1,2}(?!"))*+"{3,5}'
_LONG_LITERAL = r"'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
TEXT = f"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}"
"""A text in quotes; to be compiled with `re.DOTALL`."""
PART = rf"(?:(?<![\w-])[\w-]++|{_BASIC}|{_LITERAL})"
"""A part of a dotted key."""

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_PART = re.compile(PART, re.DOTALL)
_SCALAR = re.compile(rf"{TEXT}|[^,\]}}#\n]++", re.DOTALL)


class Repeated(NamedTuple):
    """A key that is given twice."""

    name: str
    first: Position
    second: Position


def positions(text: str) -> Marks:
    """Return the positions in a TOML text; in one that is malformed, those before the fault."""
    reader = _Reader(text)
    reader.read()
    return reader.marks


def repeated(text: str) -> Repeated | None:
    """Return the first key or table of a TOML text that is given twice."""
    reader = _Reader(text)
    reader.read()
    return reader.repeated


class Lines:
    """The lines of a text, to turn offsets into positions."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def position(self, offset: int) -> Position:
        """Return the line and column of a character."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)


class _EndError(Exception):
    """The text is malformed from here on, or a key is given twice."""


class _Reader:
    def __init__(self, text: str) -> None:
        self.marks: Marks = {(): (Position(), Position())}
        self.repeated: Repeated | None = None
        self._text = text
        self._at = 0
        self._lines = Lines(text)
        self._depth = 0
        self._given: set[Pointer] = set()
        self._lengths: dict[Pointer, int] = {}
        """Of arrays of tables, how many tables there are so far."""

    def read(self) -> None:
        table: Pointer = ()
        try:
            while not self._ended():
                if self._takes("["):
                    table = self._header()
                else:
                    self._pair(table)
        except _EndError:
            pass

    def _header(self) -> Pointer:
        """Read what follows the first bracket of `[a.b]` or `[[a.b]]`; return the table that it begins."""
        is_array = self._takes("[")
        pointer, at = self._key(())
        self._expect("]")
        if not is_array:
            self._give(pointer, at, at)
            return pointer
        self._expect("]")
        if pointer in self._given:
            self._give(pointer, at, at)
        self.marks.setdefault(pointer, (at, at))
        number = self._lengths.get(pointer, 0)
        self._lengths[pointer] = number + 1
        self.marks[*pointer, number] = at, at
        return *pointer, number

    def _pair(self, table: Pointer) -> None:
        pointer, at = self._key(table)
        self._expect("=")
        self._value(pointer, at)

    def _key(self, table: Pointer) -> tuple[Pointer, Position]:
        """Read a dotted key; return the pointer that it makes inside a table, and where its last part stands."""
        pointer = table
        for _ in range(DEEPEST + 1):
            self._skip()
            at = self._here()
            pointer = *pointer, self._name()
            self._skip()
            if not self._takes("."):
                return pointer, at
            self.marks.setdefault(pointer, (at, at))
            if pointer in self._lengths:
                pointer = *pointer, self._lengths[pointer] - 1
        raise _EndError

    def _name(self) -> str:
        part = self._match(_PART)
        if part[0] == "'":
            return part[1:-1]
        if part[0] == '"':
            return _unescaped(part)
        return part

    def _value(self, pointer: Pointer, key: Position | None = None) -> None:
        self._skip()
        at = self._here()
        self._give(pointer, at if key is None else key, at)
        self._depth += 1
        if self._depth > DEEPEST + 1:
            raise _EndError
        if self._takes("["):
            number = 0
            while not self._closes("]"):
                self._value((*pointer, number))
                number += 1
        elif self._takes("{"):
            while not self._closes("}"):
                self._pair(pointer)
        else:
            self._match(_SCALAR)
        self._depth -= 1

    def _closes(self, bracket: str) -> bool:
        """Whether the list or table ends here; a comma before the end, or before the next item, is passed over."""
        self._skip()
        self._takes(",")
        self._skip()
        return self._takes(bracket)

    def _give(self, pointer: Pointer, key: Position, value: Position) -> None:
        if pointer in self._given:
            self.repeated = Repeated(str(pointer[-1]), self.marks[pointer][0], key)
            raise _EndError
        self._given.add(pointer)
        self.marks[pointer] = key, value

    def _ended(self) -> bool:
        self._skip()
        return self._at >= len(self._text)

    def _skip(self) -> None:
        self._match(_BLANK)

    def _takes(self, mark: str) -> bool:
        found = self._text.startswith(mark, self._at)
        self._at += found
        return found

    def _expect(self, mark: str) -> None:
        self._skip()
        if not self._takes(mark):
            raise _EndError

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise _EndError
        self._at = found.end()
        return found[0]

    def _here(self) -> Position:
        return self._lines.position(self._at)


def _unescaped(quoted: str) -> str:
    if "\\" not in quoted:
        return quoted[1:-1]
    try:
        return str(tomllib.loads(f"key = {quoted}")["key"])
    except tomllib.TOMLDecodeError as error:
        raise _EndError from error
