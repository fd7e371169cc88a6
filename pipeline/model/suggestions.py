"""Wording for messages: suggestions, articles, shortened values."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST_SLIP = 100
"""The longest name that is looked for among the known ones, in characters; the time grows with its square."""

MOST_COMPARISONS = 200_000
"""How many pairs of names are compared for the suggestions of one kind: they take about a second."""


def did_you_mean(name: str, known: Iterable[str], otherwise: str | None = None) -> str | None:
    """Return “did you mean …?” with the closest known name, or else the other hint."""
    close = closest(name, known)
    return f"did you mean “{close}”?" if close else otherwise


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like a name, if any is like it."""
    if len(name) > _LONGEST_SLIP:
        return None
    close = get_close_matches(name, list(known), 1, cutoff=0.7)
    return close[0] if close else None


class Suggestions:
    """Suggestions for unknown names of one kind: “did you mean …?” with the closest known name.

    Each name is compared with all known ones, and a file may have as many unknown names as a pack has words. So only a
    limited number of comparisons is made; names after that have no suggestion.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._left = MOST_COMPARISONS
        self._found: dict[str, str | None] = {}

    def hint(self, name: str, otherwise: str | None = None) -> str | None:
        """Return “did you mean …?”, or else the other hint."""
        if name not in self._found:
            if self._left <= 0:
                return otherwise
            self._known = self._known if isinstance(self._known, list) else list(self._known)
            self._left -= len(self._known) or 1
            self._found[name] = did_you_mean(name, self._known)
        return self._found[name] or otherwise


def count(number: int, noun: str) -> str:
    """Return a number of things: `1 cell`, `2 cells`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


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
