"""1xx: can files be read, and are their characters valid in a text?"""

from pipeline.rules.files import reading, residue, spellings, texts

__all__ = ["reading", "residue", "spellings", "texts"]
