"""The spaces that the typography of a language has before and after marks: « oui », quoi ?"""

import re
from collections.abc import Iterable

from pipeline.languages.profile import Profile

_SPACE = "[ \u00a0\u202f\u2007]"
"""The space bar's, the no-break space, the narrow one, and the one as wide as a figure."""

_OPENING = "([{«„¿¡"


def with_spaces(text: str, profile: Profile) -> str:
    """Return a text with the spaces at its marks that the profile says.

    Left alone are marks in a row (`?!`), after an opening mark (`(!)`), at the beginning or end of the text, and inside
    a number or an address (`12:30`, `https://…`). Applied to its result, this changes nothing.
    """
    before, after = profile.spaces_before, profile.spaces_after
    if (before.keys() | after.keys()).isdisjoint(text):
        return text

    def spaced(found: re.Match[str]) -> str:
        mark, previous = found[2], text[found.start() - 1]
        in_a_row = not found[1] and previous in "!?" and mark in "!?"
        return found[0] if in_a_row or previous in _OPENING else before[mark] + mark

    if before:
        text = re.sub(rf"(?<!{_SPACE})(?<!^)({_SPACE}*)([{_any(before)}])(?![\w/])", spaced, text)
    if after:
        text = re.sub(rf"([{_any(after)}]){_SPACE}*(?!{_SPACE})(?=.)", lambda found: found[1] + after[found[1]], text)
    return text


def _any(marks: Iterable[str]) -> str:
    return "".join(map(re.escape, marks))
