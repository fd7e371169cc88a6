"""How a French syllable determines its vowel: open and closed e, o and eu, and pronounced or silent e.

`settle` takes the sounds of letters (`letters.csv`), with capital letters for undecided vowels, and returns broad IPA
as in dictionaries of standard French.
Source of the rules: Fouché, “Traité de prononciation française”; Fougeron & Smith, “French”, Handbook of the IPA.
"""

import re

_SOUND = re.compile(r".\u0303?")
_VOWELS = frozenset("aeɛiɔouyøœəEAOQ") | {"ɑ̃", "ɛ̃", "ɔ̃", "œ̃"}
_GLIDES = frozenset("jwɥ")
_OBSTRUENTS = frozenset("pbtdkɡfv")
_LIQUIDS = frozenset("lʁ")


def settle(sounds: str) -> str:
    """Return the sounds of a word with every vowel decided."""
    word = _said(_SOUND.findall(sounds))
    return "".join(_decided(word, place) for place in range(len(word)))


def _said(word: list[str]) -> list[str]:
    """Return the sounds without any silent ə: at the end, and between single consonants (`samedi`)."""
    kept: list[str] = []
    for place, sound in enumerate(word):
        if sound != "ə" or _keeps_schwa(kept, word[place + 1 :]):
            kept.append(sound)
    return kept


def _keeps_schwa(before: list[str], after: list[str]) -> bool:
    onset = _consonants(before[::-1])
    if len(onset) == len(before):  # the first syllable: petit, je
        return True
    if not after or not onset:  # table; paiement
        return False
    if len(onset) > 1 or before[-2] == "ə":  # vendredi; recevoir
        return True
    return len(after) > 1 and after[0] not in _VOWELS and after[1] == "j"  # atelier


def _consonants(sounds: list[str]) -> list[str]:
    """Return the sounds up to the first vowel."""
    return sounds[: next((place for place, sound in enumerate(sounds) if sound in _VOWELS), len(sounds))]


def _decided(word: list[str], place: int) -> str:
    sound, after = word[place], word[place + 1 :]
    if sound == "E":
        return "e" if _is_open(after) else "ɛ"
    if sound == "A":
        following = next((other for other in after if other in _VOWELS), "")
        return "e" if _is_open(after) and following == "e" else "ɛ"  # vowel harmony: aimer, but maison
    if sound == "O":
        return "o" if not after or after[0] == "z" else "ɔ"
    if sound == "Q":
        return "ø" if _is_open(after) or after[0] in {"z", "t", "ʒ"} else "œ"
    return sound


def _is_open(after: list[str]) -> bool:
    """Return whether a vowel ends its syllable, by the sounds that follow it."""
    between = _consonants(after)
    if len(between) == len(after):
        return not after
    if between and between[-1] in _GLIDES and len(between) > 1:
        between = between[:-1]
    joined = len(between) == 2 and between[0] in _OBSTRUENTS and between[1] in _LIQUIDS
    return len(between) < 2 or joined
