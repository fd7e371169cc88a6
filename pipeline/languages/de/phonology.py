"""Letters to sounds in a German morpheme with one full vowel: `schreib-`, `Freund`, `kurz`.

Broad IPA of the German standard. Vowel length follows the spelling: long before one consonant letter, before a silent
h and when doubled; short before two. Source: Duden, Das Aussprachewörterbuch (7th edition, 2015), introduction.
"""

import re

_LONG = {"a": "aː", "e": "eː", "i": "iː", "o": "oː", "u": "uː", "ä": "ɛː", "ö": "øː", "ü": "yː"}
_SHORT = {"a": "a", "e": "ɛ", "i": "ɪ", "o": "ɔ", "u": "ʊ", "ä": "ɛ", "ö": "œ", "ü": "ʏ"}
_FIXED = {"ie": "iː", "ei": "aɪ̯", "ai": "aɪ̯", "au": "aʊ̯", "eu": "ɔɪ̯", "äu": "ɔɪ̯", "aa": "aː", "ee": "eː", "oo": "oː"}

_CONSONANTS = (
    *(("tsch", "t͡ʃ"), ("sch", "ʃ"), ("chs", "ks"), ("ch", "ç"), ("ck", "k"), ("ng", "ŋ"), ("nk", "ŋk"), ("pf", "p͡f")),
    *(("tz", "t͡s"), ("ts", "t͡s"), ("ds", "t͡s"), ("dt", "t"), ("th", "t"), ("ph", "f"), ("ß", "s")),
    *((double * 2, sound) for double, sound in zip("bdfgklmnprst", "bdfɡklmnpʁst", strict=True)),
    *(("z", "t͡s"), ("x", "ks"), ("v", "f"), ("w", "v"), ("g", "ɡ"), ("r", "ʁ"), ("s", "s")),
    *((letter, letter) for letter in "bdfhjklmnpt"),
)
_VOICELESS = {"b": "p", "d": "t", "ɡ": "k", "z": "s", "v": "f"}
_MORPHEME = re.compile(r"([^aeiouäöüy]*)(ie|ei|ai|au|eu|äu|aa|ee|oo|[aeiouäöü])([^aeiouäöüy]*)")
_ONSET = re.compile(
    r"(?:[bfgkp][lr]|[dt]r|[gk]n|[bdfghjklmnprstwvz]|pf[lr]?|[kz]w|s[pt]|s[pt]r|spl|schw?|sch[lmnr]|tsch|wr|th|)$"
)
_TWO_PARTS = re.compile("[fkpstzßx][bdgjvw]|zz|tch|dg|[lmnr]sp|(?<!^)(?<![cpt])h")
"""Letters that do not end a German morpheme: two of them meet (bis-her, trotz-dem), or the word is borrowed (Jazz)."""
_NATIVE_V = re.compile("v(?:at|ät|iel|ier|og|ög|oll|öll|olk|ölk|or|ieh|eil)")
"""The only stems in which v is certainly f: Vater, but Vase."""
_NATIVE_AI = ("hai", "kais", "lai", "mai", "main", "mais", "sait")
"""The stems in which ai is certainly a diphthong: Kaiser, but Trainer."""
_NATIVE_AFTER = {"ee": ("", "l", "r", "t"), "oo": ("", "f", "r", "s", "t")}
"""What can follow ee and oo: leer, Boot, but Team, Pool."""
_ONE_CONSONANT = re.compile(r"(?:[bdfgklmnprstvwzß]|th|ph|[bdg][lnr]|kl|)$")
"""Codas before which a vowel is long. It is also long before a stop with l, n or r, as in Ad-ler, üb-rig, reg-nen."""


def sounds(morpheme: str, *, before_vowel: bool, long: bool = False) -> str | None:
    """Return a morpheme in IPA, or None if it does not have exactly one vowel or a German spelling.

    `before_vowel`: whether an ending that begins with a vowel follows, which keeps `d` voiced in `Hund-e`.
    `long`: whether the vowel is long in spite of the spelling, as in `Kuch-en`.
    """
    found = _MORPHEME.fullmatch(morpheme.lower().replace("qu", "kw"))
    if found is None or not _ONSET.match(found[1]) or _TWO_PARTS.search(found[3]):
        return None
    if _borrowed(*found.groups(), before_vowel=before_vowel):
        return None
    vowel, coda = _vowel(found[2], found[3])
    if long:
        vowel = _LONG.get(found[2], vowel)
    onset = _spell(found[1])
    tail = _spell(coda)
    if onset is None or tail is None:
        return None
    if re.match(r"s(?!ch)", found[1]):
        onset = "z" if found[1] == "s" else f"ʃ{onset[1:]}" if found[1][1:2] in ("p", "t") else onset
    if tail.startswith("ç") and found[2] in ("a", "o", "u", "au", "aa", "oo"):
        tail = f"x{tail[1:]}"
    if coda.endswith("s") and not coda.endswith("ss") and before_vowel and re.search(r"(?:^|[lmnr])s$", coda):
        tail = f"{tail[:-1]}z"
    return onset + vowel + _coda(tail, vowel, before_vowel)


def _borrowed(onset: str, vowel: str, coda: str, *, before_vowel: bool) -> bool:
    """Return whether a vowel or a v may be read as in another language: Team, Pool, News, Trainer, fit, Vase, Top."""
    if "v" in onset + coda and not _NATIVE_V.match(onset + vowel + coda):
        return True
    if vowel == "ai":
        return f"{onset}ai{coda}" not in _NATIVE_AI
    if vowel in _NATIVE_AFTER:
        return coda not in _NATIVE_AFTER[vowel]
    if "w" in coda:
        return vowel != "ö"
    return (
        not before_vowel and len(vowel) == 1 and (coda in ("k", "p") or (vowel == "i" and coda in tuple("bdfgklmnpst")))
    )


def _vowel(letters: str, coda: str) -> tuple[str, str]:
    """Return the vowel, and the consonant letters after it without a silent h."""
    if coda.startswith("h"):
        return _FIXED.get(letters) or _LONG[letters], coda[1:]
    if letters in _FIXED:
        return _FIXED[letters], coda
    return (_LONG if _ONE_CONSONANT.match(coda) else _SHORT)[letters], coda


def _spell(letters: str) -> str | None:
    """Return consonant letters as sounds one by one, or None if one of them is foreign."""
    spelt = ""
    while letters:
        pair = next((pair for pair in _CONSONANTS if letters.startswith(pair[0])), None)
        if pair is None:
            return None
        spelt += pair[1]
        letters = letters[len(pair[0]) :]
    return spelt


def _coda(tail: str, vowel: str, before_vowel: bool) -> str:
    """Devoice the end of the syllable, and make r a vowel after a long one."""
    last = found[0] if before_vowel and (found := re.search(r"[bdɡ][lnʁ]$|.$", tail)) else ""
    devoiced = "".join(_VOICELESS.get(sound, sound) for sound in tail.removesuffix(last))
    if vowel.endswith("ː"):
        devoiced = re.sub(r"^ʁ", "ɐ̯", devoiced)
    return devoiced + last
