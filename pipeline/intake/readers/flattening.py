"""Nested lists and mappings of words → rows of named columns.

| what is in the file | rows |
|---|---|
| `[{word: jardin, pos: n.m.}, …]` | records: their keys are columns |
| `{jardin: garden, …}` | the key and its value, in two columns without a name |
| `{jardin: {pos: n.m.}, chaise: {pos: n.f.}}` | the key, in a column without a name, and the record |
| `{kitchen: [{la cocina: the kitchen}, …]}` | the same, with the column `topic` |
| `{level: A2, words: […]}` | what is stated once is a column of all rows |
| `[[jardin, garden], …]`, `[jardin, …]` | columns without names |
"""

from collections.abc import Iterator
from typing import Any

from pipeline.intake.readers.family import NotReadableError
from pipeline.intake.rows import SEVERAL

TOPIC = "topic"
DEEPEST = 20
Key = str | int
"""A column: by its name, or by its place if it has none."""
Cells = dict[Key, str]


def text(value: Any) -> str:
    """Return a scalar as a person would write it, or a nested value as text: a list joined, a mapping with its keys."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return SEVERAL.join(f"{key}: {text(one)}" for key, one in value.items())
    if isinstance(value, list):
        return SEVERAL.join(filter(None, map(text, value)))
    return str(value)


def record(values: dict[str, Any], prefix: str = "") -> Cells:
    """Return a record as cells. What is nested in it has columns of its own: `sense.gloss`."""
    cells: Cells = {}
    for key, value in values.items():
        name = f"{prefix}{key}" if prefix else key
        if type(value) is str:
            cells[name] = value
        elif isinstance(value, dict):
            cells |= record(value, f"{name}.")
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            for one in value:
                for inner, said in record(one, f"{name}.").items():
                    cells[inner] = f"{cells[inner]}{SEVERAL}{said}" if inner in cells else said
        else:
            cells[name] = text(value)
    return cells


def rows(node: Any, depth: int = 0) -> Iterator[Cells]:
    """Yield the rows of what is in a file.

    Raises:
        NotReadableError: it is nested too deeply.
    """
    if depth > DEEPEST:
        raise NotReadableError(f"lists are nested more than {DEEPEST} deep")
    if isinstance(node, dict):
        yield from _of_mapping(node, depth)
    elif isinstance(node, list):
        pairs = _are_pairs(node)
        for one in node:
            yield from _of_item(one, depth, pairs)
    elif node is not None:
        yield {0: text(node)}


def _of_item(item: Any, depth: int, pairs: bool) -> Iterator[Cells]:
    if isinstance(item, dict):
        if pairs and len(item) == 1:
            yield from _of_mapping(item, depth + 1)
        else:
            yield record(item)
    elif isinstance(item, list):
        if any(isinstance(one, dict | list) for one in item):
            yield from rows(item, depth + 1)
        else:
            yield dict(enumerate(map(text, item)))
    else:
        yield {0: text(item)}


def _of_mapping(node: dict[str, Any], depth: int) -> Iterator[Cells]:
    nested: dict[str, Any] = {
        key: value for key, value in node.items() if isinstance(value, dict | list) and not _is_cell(value)
    }
    scalars = {key: value for key, value in node.items() if key not in nested}
    if not nested:
        for key, value in scalars.items():
            yield {0: key, 1: text(value)}
        return
    if _are_records(list(nested.values())):
        for key, value in nested.items():
            yield {0: key, **record(value)}
        for key, value in scalars.items():
            yield {0: key, 1: text(value)}
        return
    stated: Cells = {key: text(value) for key, value in scalars.items()}
    for key, value in nested.items():
        for cells in rows(value, depth + 1):
            yield {**stated, TOPIC: key, **cells} if len(nested) > 1 or not stated else {**stated, **cells}


def _are_pairs(items: list[Any]) -> bool:
    """Whether mappings of one key are a word and what is said of it (`- la cocina: the kitchen`), and not records."""
    keys = [key for item in items if isinstance(item, dict) and len(item) == 1 for key in item]
    return len(keys) == 1 or len(set(keys)) > 1


def _is_cell(value: Any) -> bool:
    """Whether a list is the translations of a word, and not the words of a topic."""
    return isinstance(value, list) and len(value) <= 1 and not any(isinstance(one, dict | list) for one in value)


def _are_records(values: list[Any]) -> bool:
    """Whether mappings say the same things, each of its word, and are not the words of different topics."""
    if len(values) < 2 or not all(isinstance(value, dict) for value in values):
        return False
    keys = [key for value in values for key in value]
    return len(set(keys)) * 2 <= len(keys)
