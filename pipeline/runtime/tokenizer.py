"""Text cut into pieces that join to the text again: words, numbers, punctuation, symbols, white space.

One regular expression a language, made of its elisions. Every repetition is possessive, so that no text makes the
matcher try twice: the time is linear whatever comes.
"""

import re
import unicodedata
from collections.abc import Iterable

from pipeline.runtime.rules import Rules
from pipeline.runtime.spelling import APOSTROPHES, HYPHENS, IGNORABLE, MARKS
from pipeline.runtime.tokens import Kind

_APOSTROPHE = f"[{APOSTROPHES}]"
_UNSEEN = f"[{IGNORABLE}{MARKS}]"
_WORD = rf"[^\W\d_][^\W_]*+(?:{_UNSEEN}*+[{HYPHENS}{APOSTROPHES}]?+{_UNSEEN}*+[^\W_]++)*+[{MARKS}]*+"
_NUMBER = r"\d[^\W_]*+(?:[.,:/]\d[^\W_]*+)*+"
_ADDRESS = r"https?://[^\s<>\"]++"
# An emoji with its skin tone, presentation and what is joined to it is one symbol; so is a flag.
_SIGN = "[^\\w\\s][\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*+"
_EMOJI = f"[\U0001f1e6-\U0001f1ff]{{2}}|{_SIGN}(?:\u200d{_SIGN})*+"
# A mark that is repeated is one piece: `...`, `?!`, `-----`.
_REPEATED = "|".join(f"{re.escape(mark)}++" for mark in "\"#$%&'()*+,./:;<=>@[\\]^_`{|}~…")
_OTHER = rf"[!?¡¿]++|[{HYPHENS}–—]++|{_REPEATED}|{_UNSEEN}++|\x00++|{_EMOJI}"

_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")
_SENTENCE_ENDS = frozenset(".!?…;:。！？")
_OPENERS = frozenset('¿¡"“„«»‘‚([{–—-•*#>|')


def pattern(rules: Rules) -> re.Pattern[str]:
    """Return the expression whose matches, one after the other, are the pieces of a text."""
    parts = [_ADDRESS, _WORD, r"\s++", _NUMBER, _OTHER]
    after = _choice(one[1:] for one in rules.clitics if one.startswith("'"))
    if after:
        parts.insert(0, rf"{_APOSTROPHE}(?:{after})(?![^\W_])")
    before = _choice(one[:-1] for one in rules.elisions if one.endswith("'") and " " not in one)
    if before:
        parts.insert(0, rf"(?:{before}){_APOSTROPHE}(?=[^\W_])")
    whole = _choice(rules.unsplit)
    if whole:
        parts.insert(0, rf"(?:{whole})(?![^\W_])")
    return re.compile("|".join(parts))


def _choice(spellings: Iterable[str]) -> str:
    """Return an expression for any of the spellings in any case, the longest first.

    Cases are spelled out: ignoring case would keep the matcher from looking at the first letter before it tries.
    """
    return "|".join("".join(map(_either_case, one)) for one in sorted(spellings, key=lambda one: (-len(one), one)))


def _either_case(character: str) -> str:
    if character == "'":
        return _APOSTROPHE
    cases = {case for case in (character.lower(), character.upper()) if len(case) == 1}
    return f"[{''.join(sorted(cases))}]" if len(cases) > 1 else re.escape(character)


def kind_of(piece: str) -> Kind:
    """Return what a piece that is not white space is, as far as its characters tell."""
    first = piece[0]
    if first.isalpha():
        return Kind.SYMBOL if "://" in piece[:8] else Kind.WORD
    if first.isalnum():
        return Kind.NUMBER
    if first in APOSTROPHES and len(piece) > 1:
        return Kind.WORD
    return Kind.PUNCTUATION if unicodedata.category(first)[0] == "P" else Kind.SYMBOL


def is_roman(word: str) -> bool:
    """Return whether a word is a Roman numeral of two digits and more, as centuries and kings have."""
    return 1 < len(word) < 8 and _ROMAN.fullmatch(word) is not None


def ends_sentence(piece: str) -> bool:
    """Return whether a piece of punctuation ends a sentence, or a part that stands for itself."""
    return not _SENTENCE_ENDS.isdisjoint(piece)


def may_open(piece: str) -> bool:
    """Return whether a sentence, a quotation or an item of a list may begin after a piece of punctuation."""
    return ends_sentence(piece) or not _OPENERS.isdisjoint(piece)
