"""Which texts of a file are in the language taught, and how the keys of its mappings are ordered."""

from collections.abc import Callable
from typing import Any

from pipeline.model.fields import FIELDS, RECORDS, fields_of
from pipeline.model.findings import Pointer

_ORDER = {record.keys: tuple(field.name for field in fields_of(record)) for record in RECORDS}
_TAUGHT = {field.path for field in FIELDS if field.taught}


def names(pointer: Pointer) -> tuple[str, ...]:
    """Return the keys of a pointer, without list indexes."""
    return tuple(step for step in pointer if isinstance(step, str))


def key_order(kind: str, pointer: Pointer) -> tuple[str, ...]:
    """Return the ordered keys of a mapping in a document of this kind, or nothing if the order is free."""
    return _ORDER.get(names(pointer), ()) if kind == "words" else ()


def is_taught(kind: str, pointer: Pointer) -> bool:
    """Whether a value of a document is a text in the language that the pack teaches."""
    match kind, names(pointer):
        case "words", path:
            return path in _TAUGHT
        case "pack", ("topics", _, "title" | "oneliner") | ("waivers", "word") | ("names",):
            return True
        case "lessons", ("lessons", "title" | "oneliner") | ("lessons", "items", *_) as path:
            return path[-1] not in ("meaning", "translation", "example_translation", "pronunciation")
        case "grammar" | "assessment", path:  # of other texts, the kind of exercise or question tells
            return path[-1:] in (("title",), ("oneliner",), ("description",), ("text",), ("explanation",))
        case ("paradigm", _) | ("homographs", ("rows", _, "spelling" | "lemma")):
            return True
        case _:
            return False


def each_text(data: Any, change: Callable[[Pointer, str], str], pointer: Pointer = ()) -> Any:
    """Return a record with every text in it changed; other values stay."""
    if isinstance(data, str):
        return change(pointer, data)
    if isinstance(data, list):
        return [each_text(inner, change, (*pointer, index)) for index, inner in enumerate(data)]
    if isinstance(data, dict):
        return {key: each_text(inner, change, (*pointer, key)) for key, inner in data.items()}
    return data
