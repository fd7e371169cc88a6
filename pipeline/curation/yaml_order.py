"""Put the keys of mappings into their order by moving lines, each with the comments that belong to it.

A comment above a key, as deep as the key or less deep, belongs to that key; one behind a value, or deeper than the
key, belongs to what it follows.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.curation.edits import Edit, applied, line_break, line_start, next_line
from pipeline.curation.yaml_nodes import Node, compose, walk
from pipeline.model.findings import Pointer

Order = Callable[[Pointer], Sequence[str]]
"""Returns the keys of the mapping at a pointer in their order; nothing where the order is free."""

_FOREIGN_BREAK = re.compile(r"\r(?!\n)|[\x85\u2028\u2029]")
_COMMENT = re.compile(r"( *)(#?)")


def ordered(text: str, order: Order) -> str:
    """Return the text with the keys of every mapping in their order; keys that have no place in it come last.

    A mapping whose lines cannot be moved alone (two keys in a line, say) stays as it is.
    """
    if _FOREIGN_BREAK.search(text):
        return text  # to YAML it ends a line, to us it does not
    newline = line_break(text)
    stuck: set[Pointer] = set()
    while True:
        edits: list[Edit] = []
        root = compose(text)
        # The innermost first: their edits cannot overlap. What is around them has its turn in the next round.
        for pointer, node in reversed(list(walk(root))):
            inside = bool(edits) and node.start <= edits[-1].start < node.end
            if pointer in stuck or inside or _sorted(node, order(pointer)) == list(node.pairs or ()):
                continue
            moved = _moved(text, node, order(pointer), newline)
            if moved is None:
                stuck.add(pointer)
            else:
                edits.append(moved)
        if not edits:
            return text
        text = applied(text, edits)


def _sorted(node: Node, order: Sequence[str]) -> list[tuple[str, Node, Node]]:
    rank = {name: number for number, name in enumerate(order)}
    return sorted(node.pairs or (), key=lambda pair: rank.get(pair[0], len(rank)))


def _moved(text: str, node: Node, order: Sequence[str], newline: str) -> Edit | None:
    assert node.pairs is not None  # noqa: S101  what has an order to be in is a mapping
    return _in_braces(text, node, order) if node.braces else _in_lines(text, node, order, newline)


def _in_braces(text: str, node: Node, order: Sequence[str]) -> Edit | None:
    """Exchange the pairs; commas, spaces and line breaks between them stay where they are."""
    pairs = node.pairs or []
    between = [text[one[2].end : other[1].start] for one, other in pairwise(pairs)]
    if any("#" in gap for gap in between):
        return None
    slices = [text[key.start : value.end] for _, key, value in _sorted(node, order)]
    return Edit(pairs[0][1].start, pairs[-1][2].end, "".join(map("".join, zip(slices, [*between, ""], strict=True))))


def _in_lines(text: str, node: Node, order: Sequence[str], newline: str) -> Edit | None:
    """Exchange the lines. The first key may stand behind the dash of a list; then another one takes that place."""
    pairs = node.pairs or []
    column = node.start - line_start(text, node.start)
    prefix = text[line_start(text, node.start) : node.start]
    starts = [line_start(text, key.start) for _, key, _ in pairs]
    alone = all(
        text[start : key.start] == " " * column for start, (_, key, _) in zip(starts[1:], pairs[1:], strict=True)
    )
    if not alone or prefix.strip(" -"):
        return None
    ends = [_end(text, pair[2], column + 1, limit) for pair, limit in zip(pairs, starts[1:], strict=False)]
    ends.append(_end(text, pairs[-1][2], column, len(text)))
    begins = [starts[0], *ends[:-1]]
    chunks = dict(zip((key for key, *_ in pairs), zip(begins, starts, ends, strict=True), strict=True))
    above, lines = "", []
    for number, (name, *_) in enumerate(_sorted(node, order)):
        begin, start, end = chunks[name]
        # Deeper than its key, a comment could become part of a block scalar that now comes before it.
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


def _end(text: str, value: Node, depth: int, limit: int) -> int:
    """Return where the lines of a value end, with the comments behind it that are at least so deep."""
    # The line break that ends a block scalar is part of it.
    end = value.end if text[value.end - 1] == "\n" else next_line(text, value.end)
    while end < limit:
        found = _COMMENT.match(text, end)
        if found is None or not found[2] or len(found[1]) < depth:
            break
        end = next_line(text, end)
    return end
