"""3xx: is each word a dictionary word of the language, listed once?"""

from pipeline.rules.words import alike, gender, identity, lemmas, pronunciation, spelling, unfinished

__all__ = ["alike", "gender", "identity", "lemmas", "pronunciation", "spelling", "unfinished"]
