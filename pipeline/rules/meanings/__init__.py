"""4xx: definitions and translations."""

from pipeline.rules.meanings import definitions, parts_of_speech, translations

__all__ = ["definitions", "parts_of_speech", "translations"]
