"""The values of a YAML text and where each one stands, for changing the text and nothing else of it.

The text is one that `pipeline.reading.yaml_events` has read without fault: no aliases, tags or second documents, and
no deeper than its limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from pipeline.model.findings import Pointer


@dataclass(slots=True)
class Node:
    """A value. `end` is right behind its last character, or behind the line breaks that belong to a block scalar."""

    start: int
    end: int
    flow: bool
    """Whether commas and brackets have a meaning where it stands."""
    style: str | None = None
    """Of a scalar: empty (plain), one of the quotation marks, `|` or `>`."""
    pairs: list[tuple[str, Self, Self]] | None = field(default=None)
    """Of a mapping: each key, its own node, and its value's."""
    items: list[Self] | None = field(default=None)
    """Of a sequence."""
    braces: bool = False
    """Whether a mapping or sequence is written with brackets."""

    def get(self, name: str) -> Self | None:
        """Return the value at a key of a mapping."""
        return next((value for key, _, value in self.pairs or () if key == name), None)


def compose(text: str) -> Node:
    """Return the root of a text."""
    loader = yaml.CSafeLoader(text)
    try:
        while True:
            event = loader.get_event()
            if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
                return _node(loader, event, flow=False)
    finally:
        loader.dispose()


def _node(loader: Any, event: Any, *, flow: bool) -> Node:
    start = event.start_mark.index
    node = Node(start, event.end_mark.index, flow)
    if isinstance(event, ScalarEvent):
        node.style = event.style or ""
        return node
    braces = node.braces = bool(event.flow_style)
    if isinstance(event, MappingStartEvent):
        node.pairs = []
        while not isinstance(event := loader.get_event(), MappingEndEvent):
            key = _node(loader, event, flow=flow or braces)
            node.pairs.append((event.value, key, _node(loader, loader.get_event(), flow=flow or braces)))
        last = node.pairs[-1][2].end if node.pairs else node.end
    else:
        node.items = []
        while not isinstance(event := loader.get_event(), SequenceEndEvent):
            node.items.append(_node(loader, event, flow=flow or braces))
        last = node.items[-1].end if node.items else node.end
    # The parser ends a block where the next thing begins, behind comments that are not part of it.
    node.end = event.end_mark.index if braces else last
    return node


def walk(node: Node, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Node]]:
    """Yield a value and all values in it, each with its pointer."""
    yield pointer, node
    for key, _, value in node.pairs or ():
        yield from walk(value, (*pointer, key))
    for index, item in enumerate(node.items or ()):
        yield from walk(item, (*pointer, index))


def find(node: Node, pointer: Pointer) -> Node | None:
    """Return the value at a pointer."""
    found: Node | None = node
    for step in pointer:
        if found is None:
            return None
        if isinstance(step, str):
            found = found.get(step)
        else:
            found = found.items[step] if found.items and step < len(found.items) else None
    return found
