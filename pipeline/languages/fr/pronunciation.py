"""The pronunciation of French base forms in broad IPA, as in France, without stress and without liaison.

French spelling can be read by rule (`letters.csv`, then `sounds.py`), except for single words, which are in
`pronunciation.csv`. No library is used: phonemizer needs espeak-ng on the system, gruut's French comes as a 12 MB
source archive, and epitran also uses rules, for all kinds of languages and without French exceptions.
"""

import functools
import itertools
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
_FOREIGN = re.compile(r"[kwñ]|sh|oo|ee|(?<!g)ea(?!u)|(?:ing|[^aeou]y)$|[^a-zàâçéèêëîïôœûü]")
_LATIN_OR_ENGLISH = re.compile(r"[aeiouyéè].*[^aeo]us$|ster$")
"""Nouns that may be Latin, with a pronounced s (virus), or not (refus), and English ones (hamster, poster)."""
_DOUBTFUL = re.compile(
    "oe|(?<!m)b$|(?<!ou)(?<!am)p$|[ao]c$|(?<!è)rc$|rf$|[^aeouy]il$|(?:pe|in)ct$|(?:ck|gh|zz)$|j(?:a|ea|o)[bnpz]+$"
    "|ng(?:[bcdfjkmpqsvxz]|t.)|lpt|[aou]mn"
)
"""Letters that are said in some words and silent in others (cap, coup; avril, gentil; longtemps), or foreign ones.

So is oe, which is often typed for œ (soeur), and otherwise two vowels or one (coexister, moelle).
"""
_CONSONANT_AT_THE_END = re.compile("[bcdfgklmnpqrstvxz]$")
_VOWEL_AT_THE_START = re.compile("[aeiouyàâéèêîôûœh]")


@functools.cache
def _exceptions() -> dict[str, str]:
    return {row["base_form"]: row["pronunciation"] for row in tables.rows("pronunciation.csv")}


@functools.cache
def _rules() -> dict[str, list[tuple[re.Pattern[str], str, re.Pattern[str], str]]]:
    """Return the rules by first letter: left context, letters, right context, sounds."""
    rules: dict[str, list[tuple[re.Pattern[str], str, re.Pattern[str], str]]] = {}
    for row in tables.rows("letters.csv"):
        left, right = (re.sub("[VCLN]", lambda found: _CLASSES[found[0]], row[side]) for side in ("left", "right"))
        rule = (re.compile(f"(?:{left})$"), row["letters"], re.compile(f"(?:{right})"), row["sound"])
        rules.setdefault(row["letters"][0], []).append(rule)
    return rules


def pronounce(base_form: str, part_of_speech: str) -> str | None:
    """Return the broad IPA of a base form, or None if its spelling is not enough: loanwords, liaison.

    A multiword entry is read word by word: `s'appeler` → saple, `pomme de terre` → pɔm də tɛʁ.
    """
    if base_form in _exceptions():
        return _exceptions()[base_form]
    words = base_form.split(" ")
    if _linked(words):
        return None
    read = [_word(word, part_of_speech) for word in words]
    return " ".join(map(str, read)) if all(read) else None


def _linked(words: list[str]) -> bool:
    """Return whether a silent final consonant may be pronounced before the next word: `tout à fait`."""
    return any(
        _CONSONANT_AT_THE_END.search(word) and _VOWEL_AT_THE_START.match(other.lower())
        for word, other in itertools.pairwise(words)
    )


def _word(word: str, part_of_speech: str) -> str | None:
    """Return the sounds of a word; parts joined by hyphens and apostrophes are read separately."""
    if word in _exceptions():
        return _exceptions()[word]
    if "-" in word:
        parts = word.split("-")
        return None if _linked(parts) else _joined(_word(part, "noun") for part in parts)
    if "'" in word:
        elided, _, rest = word.rpartition("'")
        return _joined((_elided(elided), _word(rest, part_of_speech)))
    if _FOREIGN.search(word.lower()) or _DOUBTFUL.search(word.lower()):
        return None
    if part_of_speech == "noun" and _LATIN_OR_ENGLISH.search(word):
        return None
    return settle(_letters(word.lower(), part_of_speech))


def _elided(word: str) -> str | None:
    """Return the sounds of a word that has lost its e: `c'` → s, `jusqu'` → ʒysk."""
    whole = _word(f"{word}e", "")
    return whole and whole.removesuffix("ə")


def _joined(parts: Iterable[str | None]) -> str | None:
    sounds = list(parts)
    return None if None in sounds else "".join(part for part in sounds if part)


def _letters(word: str, part_of_speech: str) -> str:
    """Return the sounds of the letters. Every letter has a rule that always applies."""
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
