"""Find the positions of the keys and values of a TOML text.

`tomllib` says where a text is malformed, but not where a value is. tomlkit keeps the layout of a file, but no
positions either. So a text that findings refer to is read a second time, just for positions.

Source of the grammar: https://toml.io/en/v1.0.0
"""

import re
import tomllib
from typing import Any, NamedTuple

from pipeline.model.findings import Pointer, Position
from pipeline.model.lines import Lines
from pipeline.model.nodes import Node

DEEPEST = 100
"""How deep lists and tables may be nested, and how many dots a key may have.

A TOML reader recurses for each bracket and copies a key for each of its parts, so a hostile text could exhaust the
stack or take minutes.
"""

_BASIC = r'"(?:\\.|[^"\\\n])*+"'
_LITERAL = r"'[^'\n]*+'"
_LONG_BASIC = r'"""(?:\\.|[^"\\]|"{1,2}(?!"))*+"{3,5}'
_LONG_LITERAL = r"'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
TEXT = f"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}"
"""A quoted string; compile with `re.DOTALL`."""
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


def tree(text: str) -> Node:
    """Return the position of each value of a TOML text; for a malformed text, of those before the error.

    The tree contains only lists and tables as values: `tomllib` reads the others.
    """
    reader = _Reader(text)
    reader.read()
    root, *others = reader.nodes.items()  # outer nodes come before inner ones
    for (*way, step), node in others:
        around = reader.nodes[tuple(way)].value
        if isinstance(around, dict):
            around[step] = node
        elif isinstance(around, list):
            around.append(node)
    return root[1]


def repeated(text: str) -> Repeated | None:
    """Return the first key or table of a TOML text that is given twice."""
    reader = _Reader(text)
    reader.read()
    return reader.repeated


class _EndError(Exception):
    """The text is malformed from here on, or a key is given twice."""


class _Reader:
    def __init__(self, text: str) -> None:
        self.nodes: dict[Pointer, Node] = {(): Node(0, len(text), {})}
        self.repeated: Repeated | None = None
        self._text = text
        self._at = 0
        self._depth = 0
        self._given: set[Pointer] = set()
        self._lengths: dict[Pointer, int] = {}
        """The number of tables so far in each array of tables."""

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
        """Read what follows the first bracket of `[a.b]` or `[[a.b]]`; return the table that it opens."""
        is_array = self._takes("[")
        pointer, key = self._key(())
        self._expect("]")
        if not is_array:
            self._give(pointer, _named(key, {}))
            return pointer
        self._expect("]")
        if pointer in self._given:
            self._give(pointer, _named(key, []))
        self.nodes.setdefault(pointer, _named(key, []))
        number = self._lengths.get(pointer, 0)
        self._lengths[pointer] = number + 1
        self.nodes[*pointer, number] = _named(key, {})
        return *pointer, number

    def _pair(self, table: Pointer) -> None:
        pointer, key = self._key(table)
        self._expect("=")
        self._value(pointer, key)

    def _key(self, table: Pointer) -> tuple[Pointer, Node]:
        """Read a dotted key; return its pointer inside a table, and its last part."""
        pointer = table
        for _ in range(DEEPEST + 1):
            self._skip()
            start = self._at
            pointer = *pointer, self._name()
            key = Node(start, self._at, pointer[-1])
            self._skip()
            if not self._takes("."):
                return pointer, key
            self.nodes.setdefault(pointer, _named(key, {}))
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

    def _value(self, pointer: Pointer, key: Node | None = None) -> None:
        self._skip()
        node = Node(self._at, self._at, None, key)
        self._give(pointer, node)
        self._depth += 1
        if self._depth > DEEPEST + 1:
            raise _EndError
        if self._takes("["):
            node.value = []
            number = 0
            while not self._closes("]"):
                self._value((*pointer, number))
                number += 1
        elif self._takes("{"):
            node.value = {}
            while not self._closes("}"):
                self._pair(pointer)
        else:
            self._match(_SCALAR)
        node.end = node.start + len(self._text[node.start : self._at].rstrip())
        self._depth -= 1

    def _closes(self, bracket: str) -> bool:
        """Whether the list or table ends here; skips a comma before the end or the next item."""
        self._skip()
        self._takes(",")
        self._skip()
        return self._takes(bracket)

    def _give(self, pointer: Pointer, node: Node) -> None:
        if pointer in self._given:
            first, second = map(Lines(self._text, "toml").position, (self.nodes[pointer].key_start, node.key_start))
            self.repeated = Repeated(str(pointer[-1]), first, second)
            raise _EndError
        self._given.add(pointer)
        self.nodes[pointer] = node

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


def _named(key: Node, value: Any) -> Node:
    """Return a list or table, positioned at its name."""
    return Node(key.start, key.end, value, key)


def _unescaped(quoted: str) -> str:
    if "\\" not in quoted:
        return quoted[1:-1]
    try:
        return str(tomllib.loads(f"key = {quoted}")["key"])
    except tomllib.TOMLDecodeError as error:
        raise _EndError from error
