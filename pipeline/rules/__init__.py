"""The catalogue of findings: one module an area, one rule a kind of fault.

Codes have a range an area: 1xx files, 2xx packs, 3xx words, 4xx meanings, 5xx forms, 6xx levels, 7xx relations,
8xx examples, 9xx provenance. A code is never given to another rule.
"""

from pipeline.rules import examples, files, forms, levels, meanings, packs, provenance, relations, texts, words

AREAS = (files, texts, packs, words, meanings, forms, levels, relations, examples, provenance)
