"""Syllables, stress and written accents of Spanish words.

The rules are those of the *Ortografía de la lengua española* (RAE and ASALE, 2010), chapter II: every sequence of an
unaccented closed vowel and an open one, and of two different closed vowels, counts as one syllable, however it is
pronounced; `h` between vowels does not separate them.
"""

import functools
import itertools
import re

_PLAIN = str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU")
_ACUTE = str.maketrans("aeiou", "áéíóú")

_NUCLEUS = re.compile(
    r"""
    (?: [iuü] h? [aeoáéó] h? (?: [iuü] (?! h?[aeiouáéíóú] ) | y (?![aeiouáéíóú]) ) # triphthong: buey, limpiáis
      | [iuü] h? [aeoáéó]                                                          # rising: tiene, agua
      | [aeoáéó] h? (?: [iuü] (?! h?[aeoáéó] ) | y (?![aeiouáéíóú]) )              # falling: aire, rey, prohibir
      | i h? [uú] | [uü] h? (?: [ií] | y (?![aeiouáéíóú]) )                        # two closed ones: ciudad, huí, muy
      | [aeiouáéíóúü]
      | (?<![aeiouáéíóúü]) y (?![aeiouáéíóú]) )                                    # the word y
    """,
    re.VERBOSE,
)
_SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéí])")
_MUTE = "\N{ZERO WIDTH SPACE}"  # replaces the u of que and gue while searching for vowels
_ONSET = re.compile(r"(?:ch|ll|rr|[pbfgckt]r|dr|[pbfgck]l|[qg]\N{ZERO WIDTH SPACE}|[^aeiouáéíóúü]|)$")
_OPEN_BESIDE_CLOSED = re.compile(r"[aeo]h?[iu]|[iu]h?[aeo]")


def plain(text: str) -> str:
    """Return a text without acute accents; ñ and ü stay."""
    return text.translate(_PLAIN)


@functools.lru_cache(maxsize=4096)
def syllables(word: str) -> tuple[str, ...]:
    """Return the orthographic syllables of one lower-case word: `canción` → `can`, `ción`."""
    word = _SILENT_U.sub(_MUTE, word)
    nuclei = list(_NUCLEUS.finditer(word))
    if not nuclei:
        return (word.replace(_MUTE, "u"),)
    starts = [0]
    for before, after in itertools.pairwise(nuclei):
        onset = _ONSET.search(word[before.end() : after.start()])
        starts.append(after.start() - len(onset.group() if onset else ""))
    return tuple(
        word[start:end].replace(_MUTE, "u") for start, end in zip(starts, (*starts[1:], len(word)), strict=True)
    )


def stressed_syllable(word: str) -> int:
    """Return the index of the stressed syllable of a lower-case word."""
    parts = syllables(word)
    for index, part in enumerate(parts):
        if plain(part) != part:
            return index
    return _default_stress(word)


def stressed_vowel(word: str) -> int:
    """Return the position of the stressed vowel in a lower-case word, with or without a written accent."""
    parts = syllables(word)
    index = stressed_syllable(word)
    start = sum(map(len, parts[:index]))
    syllable = _SILENT_U.sub(_MUTE, parts[index])
    for vowels in ("áéíóú", "aeo"):
        for offset, letter in enumerate(syllable):
            if letter in vowels:
                return start + offset
    # Of two closed vowels the second is stressed (ruido, viuda); a final y never is (muy).
    return start + max(syllable.rfind(letter) for letter in "iuüy")


def accented(word: str, vowel: int) -> str:
    """Return a lower-case word, stressed on the vowel at a position, with the accent that the rules require."""
    bare = plain(word)
    if not _in_hiatus(bare, vowel):
        parts = syllables(bare)
        ends = [sum(map(len, parts[: index + 1])) for index in range(len(parts))]
        if len(parts) == 1 or next(index for index, end in enumerate(ends) if vowel < end) == _default_stress(bare):
            return bare
    return bare[:vowel] + bare[vowel].translate(_ACUTE) + bare[vowel + 1 :]


def _in_hiatus(bare: str, vowel: int) -> bool:
    """Whether the stressed vowel is a closed one beside an open one, which always has an accent: país, búho."""
    return bare[vowel] in "iu" and any(
        found.start() <= vowel < found.end()
        for start in (max(vowel - 2, 0), max(vowel - 1, 0), vowel)
        if (found := _OPEN_BESIDE_CLOSED.match(bare, start))
    )


def _default_stress(word: str) -> int:
    """Return the index of the stressed syllable of a word without a written accent.

    The second-to-last if the word ends in a vowel, or in n or s after a vowel; else the last. A final y does not
    count as a vowel here.
    """
    count = len(syllables(word))
    return max(count - 2, 0) if re.search(r"[aeiouáéíóú][ns]?$", word) else count - 1
