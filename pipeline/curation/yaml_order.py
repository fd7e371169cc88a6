"""Sort the keys of mappings by moving lines, each with the comments that belong to it.

A comment above a key, indented as deep as the key or less, belongs to that key. A comment after a value, or indented
deeper than the key, belongs to what it follows.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.curation.edits import Edit, applied, line_break, line_start, next_line
from pipeline.model.findings import Pointer
from pipeline.model.nodes import Node
from pipeline.reading.yaml_tree import compose

Order = Callable[[Pointer], Sequence[str]]
"""Returns the ordered keys of the mapping at a pointer, or nothing if the order is free."""

_FOREIGN_BREAK = re.compile(r"\r(?!\n)|[\x85\u2028\u2029]")
_COMMENT = re.compile(r"( *)(#?)")


def ordered(text: str, order: Order) -> str:
    """Return the text with the keys of every mapping in order. Keys without a place in the order come last.

    A mapping whose lines cannot be moved separately (two keys on a line, say) stays as it is.
    """
    if _FOREIGN_BREAK.search(text):
        return text  # YAML ends a line here, but we do not
    newline = line_break(text)
    stuck: set[Pointer] = set()
    while True:
        edits: list[Edit] = []
        root = compose(text).root
        # Innermost mappings first, since their edits cannot overlap. The mappings around them follow in the next round.
        for pointer, node in reversed(list(root.walk())):
            inside = bool(edits) and node.start <= edits[-1].start < node.end
            if pointer in stuck or inside or _sorted(node, order(pointer)) == list(node.fields.values()):
                continue
            moved = _moved(text, node, order(pointer), newline)
            if moved is None:
                stuck.add(pointer)
            else:
                edits.append(moved)
        if not edits:
            return text
        text = applied(text, edits)


def _sorted(node: Node, order: Sequence[str]) -> list[Node]:
    rank = {name: number for number, name in enumerate(order)}
    fields = sorted(node.fields.items(), key=lambda field: rank.get(field[0], len(rank)))
    return [value for _, value in fields]


def _moved(text: str, node: Node, order: Sequence[str], newline: str) -> Edit | None:
    return _in_braces(text, node, order) if node.flow else _in_lines(text, node, order, newline)


def _in_braces(text: str, node: Node, order: Sequence[str]) -> Edit | None:
    """Swap the pairs; commas, spaces and line breaks between them stay where they are."""
    values = list(node.fields.values())
    between = [text[one.end : other.key_start] for one, other in pairwise(values)]
    if any("#" in gap for gap in between):
        return None
    slices = [text[value.key_start : value.end] for value in _sorted(node, order)]
    moved = "".join(map("".join, zip(slices, [*between, ""], strict=True)))
    return Edit(values[0].key_start, values[-1].end, moved)


def _in_lines(text: str, node: Node, order: Sequence[str], newline: str) -> Edit | None:
    """Swap the lines. The first key may follow the dash of a list item; then another key takes that place."""
    values = list(node.fields.values())
    column = node.start - line_start(text, node.start)
    prefix = text[line_start(text, node.start) : node.start]
    starts = [line_start(text, value.key_start) for value in values]
    alone = all(
        text[start : value.key_start] == " " * column for start, value in zip(starts[1:], values[1:], strict=True)
    )
    if not alone or prefix.strip(" -"):
        return None
    ends = [end_of_lines(text, value, column + 1, limit) for value, limit in zip(values, starts[1:], strict=False)]
    ends.append(end_of_lines(text, values[-1], column, len(text)))
    begins = [starts[0], *ends[:-1]]
    chunks = dict(zip(starts, zip(begins, ends, strict=True), strict=True))
    above, lines = "", []
    for number, value in enumerate(_sorted(node, order)):
        start = line_start(text, value.key_start)
        begin, end = chunks[start]
        # A comment deeper than its key could become part of a block scalar that now precedes it.
        depth = prefix.find("-") if number == 0 and "-" in prefix else column
        comments = re.sub(rf"^ {{{depth + 1},}}(?=#)", " " * depth, text[begin:start], flags=re.MULTILINE)
        chunk = text[start + column : end]
        if not chunk.endswith("\n"):
            chunk += newline
        if number == 0:
            above = comments
        lines.append((prefix if number == 0 else comments + " " * column) + chunk)
    result = above + "".join(lines)
    if not text[starts[0] : ends[-1]].endswith("\n"):
        result = result.removesuffix(newline)
    return Edit(starts[0], ends[-1], result)


def end_of_lines(text: str, value: Node, depth: int, limit: int) -> int:
    """Return where the lines of a value end, including the comments after it that are at least that deep."""
    # The line break that ends a block scalar is part of it.
    end = value.end if text[value.end - 1] == "\n" else next_line(text, value.end)
    while end < limit:
        found = _COMMENT.match(text, end)
        if found is None or not found[2] or len(found[1]) < depth:
            break
        end = next_line(text, end)
    return end
