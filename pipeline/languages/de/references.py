"""German Wiktionary, as a package has it: see the module for whom to credit."""

from pipeline.languages.de import wiktionary_nouns
from pipeline.languages.references import Reference

PARADIGMS = Reference(wiktionary_nouns.PACKAGE, "CC-BY-SA-4.0", wiktionary_nouns.decline)
