"""The levels of the Common European Framework of Reference for Languages, easiest first.

Source: https://www.coe.int/en/web/common-european-framework-reference-languages/level-descriptions
"""

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
