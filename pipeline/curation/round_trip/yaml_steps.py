"""Take steps in the text of a YAML word list, by edits at positions: comments, quoting and layout of the rest stay."""

from collections.abc import Mapping
from typing import Any

from pipeline.curation.edits import Edit, applied, line_break, line_start
from pipeline.curation.fields import key_order
from pipeline.curation.fix import UnfaithfulError
from pipeline.curation.round_trip.steps import Add, Cut, Put, Step, ordered
from pipeline.curation.yaml_order import end_of_lines
from pipeline.curation.yaml_scalars import rewritten, written
from pipeline.model.findings import Pointer
from pipeline.model.nodes import Node
from pipeline.reading.yaml_tree import compose


def taken(text: str, steps: Mapping[int, list[Step]]) -> str:
    """Return the text of a word list with the steps of entries, by index, taken in order.

    Raises:
        UnfaithfulError: the layout does not allow it.
    """
    queues = {index: ordered(own) for index, own in steps.items()}
    removed = {index: queue for index, queue in queues.items() if any(not step.pointer for step in queue)}
    for round_ in (*_rounds({index: own for index, own in queues.items() if index not in removed}), removed):
        if round_:
            words = compose(text).root.fields["words"]
            text = applied(text, [_edit(text, words, index, queue[0]) for index, queue in round_.items()])
    return text


def _rounds(queues: dict[int, list[Step]]) -> list[dict[int, list[Step]]]:
    """Return one step of each entry at a time: edits of different entries do not overlap."""
    longest = max(map(len, queues.values()), default=0)
    return [
        {index: own[number : number + 1] for index, own in queues.items() if own[number:]} for number in range(longest)
    ]


def block(value: Mapping[str, Any]) -> list[str]:
    """Return the lines of a mapping in block style, without indentation."""
    lines: list[str] = []
    for key, one in value.items():
        if isinstance(one, list) and one and isinstance(one[0], dict):
            lines += [f"{key}:", *(f"  {line}" for item in one for line in item_lines(item))]
        else:
            lines.append(f"{key}: {_flow(one, flow=False)}")
    return lines


def item_lines(value: Mapping[str, Any]) -> list[str]:
    """Return the lines of a mapping that is an item of a list in block style."""
    first, *rest = block(value)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _flow(value: Any, *, flow: bool = True) -> str:
    """Return a value on one line. Outside brackets, a text needs fewer quotation marks."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return written(value, flow=flow) if isinstance(value, str) else str(value)


def _edit(text: str, words: Node, index: int, step: Step) -> Edit:
    if not step.pointer:
        return _cut_item(text, words, index)
    *way, last = step.pointer
    holder, found = words.nearest((index, *way))
    if not found:
        raise UnfaithfulError
    match step, last:
        case Put(), str():
            return _put(text, holder, way, last, step.value)
        case Cut(), str():
            return _cut_key(text, holder, last)
        case Cut(), int():
            return _cut_item(text, holder, last)
        case Add(), str():
            items = holder.fields.get(last)
            if items is None or not items.items:
                return _put(text, holder, way, last, [step.value])
            return _add_item(text, items, step.value)
    raise UnfaithfulError


def _put(text: str, holder: Node, way: list[str | int], key: str, value: Any) -> Edit:
    node = holder.fields.get(key)
    if node is None:
        return _add_key(text, holder, ("words", 0, *way), {key: value})
    if node.items and isinstance(value, list):
        return _in_list(text, node, value)
    if not node.is_scalar and (node.items or node.fields):
        raise UnfaithfulError
    if node.style in ("'", '"', "|", ">") and isinstance(value, str):
        new = rewritten(text[node.start : node.end], value, node.style, lambda line: line, flow=node.flow)
    else:
        new = _flow(value, flow=node.flow)
    space = " " * (node.start == node.end and not text[: node.start].endswith(" "))
    return Edit(node.start, node.end, space + new)


def _in_list(text: str, node: Node, value: list[Any]) -> Edit:
    """Return the edit that gives a list of texts its new items; those at both ends that stay are not touched."""
    old = [item.value for item in node.items]
    same = next((place for place, (one, other) in enumerate(zip(old, value, strict=False)) if one != other), None)
    start = min(len(old), len(value)) if same is None else same
    if node.flow:
        return Edit(node.start, node.end, _flow(value))
    column = node.start - line_start(text, node.start)
    first = node.items[start] if start < len(old) else None
    at = line_start(text, first.start) if first else end_of_lines(text, node.items[-1], column + 1, len(text))
    end = end_of_lines(text, node.items[-1], column + 1, len(text)) if first else at
    if "#" in text[at:end]:
        raise UnfaithfulError  # a comment would be lost
    lines = [" " * column + f"- {_flow(one, flow=False)}" for one in value[start:]]
    return _lines_at(text, at, end, lines)


def _lines_at(text: str, at: int, end: int, lines: list[str]) -> Edit:
    """Return the edit that puts whole lines at the beginning of a line, or at the end of the text."""
    newline = line_break(text)
    new = "".join(line + newline for line in lines)
    if at and not text[:at].endswith("\n"):
        return Edit(at, end, newline + new.removesuffix(newline))
    return Edit(at, end, new)


def _add_key(text: str, holder: Node, pointer: Pointer, value: dict[str, Any]) -> Edit:
    """Return the edit that adds a key behind the last one that comes before it in an entry."""
    (key,) = value
    order = key_order("words", pointer)
    before = [name for name in holder.fields if name in order[: order.index(key)]]
    if not holder.fields:
        raise UnfaithfulError
    previous = holder.fields[before[-1] if before else next(iter(holder.fields))]
    if holder.flow:
        return Edit(previous.end, previous.end, f", {key}: {_flow(value[key])}")
    column = holder.start - line_start(text, holder.start)
    at = end_of_lines(text, previous, column + 1, len(text))
    return _lines_at(text, at, at, [" " * column + line for line in block(value)])


def _cut_key(text: str, holder: Node, key: str) -> Edit:
    values = list(holder.fields.values())
    place = list(holder.fields).index(key)
    node = values[place]
    if len(values) == 1:
        raise UnfaithfulError
    if place == 0:
        end = values[1].key_start
        if "#" in text[node.end : end]:
            raise UnfaithfulError  # a comment would be lost
        return Edit(node.key_start, end, "")
    if holder.flow:
        return Edit(values[place - 1].end, node.end, "")
    column = holder.start - line_start(text, holder.start)
    return Edit(line_start(text, node.key_start), end_of_lines(text, node, column + 1, len(text)), "")


def _cut_item(text: str, items: Node, index: int) -> Edit:
    if len(items.items) == 1:
        raise UnfaithfulError
    node = items.items[index]
    if items.flow:
        start = items.items[index - 1].end if index else node.start
        return Edit(start, node.end if index else items.items[1].start, "")
    column = items.start - line_start(text, items.start)
    return Edit(line_start(text, node.start), end_of_lines(text, node, column + 1, len(text)), "")


def _add_item(text: str, items: Node, value: dict[str, Any]) -> Edit:
    last = items.items[-1]
    if items.flow:
        return Edit(last.end, last.end, f", {_flow(value)}")
    column = items.start - line_start(text, items.start)
    at = end_of_lines(text, last, column + 1, len(text))
    return _lines_at(text, at, at, [" " * column + line for line in item_lines(value)])
