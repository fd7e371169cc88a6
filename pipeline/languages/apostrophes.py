"""The apostrophe in print. Packs are written with the one that people type (', U+0027)."""

import re
from typing import overload

_BETWEEN_LETTERS = re.compile(r"(?<=\w)'(?=\w)")
_AT_AN_END = re.compile(r"(?<=\w)'(?!\w)|(?<!\w)'(?=\w)")
"""Where it may also be a single quotation mark."""


@overload
def printed(text: str) -> str: ...
@overload
def printed(text: None) -> None: ...
def printed(text: str | None) -> str | None:
    """Return a text as learners read it, with the typographic apostrophe (’, U+2019): *l’eau*, *Lukas’ Buch*.

    Beside a single letter or an ending it is one apostrophe; two at the ends of words may be quotation marks, and stay.
    """
    if text is None or "'" not in text:
        return text
    text = _BETWEEN_LETTERS.sub("’", text)
    return _AT_AN_END.sub("’", text) if len(_AT_AN_END.findall(text)) == 1 else text
