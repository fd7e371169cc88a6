"""Turn plain data, as read from TOML, into a dataclass, and check each value against the type of its field."""

import functools
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pipeline.model.findings import Pointer
from pipeline.model.suggestions import did_you_mean, kind_of, short

T = TypeVar("T")

_NAMES = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "a mapping"}


class MisfitError(Exception):
    """A value does not have the type of its field, a key is not a field, or a field is missing."""

    def __init__(self, message: str, pointer: Pointer, *, at_key: bool = False, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.pointer = pointer
        """The path to the value from the top."""
        self.at_key = at_key
        """Whether the key itself is wrong rather than its value."""
        self.hint = hint


def record(kind: type[T], table: Mapping[str, Any], pointer: Pointer = (), **given: Any) -> T:
    """Return a table as a dataclass; lists become tuples. Fields that are `given` are not keys of the table.

    A field may be a `str`, an `int`, a `bool`, a tuple, a mapping from texts, a dataclass, or a union of these.

    Raises:
        MisfitError: the table is anything else.
    """
    own: Any = kind
    known = {one.name: one for one in fields(own) if one.name not in given}
    for key in table:
        if key not in known:
            hint = did_you_mean(key, known, f"the keys here are: {', '.join(known)}")
            raise MisfitError(f"there is no key “{short(key)}” here", (*pointer, key), at_key=True, hint=hint)
    for name, one in known.items():
        if name not in table and one.default is MISSING and one.default_factory is MISSING:
            raise MisfitError(f"the key “{name}” is missing", pointer)
    hints = _hints(own)
    return kind(**given, **{key: _fitted(hints[key], value, (*pointer, key)) for key, value in table.items()})


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _fitted(hint: Any, value: Any, pointer: Pointer) -> Any:
    """Return a value as the first type of a hint that fits."""
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    options = tuple(option for option in options if option is not NoneType)  # TOML has no null
    for option in options:
        if type(value) is _plain(option):
            return _made(option, value, pointer)
    wanted = " or ".join(_NAMES[_plain(option)] for option in options)
    raise MisfitError(f"{_name(pointer)} must be {wanted}, not {kind_of(value)}", pointer)


def _plain(option: Any) -> type:
    """Return the type that TOML has for a type."""
    if is_dataclass(option) or get_origin(option) is Mapping:
        return dict
    plain: type = list if get_origin(option) is tuple else option
    return plain


def _made(option: Any, value: Any, pointer: Pointer) -> Any:
    if is_dataclass(option):
        kind: Any = option
        return record(kind, value, pointer)
    inner = get_args(option)
    if get_origin(option) is Mapping:
        return {key: _fitted(inner[1], one, (*pointer, key)) for key, one in value.items()}
    if get_origin(option) is tuple:
        return _tuple(inner, value, pointer)
    return value


def _tuple(inner: tuple[Any, ...], items: list[Any], pointer: Pointer) -> tuple[Any, ...]:
    if inner[-1] is Ellipsis and {inner[0]}.issuperset(map(type, items)):
        return tuple(items)  # most lists are long and contain texts
    hints = inner[:1] * len(items) if inner[-1] is Ellipsis else inner
    if len(hints) != len(items):
        raise MisfitError(f"{_name(pointer)} must have {len(hints)} items, not {len(items)}", pointer)
    return tuple(
        _fitted(hint, one, (*pointer, number)) for number, (hint, one) in enumerate(zip(hints, items, strict=True))
    )


def _name(pointer: Pointer) -> str:
    names = [step for step in pointer if isinstance(step, str)]
    return f"“{short(names[-1])}”" if names else "the table"
