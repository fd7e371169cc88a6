"""5xx: are the inflected forms possible ones, and are the words that share their spellings others?"""

from pipeline.rules.forms import columns, homographs, paradigms

__all__ = ["columns", "homographs", "paradigms"]
