"""The catalogue of findings: an area is a module, or a package of modules where it has many rules.

A rule and the function that checks it stand one below the other. Below a rule that is met before there is a lexicon to
check, or after, stands who reports it.

Codes have a range an area: 1xx files, 2xx packs, 3xx words, 4xx meanings, 5xx forms, 6xx levels, 7xx relations,
8xx examples, 9xx provenance. A code is never given to another rule.
"""

from pipeline.rules import examples, files, forms, levels, meanings, packs, provenance, relations, words

__all__ = ["examples", "files", "forms", "levels", "meanings", "packs", "provenance", "relations", "words"]
