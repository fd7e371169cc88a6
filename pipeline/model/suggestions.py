"""Wording for messages: suggestions, articles, shortened values."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str], otherwise: str | None = None) -> str | None:
    """Return “did you mean …?” with the closest known name, or else the other hint."""
    close = get_close_matches(name, list(known), 1, cutoff=0.7)
    return f"did you mean “{close[0]}”?" if close else otherwise


def a(noun: str) -> str:
    """Return an English noun with its indefinite article: `a noun`, `an adjective`."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def short(value: object) -> str:
    """Return a value as text for a message, shortened if it is long."""
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


_KINDS = {
    str: "text",
    int: "a number",
    float: "a number",
    bool: "true or false",
    dict: "a mapping",
    list: "a list",
}


def kind_of(value: object) -> str:
    """Return what a value of YAML or TOML is: `text`, `a list`."""
    return _KINDS.get(type(value), "a date or time")
