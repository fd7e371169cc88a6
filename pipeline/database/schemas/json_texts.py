"""JSON, which the database stores as text."""

import json
from typing import Any


def any_value(text: str) -> str:
    """Return the text if it is JSON (RFC 8259): no NaN, no trailing comma."""
    _value(text)
    return text


def array(text: str) -> str:
    """Return the text if it is a JSON array."""
    if not isinstance(_value(text), list):
        raise ValueError("must be a JSON array")
    return text


def is_object(text: str) -> bool:
    """Return whether a JSON text is an object."""
    return isinstance(_value(text), dict)


def same(one: str, other: str) -> bool:
    """Return whether two JSON texts have the same value."""
    return bool(_value(one) == _value(other))


def _value(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("must be valid JSON: it is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"must be valid JSON: {error}") from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")
