"""Make spellings comparable where text and lexicon may differ but mean the same word."""

import functools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

APOSTROPHES = "'’ʼ´"
"""The apostrophe, its typographic form, the modifier letter, and the accents typed in its place."""
HYPHENS = "-‐‑"
IGNORABLE = "\u00ad\u200b-\u200f\u2060\ufeff"
"""Soft hyphen, zero-width spaces and joiners, marks of direction (a range of a regular expression)."""
MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""The blocks of combining marks (ranges of a regular expression)."""

_ACUTE = "\u0301"
_CLEANED = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-")})
_INVISIBLE = re.compile(f"[{IGNORABLE}]")
_UNCLEAN = re.compile(f"[{IGNORABLE}{APOSTROPHES[1:]}{HYPHENS[1:]}]")
_LONG_RUN = re.compile(f"[{MARKS}]{{31}}")
_RUN_LIMIT = 30


def nfc(text: str) -> str:
    """Return the text in Unicode normalization form C, in linear time.

    Python sorts a run of combining marks in quadratic time: 80,000 of them take half a minute. Runs longer than
    30, which no language has, are therefore normalized piece by piece, as in the Stream-Safe Text Format.

    Source: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
    """
    if unicodedata.is_normalized("NFC", text):  # a single pass, for nearly all texts
        return text
    if not _LONG_RUN.search(text):
        return unicodedata.normalize("NFC", text)
    runs = re.split(f"([{MARKS}]{{{_RUN_LIMIT}}})", text)
    return "".join(unicodedata.normalize("NFC", run) for run in runs)


def clean(text: str) -> str:
    """Return the text in form C with plain apostrophes and hyphens, without invisible characters."""
    if text.isascii() or (not _UNCLEAN.search(text) and unicodedata.is_normalized("NFC", text)):
        return text
    return nfc(_INVISIBLE.sub("", text).translate(_CLEANED))


def without_accents(text: str, keep: str = "") -> str:
    """Return the text without combining marks, except those in `keep`."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    for character in set(apart):  # a long text has few different ones
        if unicodedata.combining(character) and character not in keep:
            apart = apart.replace(character, "")
    return nfc(apart)


def without_acute(text: str) -> str:
    """Return the text without acute accents; other marks make different letters (ñ, ü) and stay."""
    if text.isascii():
        return text
    return nfc(unicodedata.normalize("NFD", text).replace(_ACUTE, ""))


def keys_of(spellings: Sequence[str], key: Callable[[str], str]) -> list[str]:
    """Return the key of each spelling. All are given to `key` at once, as lines, which takes a third of the time.

    So it must be one that treats each line as if it were alone: lower case, other letters, fewer marks.
    """
    found = key("\n".join(spellings)).split("\n")
    return found if len(found) == len(spellings) else [key(one) for one in spellings]


class Respelling:
    """The keys shared by spellings of one word. Text and lexicon are respelled in the same way."""

    def __init__(self, tolerated: Mapping[str, tuple[str, ...]]) -> None:
        long = {letter: next((way for way in ways if len(way) > 1), "") for letter, ways in tolerated.items()}
        short = {letter: next((way for way in ways if len(way) == 1), "") for letter, ways in tolerated.items()}
        letters = {letter: way for letter, way in long.items() if len(letter) == 1 and way}
        signs = {letter: way for letter, way in short.items() if len(letter) == 1 and way}
        self._all = str.maketrans(letters)
        # Letters that are not a base letter with a mark (ß, œ) are always compared as respelled, whatever the accents.
        whole = {letter: way for letter, way in letters.items() if unicodedata.normalize("NFD", letter) == letter}
        self._plain = str.maketrans(whole | signs)
        self.signs = bool(signs)
        """Whether it is known which letters may lose their mark: fué is fue. Otherwise any accent may be missing, but
        an extra one makes a different word: né is not ne."""
        self.keeps_ascii = all(not letter.isascii() for letter in letters | signs)
        """Whether lower-case spellings without marks are their own keys, as most forms are."""

    @functools.cached_property
    def changes(self) -> bool:
        """Whether anything can be written in another way."""
        return bool(self._all)

    def respelled(self, lower: str) -> str:
        """Return a key shared by the accepted spellings: `straße`, `strasse`; `tür`, `tuer`."""
        return lower if self._stays(lower) else lower.translate(self._all)

    def bare(self, lower: str) -> str:
        """Return a key that ignores accents: `tür`, `tur`; `mañana`, `manana`."""
        if self._stays(lower):
            return lower
        plain = lower.translate(self._plain)
        return plain if self.signs else without_accents(plain)

    def _stays(self, lower: str) -> bool:
        """Whether a spelling cannot change. Most cannot, so this saves looking at each letter."""
        return self.keeps_ascii and lower.isascii()
