"""What spaCy and simplemma hold of base forms: for the build, which can afford their tables."""
