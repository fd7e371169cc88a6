"""Words that learners confuse, at the end of the notes of both.

A database has no column for them: `Do not confuse with: estar (to be), haber (there is).`
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

CONTRASTS = "contrasts"
"""The field of an entry that names the words learners confuse it with."""

LEAD = "Do not confuse with:"
"""How the sentence begins that the build adds to notes. No curator's notes contain it: a rule reports them."""

_LISTED = re.compile(r"[^()]+ \([^()]*\)(?:, [^()]+ \([^()]*\))*\.")
_BRACKETS = re.compile(r"[()]")
_OTHER = re.compile(r"(?:\A|, )([^()]+) \([^()]*\)")


class Notes(NamedTuple):
    """The notes of a word: what the curator wrote, and the words that the build adds."""

    own: str | None
    others: tuple[str, ...]
    """Base forms, sorted."""


def with_contrasts(notes: str | None, others: Mapping[str, str]) -> str | None:
    """Return notes with the sentence about other words. `others` has an English equivalent for each base form."""
    if not others:
        return notes
    listed = ", ".join(f"{other} ({_BRACKETS.sub('', others[other])})" for other in sorted(others))
    return f"{notes or ''} {LEAD} {listed}.".lstrip()


def parted(notes: str | None) -> Notes:
    """Return what `with_contrasts` joined."""
    own, lead, listed = (notes or "").rpartition(f"{LEAD} ")
    if not lead or own[-1:].strip() or not _LISTED.fullmatch(listed):
        return Notes(notes, ())
    return Notes(own[:-1] or None, tuple(_OTHER.findall(listed)))
