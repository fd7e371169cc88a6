"""Changes to one entry of a word list, as steps, and the record that has them."""

import copy
from collections.abc import Iterable
from typing import Any, NamedTuple

from pipeline.model.findings import Pointer


class Put(NamedTuple):
    """Set the value of a key, which may be new."""

    pointer: Pointer
    """From the entry on: `("meanings", 0, "translation")`."""
    value: Any


class Cut(NamedTuple):
    """Remove a key, or an item of a list. The empty pointer removes the entry."""

    pointer: Pointer


class Add(NamedTuple):
    """Add an item to the end of a list, which may not exist yet."""

    pointer: Pointer
    value: dict[str, Any]


Step = Put | Cut | Add


def ordered(steps: Iterable[Step]) -> list[Step]:
    """Return steps in an order in which none changes what the pointer of a later one means."""
    steps = list(steps)
    cuts = sorted((one for one in steps if isinstance(one, Cut)), key=lambda one: _rank(one.pointer), reverse=True)
    adds = sorted((one for one in steps if isinstance(one, Add)), key=lambda one: len(one.pointer), reverse=True)
    return [*(one for one in steps if isinstance(one, Put)), *adds, *cuts]


def _rank(pointer: Pointer) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, step, "") if isinstance(step, int) else (1, 0, step) for step in pointer)


def value_at(data: Any, pointer: Pointer) -> Any:
    """Return the value at a pointer, or None if there is none."""
    for step in pointer:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def changed(entry: dict[str, Any], steps: Iterable[Step]) -> dict[str, Any] | None:
    """Return a copy of an entry with steps taken in this order; None if they remove it."""
    entry = copy.deepcopy(entry)
    for step in steps:
        if not step.pointer:
            return None
        *way, last = step.pointer
        holder: Any = entry
        for key in way:
            holder = holder[key]
        match step:
            case Put():
                holder[last] = step.value
            case Cut():
                del holder[last]
            case Add():
                holder[last] = [*(holder.get(last) or ()), step.value]
    return entry
