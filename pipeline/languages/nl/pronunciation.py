"""The pronunciation of Dutch words as broad IPA, where their spelling or `pronunciation.toml` makes it sure.

A word is read if it can be taken apart in one way only: a prefix, one syllable with a full vowel, which has the stress,
and an ending. Words with several full vowels are refused: their spelling shows neither stress nor compounds.
"""

import re
from collections.abc import Iterator

from pipeline.languages.inflection import UnknownParadigmError
from pipeline.languages.nl.verbs import split, stressed
from pipeline.languages.profile import profile
from pipeline.languages.tables import toml_table

_VOWELS = "(?:aai|ooi|oei|eeuw|ieuw|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiou])"


def pronounce(base_form: str, part_of_speech: str) -> str | None:
    """Return the broad IPA of a word or a reflexive verb, or None if its spelling is not enough."""
    verb = profile("nl").core(base_form)
    sounds = None if " " in verb else _word(verb.lower(), part_of_speech)
    return f"zɪx {sounds}" if sounds and verb != base_form else sounds


def _word(word: str, part_of_speech: str) -> str | None:
    data = toml_table("nl", "pronunciation")
    if word in data["exceptions"] or word in data["borrowed"] or re.search(data["refused"], word):
        known: str | None = data["exceptions"].get(word)
        return known
    try:
        particle, core = split(word) if part_of_speech == "verb" else ("", word)
    except UnknownParadigmError:
        return None
    readings = set(_readings(core, stressed=part_of_speech != "verb" or stressed(core)))
    if len(readings) != 1 or particle not in {"", *data["particles"]}:
        return None
    sounds = readings.pop()
    if particle:
        before = data["particles"][particle]
        sounds = f"{'' if 'ˈ' in before else 'ˈ'}{before}{sounds.replace('ˈ', '')}"
    for letters, sound in data["sounds"]["joined"]:
        sounds = re.sub(letters, sound, sounds)
    return None if re.search("[ptkfsx]ˈ?[bd]", sounds) else sounds


def _readings(word: str, *, stressed: bool) -> Iterator[str]:
    """Yield what a word sounds like, for each way to take it apart; `stressed`: not with an ending as of wandelen."""
    data = toml_table("nl", "pronunciation")
    for prefix, before in {"": "", **data["prefixes"]}.items():
        for suffix, behind in {"": "", **data["suffixes"]}.items():
            core = word[len(prefix) : len(word) - len(suffix)]
            if prefix + core + suffix != word or not re.fullmatch(f"[^aeiou]*{_VOWELS}[^aeiou]*", core):
                continue
            vowel = suffix[:1] in tuple("aeiou")
            if prefix and (re.match("[bg]e[eiu]", word) or (not vowel and re.fullmatch("[^aeiou]+e[lmnr]", core))):
                continue  # geel, beter
            if vowel and (re.search("(?:^|[^aeiou])[aeiou]$", core) or (stressed and suffix[-3:-2] in tuple("lmnr"))):
                continue  # doen, nemen
            sounds = f"{core}+" if vowel else core
            for letters, sound in data["sounds"]["rules"]:
                sounds = re.sub(letters, sound, sounds)
            yield f"{before}{'ˈ' if before or behind else ''}{sounds}{behind}"
