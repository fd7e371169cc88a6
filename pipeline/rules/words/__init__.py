"""3xx: is each word a word of the language, once?"""

from pipeline.rules.words import gender, identity, lemmas, pronunciation, spelling, unfinished

__all__ = ["gender", "identity", "lemmas", "pronunciation", "spelling", "unfinished"]
