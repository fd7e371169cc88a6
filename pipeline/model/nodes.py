"""The values of a YAML, CSV or TOML document as a tree, each with its start and end in the text.

The tree is built only when needed: to report the position of a value, and to edit a text in place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from pipeline.model.findings import Place, Pointer
from pipeline.model.lines import Lines


@dataclass(slots=True)
class Node:
    """A value with its start and end, as offsets in characters.

    `end` is right behind its last character: its quotation mark, its bracket, or the line breaks that belong to a
    block scalar.
    """

    start: int
    end: int
    value: Any
    """A text, number, boolean or None; for a mapping, its nodes by key; for a list, its nodes; for a cell, its text."""
    key: Self | None = None
    """Its key, if it is in a mapping; a CSV cell has none. A TOML table has the position of its key."""
    style: str | None = None
    """The style of a YAML scalar: empty (plain), a quotation mark, `|` or `>`."""
    flow: bool = False
    """Whether it is in flow style: a scalar inside brackets, or a list or mapping with its own."""

    @property
    def fields(self) -> dict[str, Self]:
        """The values of a mapping by key; empty for any other value."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Self]:
        """The values of a list; empty for any other value."""
        return self.value if isinstance(self.value, list) else []

    @property
    def key_start(self) -> int:
        """Where its key begins, or where it begins itself if it has no key."""
        return self.key.start if self.key else self.start

    @property
    def is_scalar(self) -> bool:
        """Whether it is neither a list nor a mapping."""
        return not isinstance(self.value, dict | list)

    def data(self) -> Any:
        """Return the plain value: dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {name: node.data() for name, node in self.value.items()}
        return [node.data() for node in self.value] if isinstance(self.value, list) else self.value

    def nearest(self, pointer: Pointer) -> tuple[Self, bool]:
        """Return the value at a pointer, or the closest one around it, and whether it is the value itself."""
        node = self
        for step in pointer:
            inner = node.fields.get(step) if isinstance(step, str) else next(iter(node.items[step : step + 1]), None)
            if inner is None:
                return node, False
            node = inner
        return node, True

    def walk(self, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Self]]:
        """Yield the value and all values in it, each with its pointer."""
        yield pointer, self
        for name, inner in self.fields.items():
            yield from inner.walk((*pointer, name))
        for index, inner in enumerate(self.items):
            yield from inner.walk((*pointer, index))


def enclosing(value: Any, start: int, end: int) -> Node:
    """Return dicts and lists of nodes as one tree; all dicts and lists get the same position, for example a row."""
    if isinstance(value, dict):
        return Node(start, end, {name: enclosing(one, start, end) for name, one in value.items()})
    return Node(start, end, [enclosing(one, start, end) for one in value]) if isinstance(value, list) else value


def located(place: Place, root: Node, lines: Lines) -> Place:
    """Return a place with the position of its value, or of the key of the closest enclosing value in the text.

    `root` is the tree of the file, and `lines` are its lines. A value inside a CSV cell has the position of the cell.
    """
    node, found = root.nearest(place.pointer)
    is_name = node.key is not None and (place.at_key or not found or node.key.start == node.start)
    spot = node.key if node.key and is_name else node
    ends = spot.is_scalar and spot.start < spot.end and (found or not node.key)
    return place._replace(position=lines.position(spot.start), end=lines.position(spot.end) if ends else None)
