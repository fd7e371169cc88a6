"""8xx: the example sentences."""

from pipeline.rules.examples import length, sentences, translations, wording

__all__ = ["length", "sentences", "translations", "wording"]
