"""The pronunciation of French base forms in broad IPA, as in France, without stress and without liaison.

French spelling can be read by rule (`letters.csv`, then `sounds.py`) but for single words, which are in
`pronunciation.csv`. The libraries we looked at do not fit: phonemizer and piper need espeak-ng on the system, gruut's
French is a lexicon and model of 12 MB without a wheel, epitran's French makes no difference of é and è by syllable.
"""

import functools
import re
from collections.abc import Iterable

from pipeline.languages.fr import tables
from pipeline.languages.fr.sounds import settle

_CLASSES = {
    "V": "[aeiouyàâéèêëîïôöùûüœæ]",
    "C": "[bcdfghjklmnpqrstvwxzç]",
    "L": "[bcdfgptv][rl]",
    "N": "(?:[bcdfgjklmpqrstvwxzç]|$)",
}
_FOREIGN = re.compile(r"[kwñ]|sh|oo|ee|(?<!g)ea(?!u)|(?:ing|[^aeou]y)$|[^a-zàâçéèêëîïôœùûü]")
_LATIN = re.compile(r"[aeiouyéè].*[^aeo]us$")
"""Nouns that may be Latin, with s said (virus), or not (refus)."""
_CONSONANT_AT_THE_END = re.compile("[bcdfgklmnpqrstvxz]$")
_VOWEL_AT_THE_START = re.compile("[aeiouyàâéèêîôûœh]")


@functools.cache
def _exceptions() -> dict[str, str]:
    return {row["base_form"]: row["pronunciation"] for row in tables.rows("pronunciation.csv")}


@functools.cache
def _rules() -> dict[str, list[tuple[re.Pattern[str], str, re.Pattern[str], str]]]:
    """Return by first letter: what is before, the letters, what is after, the sounds."""
    rules: dict[str, list[tuple[re.Pattern[str], str, re.Pattern[str], str]]] = {}
    for row in tables.rows("letters.csv"):
        left, right = (re.sub("[VCLN]", lambda found: _CLASSES[found[0]], row[side]) for side in ("left", "right"))
        rule = (re.compile(f"(?:{left})$"), row["letters"], re.compile(f"(?:{right})"), row["sound"])
        rules.setdefault(row["letters"][0], []).append(rule)
    return rules


def pronounce(base_form: str, part_of_speech: str) -> str | None:
    """Return the broad IPA of a base form, or None where its spelling does not tell: loanwords, liaison.

    A word of several words is read word by word: `s'appeler` → saple, `pomme de terre` → pɔm də tɛʁ.
    """
    if base_form in _exceptions():
        return _exceptions()[base_form]
    words = base_form.split(" ")
    if any(_may_link(one, other) for one, other in zip(words, words[1:], strict=False)):
        return None
    read = [_word(word, part_of_speech) for word in words]
    return None if None in read else " ".join(word for word in read if word)


def _may_link(one: str, other: str) -> bool:
    """Return whether a silent consonant may be heard before the next word: `tout à`."""
    return bool(_CONSONANT_AT_THE_END.search(one) and _VOWEL_AT_THE_START.match(other))


def _word(word: str, part_of_speech: str) -> str | None:
    """Return the sounds of a word; what hyphens and apostrophes join is read part by part."""
    if word in _exceptions():
        return _exceptions()[word]
    if "-" in word:
        parts = word.split("-")
        linked = any(map(_may_link, parts, parts[1:]))
        return None if linked else _joined(_word(part, "noun") for part in parts)
    if "'" in word:
        elided, _, rest = word.rpartition("'")
        consonant = settle(_letters(f"{elided}e", "")).removesuffix("ə")
        return _joined((consonant, _word(rest, part_of_speech)))
    if _FOREIGN.search(word.lower()) or (part_of_speech == "noun" and _LATIN.search(word)):
        return None
    return settle(_letters(word.lower(), part_of_speech))


def _joined(parts: Iterable[str | None]) -> str | None:
    sounds = list(parts)
    return None if None in sounds else "".join(part for part in sounds if part)


def _letters(word: str, part_of_speech: str) -> str:
    """Return the sounds that the letters stand for. Every letter has a rule that always fits."""
    if part_of_speech == "verb" and word.endswith("er"):
        return _letters(f"{word[:-2]}é", "")
    sounds, place = "", 0
    while place < len(word):
        rest = word[place:]
        letters, sound = next(
            (letters, sound)
            for left, letters, right, sound in _rules()[word[place]]
            if rest.startswith(letters) and left.search(word[:place]) and right.match(rest.removeprefix(letters))
        )
        sounds += sound
        place += len(letters)
    return sounds
