"""6xx: levels, the number and order of their words, and lessons."""

from pipeline.rules.levels import bands, counts, course, grammar_words, lessons, placement

__all__ = ["bands", "counts", "course", "grammar_words", "lessons", "placement"]
