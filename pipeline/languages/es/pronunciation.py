"""The pronunciation of Spanish words, read from their spelling, as broad IPA.

The variety is that of Spain: c before e and i, and z, are θ; ll and y are both ʝ. Broad: b, d, ɡ whatever the
neighbouring sounds; n also before k, ɡ and x, but m before b and p; j and w for i and u beside another vowel in the
same syllable.
Source of the rules: *Nueva gramática de la lengua española. Fonética y fonología* (2011).
`pronunciation.toml` has the exceptions.
"""

import re
from typing import Any

from pipeline.languages.es.syllables import plain, stressed_syllable, syllables
from pipeline.languages.tables import toml_table

STRESS = "ˈ"

_FOREIGN = re.compile(
    r"""[^a-záéíóúüñ] | w | (?<!g)ü | ü(?![eiéí])       # other letters, digits, signs
      | ^[^aeiouyáéíóú]+$
      | ^s[^aeiouáéíóú] | (?<!^de)sh | th | ph | ck | q(?!u)
      | ([bdfghjkmpqstvxyz])\1
      | (?<=[^aeiouáéíóú])y(?![aeiouáéíóú])
      | ee[bcfgkpt]$ | oo[^.rp]$ | [aeiou][gkpfmtv]$
      | [^aeiouáéíóú][^aeiouáéíóús]$ | [^aeiouáéíóúbcdlnpr]s$ | h$
    """,
    re.VERBOSE,
)
"""Spellings that are not Spanish, so that no rule says how they are read."""

_Rules = tuple[tuple[re.Pattern[str], str], ...]

_WORD_RULES: _Rules = (
    (re.compile("^hie"), "ye"),
    (re.compile("(?<!c)h"), ""),
    (re.compile("^ps|^x"), "s"),
    (re.compile("^[gm]n"), "n"),
    (re.compile("^pt"), "t"),
    (re.compile("^subr"), "subrr"),
    (re.compile("x"), "ks"),
)
"""Respellings before a word is split into syllables: examen is pronounced ek-sa-men, deshacer de-sa-cer."""

_CONSONANT_RULES: _Rules = (
    (re.compile("ch"), "tʃ"),
    (re.compile("ll|y(?=[aeiouáéíóú])"), "ʝ"),
    (re.compile(r"rr|^r|(?<=[lns]\.)r"), "R"),
    (re.compile("r"), "ɾ"),
    (re.compile("R"), "r"),
    (re.compile("g(?=[eiéí])|j"), "x"),
    (re.compile("gu(?=[eiéí])|g"), "ɡ"),
    (re.compile("c(?=[eiéí])|z"), "θ"),
    (re.compile("qu|c"), "k"),
    (re.compile(r"n(?=\.[bvp])"), "m"),
    (re.compile("v"), "b"),
    (re.compile("ñ"), "ɲ"),
)
"""The sounds of consonants in a word whose syllables are separated by dots; the rules apply in this order."""

_GLIDE_RULES: _Rules = (
    (re.compile("[iy](?=[aeouáéóú])|(?<=[aeoáéó])[iy]"), "j"),
    (re.compile("[uü](?=[aeoiyáéóí])|(?<=[aeoáéó])[uü]"), "w"),
    (re.compile("y"), "i"),
)
"""The sounds of closed vowels within a syllable. Of two, the second is the full vowel: muy, ciudad."""


def pronounce(base_form: str, part_of_speech: str) -> str | None:
    """Return the broad IPA of a word or expression, or None if its spelling is not Spanish.

    The stress is marked in words of two or more syllables and, in expressions, in every stressed word, as in
    `ˈfin de seˈmana`. In adverbs in -mente, only the ending's stress is marked, the stronger of the two.
    """
    words = base_form.lower().split()
    exceptions: dict[str, str] = _data()["exceptions"]
    sounds: list[str] = []
    for word in words:
        spoken = exceptions.get(word) or _read(word, adverb=part_of_speech == "adverb")
        if spoken is None:
            return None
        sounds.append(spoken)
    if len(words) < 2:
        return sounds[0] if sounds else None
    unstressed = frozenset(_data()["unstressed"])
    return " ".join(
        each.replace(STRESS, "") if word in unstressed else each if STRESS in each else STRESS + each
        for word, each in zip(words, sounds, strict=True)
    )


def _read(word: str, *, adverb: bool) -> str | None:
    if _FOREIGN.search(word):
        return None
    spelling = _rewritten(word, _WORD_RULES)
    if adverb and word.endswith("mente"):
        spelling = plain(spelling)
    parts = _rewritten(".".join(syllables(spelling)), _CONSONANT_RULES).split(".")
    sounds = [plain(_rewritten(part, _GLIDE_RULES)) for part in parts]
    if len(sounds) > 1:
        stressed = stressed_syllable(spelling)
        sounds[stressed] = STRESS + sounds[stressed]
    return "".join(sounds)


def _rewritten(text: str, rules: _Rules) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


def _data() -> dict[str, Any]:
    return toml_table("es", "pronunciation")
