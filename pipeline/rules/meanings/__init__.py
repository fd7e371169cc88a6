"""4xx: definitions, translations and concepts."""

from pipeline.rules.meanings import concepts, definitions, english, parts_of_speech, patterns, translations, vocabulary

__all__ = ["concepts", "definitions", "english", "parts_of_speech", "patterns", "translations", "vocabulary"]
