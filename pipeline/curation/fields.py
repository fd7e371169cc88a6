"""Which fields of a pack are in the language taught, and in which order the fields of an entry stand.

The order is that of docs/writing-packs.md: what a reader needs first comes first.
"""

from collections.abc import Callable
from typing import Any

from pipeline.model.findings import Pointer
from pipeline.model.lexicon import RELATION_FIELDS

WORD = (
    "base_form",
    "part_of_speech",
    "gender",
    "pronunciation",
    "priority",
    "meanings",
    "levels",
    "forms",
    *RELATION_FIELDS,
    "notes",
    "source",
    "status",
)
_ORDER = {
    (): ("level", "topic", "words"),
    ("words",): WORD,
    ("words", "levels"): ("level", "priority"),
    ("words", "meanings"): ("meaning", "translation", "part_of_speech", "explanation", "examples"),
    ("words", "meanings", "examples"): ("text", "translation"),
    ("words", "forms"): ("type", "text", "features"),
}
_TAUGHT = {
    ("words", "base_form"),
    *(("words", name) for name in RELATION_FIELDS),
    ("words", "meanings", "meaning"),
    ("words", "meanings", "examples", "text"),
    ("words", "forms", "text"),
}


def names(pointer: Pointer) -> tuple[str, ...]:
    """Return the keys of a pointer, without the indexes of lists."""
    return tuple(step for step in pointer if isinstance(step, str))


def key_order(kind: str, pointer: Pointer) -> tuple[str, ...]:
    """Return the keys of a mapping in a document of a kind in their order, or nothing where the order is free."""
    return _ORDER.get(names(pointer), ()) if kind == "words" else ()


def is_taught(kind: str, pointer: Pointer) -> bool:
    """Whether a value of a document is a text in the language that the pack teaches."""
    match kind, names(pointer):
        case "words", path:
            return path in _TAUGHT
        case "pack", ("topics", _, "title" | "oneliner") | ("waivers", "word") | ("names",):
            return True
        case "paradigm", _:
            return True
        case _:
            return False


def each_text(data: Any, change: Callable[[Pointer, str], str], pointer: Pointer = ()) -> Any:
    """Return a record with every text in it changed; what is no text stays."""
    if isinstance(data, str):
        return change(pointer, data)
    if isinstance(data, list):
        return [each_text(inner, change, (*pointer, index)) for index, inner in enumerate(data)]
    if isinstance(data, dict):
        return {key: each_text(inner, change, (*pointer, key)) for key, inner in data.items()}
    return data
