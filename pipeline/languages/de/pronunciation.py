"""The pronunciation of German base forms in broad IPA: our own rules, with a table of exceptions.

No library on PyPI was suitable: `epitran` and `phonemizer` need system programs, and `gruut` is no longer maintained
and comes with its own model. German spelling is regular within a morpheme. It does not show where morphemes end, where
a foreign word is stressed, and a few long vowels. Those are in pronunciations.csv and pronunciation.toml; a word that
is neither listed there nor made of known parts gets None.

Convention: ʁ, but ɐ for -er and ɐ̯ after a long vowel; ə in -en and -el; no glottal stop; stress marked in words of two
syllables or more.
"""

import csv
import functools
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.languages.de.phonology import sounds
from pipeline.languages.tables import toml_table
from pipeline.system.files import read_text

_FOLDER = Path(__file__).parent
_VOWEL = re.compile(r"[aeiouyøœɛɪɔʊʏəɐ](?!̯)")
_DIGRAPHS = ("ie", "ei", "ai", "au", "eu", "äu", "aa", "ee", "oo")
_ONLY_ENDING = re.compile(
    r"[^aeiouäöüy]*(?:e|el|eln|em|en|end|er|ern|es|et|e[lnr]?st?e?n?s?)?$|.*(?:ee|ie|[^aeiou]on|[^aeiouäöü][aiou])$"
)
"""What cannot follow a prefix: `ge-ben`, `be-stens`, `an-kern` do not have one; `Ge-nie`, `Be-ton` are borrowed."""
_ONLY_AFTER = {
    "chen": r"^[A-ZÄÖÜ].*[^aeiouäöüs]$",
    "in": r"er$",
    "lein": r"^[A-ZÄÖÜ].*[^aeiouäöül]$",
    "lich": r"(?<!ig)$",
    "nis": r"[^aeiouäöüin]$",
    "tum": r"[^aeiouäöü]$",
    "zig": r"(?:acht|fünf|neun|sech|sieb|vier|zwan)$",
}
"""What must precede an ending: `Bröt-chen`, not `ko-chen`; `Lehrer-in`, not `Berl-in`; `Zeug-nis`, not `Ten-nis`."""
_DOUBTFUL = re.compile(
    "(?:^|[^aeiouäöü])[aeiouäöü](?:[lmntw]el|[^aeiouäöü]{1,3}et|lender)$|chtisch$|ignis$|[bgkpt]le$|ern$|(?<!i)schen$"
    "|^miss|^bea(?!cht|mt|nt|rb|uf)"
)
"""Nouns that may be borrowed, and stressed at the end (`Paket`), or of two parts (`Nach-tisch`, `Häus-chen`)."""
_OF_TWO_WORDS = re.compile("(?:bis|da|ein|hier|je|nach|seit|um|vor|wo)her$|^bee(?![rt])")
"""Words that look as if they had one stem: `da-her`, `be-enden`."""
_LAST = ("end", "es", "et", "ern")
"""Endings that no other follows: `Wend-ung`, not `W-end-ung`."""
_LINKED = {"ɪç": "ɪɡ", "ɐ": "əʁ", "loːs": "loːz", "baːɐ̯": "baːʁ"}
"""Endings before another ending with a vowel: `Entschuld-ig-ung`, `Schül-er-in`."""


def pronounce(base_form: str, part_of_speech: str) -> str | None:
    """Return the pronunciation of a base form in IPA without slashes, or None if it is unknown."""
    if base_form in _table():
        return _table()[base_form]
    words = [_word(word, part_of_speech) for word in base_form.split(" ")]
    known = [word for word in words if word is not None]
    spoken = " ".join(known) if len(known) == len(words) else None
    if len(words) > 1 and spoken is not None and spoken.count("ˈ") != 1:
        return None  # which of the words carries the stress?
    return spoken


def _word(word: str, part_of_speech: str) -> str | None:
    listed = _listed(word)
    if listed is not None:
        return listed
    if word in _compounds():
        return _compound(_compounds()[word])
    if _OF_TWO_WORDS.search(word) or (part_of_speech != "verb" and _DOUBTFUL.search(word.lower())):
        return None
    if part_of_speech == "verb":
        for prefix, ipa in _data()["stressed_prefixes"].items():
            rest = _rest(word, prefix)
            if rest is not None:
                return f"{ipa}{rest}" if "ˈ" in ipa else f"ˈ{ipa}{rest}"
    for prefix, ipa in _data()["unstressed_prefixes"].items():
        rest = _rest(word, prefix)
        if rest is not None:
            return f"{ipa}ˈ{rest}"
    simplex = _simplex(word, before_vowel=False)
    return simplex if simplex is None or len(_VOWEL.findall(simplex)) < 2 else f"ˈ{simplex}"


def _listed(word: str) -> str | None:
    """Look a word up in the table, capitalised or not: `Antwort` is part of the verb `beantworten`."""
    return next((_table()[text] for text in (word, word.lower(), word.capitalize()) if text in _table()), None)


def _rest(word: str, prefix: str) -> str | None:
    """Return what follows a prefix, unstressed; None if it cannot stand alone, so that there is no prefix."""
    rest = word[len(prefix) :]
    if word[: len(prefix)].lower() != prefix or _ONLY_ENDING.match(rest) or _one_vowel(prefix, rest):
        return None
    spoken = _listed(rest) or _simplex(rest, before_vowel=False)
    if spoken is None and (inner := next(filter(rest.startswith, _data()["unstressed_prefixes"]), None)):
        spoken = _word(rest, "noun") if _rest(rest, inner) else None  # `an-er-kennen`
    return None if spoken is None else spoken.replace("ˈ", "")


def _compound(parts: list[str]) -> str | None:
    spoken = [_word(part, "noun") for part in parts]
    known = [part for part in spoken if part is not None]
    if len(known) < len(parts):
        return None
    first, *others = known
    return (first if "ˈ" in first else f"ˈ{first}") + "".join(others).replace("ˈ", "")


def _simplex(word: str, *, before_vowel: bool, inside: bool = False) -> str | None:
    """Return the sounds of a word with one stem and any endings, without the stress mark before its stem."""
    whole = sounds(word, before_vowel=before_vowel, long=word.lower() in _data()["long"]["stems"])
    if whole is not None:
        return whole
    endings: Mapping[str, str] = _data()["endings"]
    for ending in sorted(endings, key=len, reverse=True):
        stem = word.removesuffix(ending)
        if (
            stem == word
            or (inside and ending in _LAST)
            or _one_vowel(stem, ending)
            or not re.search(_ONLY_AFTER.get(ending, ""), stem)
        ):
            continue
        vowel = ending[0] in "aeiou"
        spoken = _simplex(stem, before_vowel=vowel, inside=True) if re.search("[aeiouäöü]", stem.lower()) else None
        if spoken is not None:
            return spoken + _LINKED.get(endings[ending], endings[ending]) if before_vowel else spoken + endings[ending]
    return None


def _one_vowel(first: str, second: str) -> bool:
    """Return whether the letters where two parts meet form one vowel: there is no boundary in `Ge-ige`, `ste-igen`."""
    return first[-2:].lower() not in _DIGRAPHS and first[-1:].lower() + second[:1] in _DIGRAPHS


@functools.cache
def _table() -> Mapping[str, str]:
    lines = io.StringIO(read_text(_FOLDER / "pronunciations.csv"), newline="")
    return {row["base_form"]: row["ipa"] for row in csv.DictReader(lines)}


@functools.cache
def _compounds() -> Mapping[str, list[str]]:
    return {word.replace("|", ""): word.split("|") for word in _data()["compounds"]["words"]}


def _data() -> Mapping[str, Any]:
    return toml_table("de", "pronunciation")
