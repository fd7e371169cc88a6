"""The pronunciation of Italian words as broad IPA, where their spelling or `pronunciation.toml` makes it sure.

Spelling shows neither the stress of longer words nor whether a stressed e or o is open; such words are refused. Stress
is marked before its syllable (`statˈtsjone`, `mosˈtrare`) in words of two or more. Long consonants are written twice.
"""

import re

from pipeline.languages.tables import toml_table

_CLASSES = {"V": "[aeiouáéèíóòú]", "F": "[eiéèí]"}
_PLAIN = str.maketrans("áéèíóòú", "aeɛioɔu")


def pronounce(base_form: str, part_of_speech: str) -> str | None:
    """Return the broad IPA of a word or expression, or None if its spelling is not enough."""
    read = [_word(word, part_of_speech) for word in base_form.lower().split()]
    return " ".join(map(str, read)) if read and all(read) else None


def _word(word: str, part_of_speech: str) -> str | None:
    data = toml_table("it", "pronunciation")
    if word in data["exceptions"] or re.search(data["refused"], word):
        known: str | None = data["exceptions"].get(word)
        return known
    rules = (*data["stress"].get(part_of_speech, ()), *data["stress"]["any"])
    sounds = next((re.sub(end, stressed, word) for end, stressed in rules if re.search(end, word)), None)
    if sounds is None:
        return None
    for letters, sound in data["sounds"]["rules"]:
        sounds = re.sub(re.sub("[VF]", lambda found: _CLASSES[found[0]], letters), sound, sounds)
    if re.search("[aeiou]", sounds):
        onset = "^[^aeiou]*|(?:[pbtdkɡfv][rl]|tʃ|dʒ|ts|[^aeiou])?[jw]?"
        sounds = re.sub(f"({onset})(?=[áéèíóòú])", r"ˈ\1", sounds, count=1)
    return sounds.translate(_PLAIN)
