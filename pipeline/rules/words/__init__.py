"""3xx: is each word a word of the language, once?"""

from pipeline.rules.words import alike, gender, identity, lemmas, pronunciation, spelling, unfinished

__all__ = ["alike", "gender", "identity", "lemmas", "pronunciation", "spelling", "unfinished"]
