"""Placeholders: texts that stand for one that is still to be written."""

import re

MARKER = "FIXME"
"""What `new` and `new-pack` write where a text is needed. Unlike `TODO` (Spanish *todo*), it is not a word."""

_WHOLE = re.compile(
    r"""
    TODO\b.* | TBD\b.* | tbd\.? | XXX+ | xxx+           # marks; in small letters, Spanish has *todo*
    | …+ | \.{2,} | \?{2,} | -{1,3} | [–—_*]+ | \?       # signs alone
    | n/a\.? | N/?A\.?                                  # not available; *na* is German
    | \W*(?i:to\ be\ (?:written|done|filled\ in|added|translated|confirmed|defined))\W*
    | (?i:lorem\ ipsum)\b.*
    """,
    re.VERBOSE | re.DOTALL,
)
_LONGEST = 40
"""Characters of a text that can be one as a whole; a longer one is looked at for the unmistakable marks only."""
_WITHIN = re.compile(rf"\b{MARKER}\b|\blorem ipsum\b", re.IGNORECASE)


def is_placeholder(text: str) -> bool:
    """Whether a text is a placeholder: `FIXME`, `…`, `TBD`, `n/a`, `???`."""
    if len(text) <= _LONGEST and _WHOLE.fullmatch(text.strip()):
        return True
    return ("ixme" in text or "IXME" in text or "orem" in text or "OREM" in text) and bool(_WITHIN.search(text))
