"""The pronunciation of Portuguese words as broad IPA of Lisbon, where spelling or `pronunciation.toml` makes it sure.

Spelling shows where the stress is, but mostly not whether a stressed e or o is open; such words are refused. Stress is
marked before its syllable (`ʃɐˈmaɾ`) in words of two or more.
"""

import re

from pipeline.languages.profile import profile
from pipeline.languages.tables import toml_table

_CLASSES = {"V": "[aeiouáâãéêíóôõúàɐɛɨɔEO]", "C": "[^aeiouáâãéêíóôõúàɐɛɨɔEO'Ñjw]", "F": "[eiéêí]"}
_NUCLEI = "[aɐɛeɨiɔouẽĩõũ]"


def pronounce(base_form: str, part_of_speech: str) -> str | None:
    """Return the broad IPA of a word or expression, or None if its spelling is not enough."""
    read = [_word(word, part_of_speech) for word in base_form.lower().split()]
    if not read or not all(read):
        return None
    return _rewritten(" ".join(map(str, read)), toml_table("pt", "pronunciation")["sandhi"])


def _word(word: str, part_of_speech: str) -> str | None:
    data = toml_table("pt", "pronunciation")
    if (verb := profile("pt").core(word)) != word:
        said = _word(verb, "verb")
        return f"{said}{data['exceptions']['se']}" if said else None
    if word in data["exceptions"] or re.search(data["refused"], word):
        known: str | None = data["exceptions"].get(word)
        return known
    letters = _rewritten(word, data["letters"])
    stressed = next((re.sub(end, its, letters) for end, its in data["stress"] if re.search(end, letters)), letters)
    opened = _rewritten(stressed, [*data["open"].get(part_of_speech, ()), *data["open"]["any"]])
    if "'" not in opened or re.search(data["unsure"], opened):
        return None
    sounds = _rewritten(opened, data["sounds"])
    if len(re.findall(_NUCLEI, sounds)) == 1:
        return sounds.replace("'", "")
    return re.sub(r"((?:[pbtdkɡfv][ɾl]|[kɡ]w|[^aɐɛeɨiɔouẽĩõũ\u0303']|)[jw]?)'", r"ˈ\1", sounds)


def _rewritten(text: str, rules: list[list[str]]) -> str:
    for pattern, its in rules:
        text = re.sub(re.sub("[VCF]", lambda found: _CLASSES[found[0]], pattern), its, text)
    return text
