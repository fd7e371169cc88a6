"""1xx: can the file be read, and are its characters those of a text?"""

from pipeline.rules.files import reading, residue, texts

__all__ = ["reading", "residue", "texts"]
