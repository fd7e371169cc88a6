"""German Wiktionary, as two packages have it: see the modules for whom to credit."""

from pipeline.languages.de import wiktionary_nouns, wiktionary_sounds
from pipeline.languages.references import Reference

PARADIGMS = Reference(wiktionary_nouns.PACKAGE, "CC-BY-SA-4.0", wiktionary_nouns.decline)
PRONUNCIATIONS = Reference(wiktionary_sounds.PACKAGE, "CC-BY-SA-4.0", wiktionary_sounds.pronounce)
