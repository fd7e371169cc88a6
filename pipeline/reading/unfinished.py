"""Find required fields that a draft lacks. Such a draft is left out of the database until they are filled in."""

from collections.abc import Collection, Iterator
from typing import Any

from pipeline.model.findings import Pointer
from pipeline.model.placeholders import is_placeholder

DRAFT = "draft"
"""The status of a draft, which is the default."""

_NEEDED = ("part_of_speech", "priority")
_OF_A_MEANING = ("meaning", "translation")


def is_draft(entry: Any) -> bool:
    """Whether an entry of a word list has a base form and is a draft, by its status or by default."""
    return isinstance(entry, dict) and not is_blank(entry.get("base_form")) and entry.get("status", DRAFT) == DRAFT


def is_blank(value: Any) -> bool:
    """Whether a value is not filled in: null, a blank text, an empty list, or a placeholder."""
    return value is None or value == [] or (isinstance(value, str) and (not value.strip() or is_placeholder(value)))


def lacking(entry: dict[str, Any]) -> Iterator[Pointer]:
    """Yield the pointers of required fields that are not filled in, and of placeholders in other fields.

    A value of the wrong type counts as filled in.
    """
    yield from ((name,) for name in _NEEDED if is_blank(entry.get(name)))
    yield from _standing_in(entry, (*_NEEDED, "base_form", "meanings"))
    meanings = entry.get("meanings")
    if is_blank(meanings):
        yield ("meanings",)
    for number, meaning in enumerate(meanings if isinstance(meanings, list) else ()):
        if isinstance(meaning, dict):
            yield from (("meanings", number, *rest) for rest in _of_meaning(meaning))


def _of_meaning(meaning: dict[str, Any]) -> Iterator[Pointer]:
    yield from ((name,) for name in _OF_A_MEANING if is_blank(meaning.get(name)))
    yield from _standing_in(meaning, (*_OF_A_MEANING, "examples"))
    examples = meaning.get("examples")
    if is_blank(examples):
        yield ("examples",)
    for number, example in enumerate(examples if isinstance(examples, list) else ()):
        if isinstance(example, dict) and is_blank(example.get("text")):
            yield ("examples", number, "text")
        if isinstance(example, dict):
            yield from (("examples", number, *rest) for rest in _standing_in(example, ("text",)))


def _standing_in(record: dict[str, Any], others: Collection[str]) -> Iterator[Pointer]:
    """Yield the fields of a record that hold a placeholder, other than some."""
    for name, value in record.items():
        if name not in others and isinstance(value, str) and is_placeholder(value):
            yield (name,)


def without(value: Any, pointers: Collection[Pointer], here: Pointer = ()) -> Any:
    """Return a record without the values at some pointers. Lists keep their length, so that pointers stay valid."""
    if isinstance(value, dict):
        inner = ((key, (*here, key), one) for key, one in value.items())
        return {key: without(one, pointers, there) for key, there, one in inner if there not in pointers}
    if isinstance(value, list):
        return [without(one, pointers, (*here, number)) for number, one in enumerate(value)]
    return value
