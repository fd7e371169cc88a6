"""Split a text into pieces that together make up the whole text: words, numbers, punctuation, symbols, white space.

There is one regular expression per language, built from its elisions. Every repetition is possessive, so the matcher
never backtracks, and the time is linear for any text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from pipeline.recognition.rules import Rules
from pipeline.recognition.spelling import APOSTROPHES, HYPHENS, IGNORABLE, MARKS
from pipeline.recognition.tokens import TokenKind

_APOSTROPHE = f"[{APOSTROPHES}]"
_UNSEEN = f"[{IGNORABLE}{MARKS}]"
_JOINT = f"(?:[{HYPHENS}{APOSTROPHES}]{_UNSEEN}*+|{_UNSEEN}++[{HYPHENS}{APOSTROPHES}]?+{_UNSEEN}*+)"
_WORD = rf"[^\W\d_][^\W_]*+(?:{_JOINT}[^\W_]++)*+[{MARKS}]*+"
_NUMBER = r"\d[^\W_]*+(?:[.,:/]\d[^\W_]*+)*+"
_ADDRESS = r"https?://[^\s<>\"]++"
# An emoji with its skin tone, presentation and joined emoji is one symbol; so is a flag.
_SIGN = "[^\\w\\s][\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*+"
_EMOJI = f"[\U0001f1e6-\U0001f1ff]{{2}}|{_SIGN}(?:\u200d{_SIGN})*+"
# Repeated marks are one piece: `...`, `?!`, `-----`.
_REPEATED = "|".join(f"{re.escape(mark)}++" for mark in "\"#$%&'()*+,./:;<=>@[\\]^_`{|}~…")
_OTHER = rf"[!?¡¿]++|[{HYPHENS}–—]++|{_REPEATED}|{_UNSEEN}++|\x00++|{_EMOJI}"

_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")
_SENTENCE_ENDS = frozenset(".!?…;:。！？")
_OPENERS = frozenset('¿¡"“„«»‘‚([{–—-•*#>|')


def pattern(rules: Rules) -> re.Pattern[str]:
    """Return the expression whose consecutive matches are the pieces of a text.

    The commonest pieces come first. Special words are grouped by first letter, so that other words fail at that letter.
    """
    special = [(one, "(?![^\\W_])") for one in rules.unsplit]
    special += [(one, "(?![^\\W_])") for one in rules.clitics if one.startswith("'")]
    special += [(one, "(?=[^\\W_])") for one in rules.elisions if one.endswith("'") and " " not in one]
    return re.compile("|".join((r"\s++", *_by_first(special), _ADDRESS, _WORD, _NUMBER, _OTHER)))


def _by_first(special: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield an expression for the words with each first letter, in any case, longest first.

    Both cases are spelled out: with IGNORECASE the matcher could not use the first letter as a quick test.
    """
    rests: dict[str, list[str]] = {}
    for word, after in sorted(special, key=lambda one: (-len(one[0]), one[0])):
        rests.setdefault(_either_case(word[0]), []).append("".join(map(_either_case, word[1:])) + after)
    letters: dict[str, list[str]] = {}
    for first, ways in rests.items():
        letters.setdefault("|".join(ways), []).append(first)
    for rest, firsts in letters.items():
        together = "".join(first.strip("[]") for first in firsts)  # l', d', j': one class for all
        yield f"[{together}](?:{rest})"


def _either_case(character: str) -> str:
    if character == "'":
        return _APOSTROPHE
    cases = {case for case in (character.lower(), character.upper()) if len(case) == 1}
    return f"[{''.join(map(re.escape, sorted(cases)))}]"


def token_kind(piece: str) -> TokenKind:
    """Return the kind of a piece that is not white space, as far as its characters show."""
    first = piece[0]
    if first.isalpha():
        return TokenKind.SYMBOL if "://" in piece[:8] else TokenKind.WORD
    if first.isalnum():
        return TokenKind.NUMBER
    if first in APOSTROPHES and piece[1:2].isalpha():
        return TokenKind.WORD
    return TokenKind.PUNCTUATION if unicodedata.category(first)[0] == "P" else TokenKind.SYMBOL


def is_roman(word: str) -> bool:
    """Return whether a word is a Roman numeral of two or more digits, as for centuries and kings."""
    return 1 < len(word) < 8 and _ROMAN.fullmatch(word) is not None


def ends_sentence(piece: str) -> bool:
    """Return whether a piece of punctuation ends a sentence or an independent part."""
    return not _SENTENCE_ENDS.isdisjoint(piece)


def may_open(piece: str) -> bool:
    """Return whether a sentence, a quotation or an item of a list may begin after a piece of punctuation."""
    return ends_sentence(piece) or not _OPENERS.isdisjoint(piece)
