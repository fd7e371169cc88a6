"""The catalogue of findings: each area is a module, or a package of modules if it has many rules.

Each rule is followed by the function that checks it. A rule that is reported before there is a lexicon to check, or
after the checks, names the modules that report it.

Each area has its own range of codes: 1xx files, 2xx packs, 3xx words, 4xx meanings, 5xx forms, 6xx levels,
7xx relations, 8xx examples, 9xx provenance. A code is never reused for another rule.
"""

from pipeline.rules import examples, files, forms, levels, meanings, packs, provenance, relations, words

__all__ = [
    "examples",
    "files",
    "forms",
    "levels",
    "meanings",
    "packs",
    "provenance",
    "relations",
    "words",
]
