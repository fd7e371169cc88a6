"""Guess in which old encoding a text is.

Most bytes are letters in most of them. So what counts is whether the letters are those of one language: `ñ` and not
`ń`. charset-normalizer, which needs more text to tell, decides for languages that we have no profile of.
"""

import re
from itertools import islice

from pipeline.languages.profile import profiles

_COMMON = ("cp1252", "cp1254", "mac_roman", "cp1250")
"""What programs write in which lists are made, the most frequent first."""
_LIKELY = [*_COMMON, "cp1251", "cp1253", "cp1257", "cp1258", "cp874", "koi8_r", "iso8859_2"]
_LIKELY += ["shift_jis", "gb18030", "big5", "euc_kr", "euc_jp"]
_BEYOND = re.compile(r"[^\x00-\x7f]")
_INSIDE = re.compile(r"(?<=[A-Za-z])[^\w\s’‘·-](?=[A-Za-z])")
"""What is inside of words only if it was meant to be a letter."""
_MARKS = frozenset("¿¡«»‹›“”„‘’‚–—…·•°ºª€£§©®×½¼\u00a0\u00ad\u200b\ufeff")
_LINES = 2_000
_MOST = 2**16
_SHARE = 0.95


def guessed(sample: bytes) -> str:
    """Return the most likely encoding of a sample that is not UTF-8."""
    telling = b"\n".join(islice((line for line in sample.splitlines() if not line.isascii()), _LINES))[:_MOST]
    share, encoding = max(((_fit(telling, one), one) for one in _COMMON), key=lambda one: one[0])
    if share >= _SHARE:
        return encoding
    from charset_normalizer import from_bytes

    best = from_bytes(telling, cp_isolation=_LIKELY).best()
    return best.encoding if best else "cp1252"


def utf_16_of(sample: bytes) -> str:
    """Return which UTF-16 a sample without a mark is in, or an empty text: half of the bytes of most texts are zero."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 <= len(sample) or min(even, odd) * 20 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _fit(sample: bytes, encoding: str) -> float:
    """Return how many of the characters beyond ASCII are such as some language has, from 0 to 1."""
    text = sample.decode(encoding, "replace")
    beyond = _BEYOND.findall(text)
    bad = len([one for one in _INSIDE.findall(text) if not one.isascii()])
    letters = [one.lower() for one in beyond if one not in _MARKS]
    known = max((sum(one in its.alphabet for one in letters) for its in profiles()), default=0)
    return (len(beyond) - len(letters) + known - bad) / len(beyond) if beyond else 0.0
