"""Abbreviated forms in lists of words: plurals such as `-gänge`, `-e` and `¨-e`, feminines such as `/a`."""

import unicodedata
from collections.abc import Mapping

from pipeline.intake.terms.tables import Notation

_HYPHENS = "-‐‑–—~"
_UMLAUT_SIGNS = '¨⸚\u0308"'


def is_abbreviated(text: str) -> bool:
    """Return whether a text stands for the end of a form: `-e`, `¨-e`, `-`."""
    return text[:1] in _HYPHENS or text[:1] in _UMLAUT_SIGNS


def expanded(word: str, text: str, its: Notation) -> str | None:
    """Return the form that an abbreviation stands for beside a word; None if that is not clear.

    A listed ending is added to the word. Anything else takes the place of the end that is spelled like it, whatever
    the accents: `Ausgang, -gänge` → Ausgänge, `amico, -ci` → amici, `ação, -ções` → ações.
    """
    ending = text.strip(" ." + _HYPHENS + _UMLAUT_SIGNS)
    stem = word
    if any(sign in text for sign in _UMLAUT_SIGNS):
        changed = _with_umlaut(word, its.umlauts)
        if changed is None:
            return None
        stem = changed
    if not ending:
        return stem
    if ending in its.plural_endings:
        return stem + _added(stem, ending)
    for end in its.plural_replaces.get(ending, ()):
        if stem.endswith(end):
            return stem.removesuffix(end) + ending
    return _overlapping(stem, ending)


def _added(stem: str, ending: str) -> str:
    """Return what an ending adds: nothing twice (`Katze, -en` → Katzen)."""
    return ending[1:] if len(ending) > 1 and ending[0] == "e" == stem[-1:] else ending


def _with_umlaut(word: str, umlauts: Mapping[str, str]) -> str | None:
    last = next((number for number in range(len(word) - 1, -1, -1) if word[number] in umlauts), None)
    if last is None:
        return None
    at = last - 1 if word[:last][-1:].lower() == "a" and word[last] == "u" else last  # Haus, Häuser
    return word[:at] + umlauts[word[at]] + word[at + 1 :]


def _overlapping(word: str, ending: str) -> str | None:
    bare, sought = _bare(word), _bare(ending)
    if len(bare) != len(word):
        return None
    for length in range(min(len(sought), len(bare)), 0, -1):
        at = bare.rfind(sought[:length])
        if at > 0 and len(bare) - at <= len(sought) + 2:
            return word[:at] + ending
    return None


def _bare(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(one))


def alike(word: str, other: str) -> bool:
    """Return whether two spellings begin alike, as forms of one word do: Stadt, Städte."""
    one, two = _bare(word), _bare(other)
    pairs = enumerate(zip(one, two, strict=False))
    shortest = min(len(one), len(two))
    shared = next((number for number, (left, right) in pairs if left != right), shortest)
    return shared >= 2 and shared * 2 >= shortest
