"""Analyses of base forms by spaCy and simplemma. Only the build can afford their tables."""
