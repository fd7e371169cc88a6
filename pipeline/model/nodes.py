"""The values of a document as a tree, each with where it begins and ends in the text: YAML, CSV and TOML alike.

It is made only when it is asked for: to report where a value stands, and to change a text in place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from pipeline.model.findings import Place, Pointer
from pipeline.model.lines import Lines


@dataclass(slots=True)
class Node:
    """A value and its place, as offsets in characters.

    `end` is right behind its last character: its quotation mark, its bracket, or the line breaks that belong to a
    block scalar.
    """

    start: int
    end: int
    value: Any
    """A text, number, truth value or None; of a mapping the nodes by key, of a list its nodes; of a cell its text."""
    key: Self | None = None
    """The key in front of it, if it is in a mapping; a cell of CSV has none. A TOML table stands where its key does."""
    style: str | None = None
    """Of a scalar of a YAML text: empty (plain), one of the quotation marks, `|` or `>`."""
    flow: bool = False
    """Whether it is in brackets: a scalar if it stands in some, a list or mapping if it has its own."""

    @property
    def fields(self) -> dict[str, Self]:
        """The values of a mapping by key; nothing of any other value."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Self]:
        """The values of a list; nothing of any other value."""
        return self.value if isinstance(self.value, list) else []

    @property
    def key_start(self) -> int:
        """Where its key begins, or itself if it has none."""
        return self.key.start if self.key else self.start

    @property
    def is_scalar(self) -> bool:
        """Whether it has no values in it, and could have none."""
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
    """Return nodes in dicts and lists as one tree; the dicts and lists all stand at the same place: a row, say."""
    if isinstance(value, dict):
        return Node(start, end, {name: enclosing(one, start, end) for name, one in value.items()})
    return Node(start, end, [enclosing(one, start, end) for one in value]) if isinstance(value, list) else value


def located(place: Place, root: Node, lines: Lines) -> Place:
    """Return a place with the position of its value, or of the key of the closest value around it that the text has.

    `root` is the tree of the file, and `lines` are its lines. What is inside a cell of CSV is where the cell is.
    """
    node, found = root.nearest(place.pointer)
    is_name = node.key is not None and (place.at_key or not found or node.key.start == node.start)
    spot = node.key if node.key and is_name else node
    ends = spot.is_scalar and spot.start < spot.end and (found or not node.key)
    return place._replace(position=lines.position(spot.start), end=lines.position(spot.end) if ends else None)
