"""TOML texts in every layout, with what they hold and where it stands, as it was noted while they were written."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from pipeline.model.findings import Pointer, Position

Marks = dict[Pointer, tuple[Position, Position]]
"""For each pointer, the position of its key (of the value itself where it has none) and of its value."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TEXTS = st.sampled_from(["", "a", "b c", "é", "[x]", "# no", "a = 1", '"', "'", '""', "\\", "\n", "1.5", "}", ","])
_NAMES = st.sampled_from(["a", "b", "c-d", "1", "é", "x y", "", '"', "'", "[a]", "a.b", "#"])
_VALUES = st.recursive(
    st.booleans() | st.integers(-9, 9) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=8,
)
_TABLES = st.dictionaries(_NAMES, _VALUES, max_size=4)


@dataclass
class Written:
    """A text, what it holds, and where that stands."""

    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    marks: Marks = field(default_factory=lambda: {(): (Position(), Position())})


@st.composite
def toml_texts(draw: st.DrawFn) -> Written:
    """Any record, in any layout."""
    writer = _Writer(draw)
    writer.written.data = draw(_TABLES)
    writer.table((), (), writer.written.data)
    return writer.written


class _Writer:
    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.written = Written()

    def chance(self) -> bool:
        return self.draw(st.booleans())

    def put(self, text: str) -> Position:
        """Add to the text, and return where it begins."""
        before = self.written.text
        self.written.text += text
        return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))

    def gap(self) -> None:
        """Add white space of one line."""
        self.put(self.draw(st.sampled_from(["", " ", "\t "])))

    def blank(self) -> None:
        """Add white space of several lines, with comments."""
        self.put(self.draw(st.sampled_from(["", " ", "\n", "\r\n\t", '# a "comment" = [1]\n', " # '''\n\n"])))

    def end(self) -> None:
        self.put(self.draw(st.sampled_from(["\n", " # [x]\n", "\r\n"])))
        self.blank()

    def table(self, names: tuple[str, ...], pointer: Pointer, record: dict[str, Any]) -> None:
        """Write a table: first what stands in it, then the tables below it that have headers of their own."""
        below = {}
        for name, value in record.items():
            if (isinstance(value, dict) and self.chance()) or (_is_array(value) and self.chance()):
                below[name] = value
            elif isinstance(value, dict) and value and self.chance():
                for inner, one in value.items():
                    self.pair(pointer, (name, inner), one)
                    self.end()
            else:
                self.pair(pointer, (name,), value)
                self.end()
        for name, value in below.items():
            path, inside = (*names, name), (*pointer, name)
            if isinstance(value, dict):
                at = self.header("[", path, "]", inside)
                self.written.marks[inside] = at, at
                self.table(path, inside, value)
            for number, one in enumerate(value if isinstance(value, list) else ()):
                at = self.header("[[", path, "]]", inside)
                self.written.marks.setdefault(inside, (at, at))
                self.written.marks[*inside, number] = at, at
                self.table(path, (*inside, number), one)

    def header(self, opening: str, names: tuple[str, ...], closing: str, pointer: Pointer) -> Position:
        self.put(opening)
        (*_, at) = self.key(names)
        self.put(closing)
        self.end()
        return at

    def key(self, names: tuple[str, ...]) -> list[Position]:
        places = []
        for number, name in enumerate(names):
            self.gap()
            if number:
                self.put(".")
                self.gap()
            places.append(self.put(self.name(name)))
        self.gap()
        return places

    def name(self, name: str) -> str:
        ways = [json.dumps(name)]
        ways += [name] * bool(_BARE.fullmatch(name))
        ways += [f"'{name}'"] * ("'" not in name)
        return self.draw(st.sampled_from(ways))

    def pair(self, table: Pointer, names: tuple[str, ...], value: Any) -> None:
        pointer = table
        places = self.key(names)
        for name, at in zip(names, places, strict=True):
            pointer = (*pointer, name)
            self.written.marks.setdefault(pointer, (at, at))
        self.put("=")
        self.gap()
        self.value(pointer, value, places[-1])

    def value(self, pointer: Pointer, value: Any, key: Position | None = None) -> None:
        at = self.put("")
        self.written.marks[pointer] = key or at, at
        if isinstance(value, dict):
            self.put("{")
            for number, (name, inner) in enumerate(value.items()):
                self.put("," if number else "")
                self.gap()
                self.pair(pointer, (name,), inner)
            self.gap()
            self.put("}")
        elif isinstance(value, list):
            self.put("[")
            for number, inner in enumerate(value):
                self.put("," if number else "")
                self.blank()
                self.value((*pointer, number), inner)
            self.blank()
            self.put(", " if value and self.chance() else "")
            self.blank()
            self.put("]")
        else:
            self.put(self.scalar(value))

    def scalar(self, value: Any) -> str:
        if not isinstance(value, str):
            return json.dumps(value)
        ways = [json.dumps(value)]
        if value[:1] != "\n" and "\\" not in value:
            ways += [f'"""{value}"""'] * ('"' not in value) + [f"'''{value}'''"] * ("'" not in value)
            ways += [f"'{value}'"] * ("'" not in value and "\n" not in value)
        return self.draw(st.sampled_from(ways))


def _is_array(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
