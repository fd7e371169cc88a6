"""Allowed values of fields, besides parts of speech and levels, as in schemas/words.schema.json."""

GENDERS = {
    "masculine": ("Masc",),
    "feminine": ("Fem",),
    "neuter": ("Neut",),
    "common": ("Com",),
    "masculine/feminine": ("Masc", "Fem"),
    "common/neuter": ("Com", "Neut"),
}
"""The genders of a noun, and their Universal Dependencies values.

Source: https://universaldependencies.org/u/feat/Gender.html
"""

REGISTERS = ("formal", "informal")

STATUSES = ("draft", "reviewed")
"""A draft is reviewed once a second person has read it."""

LONGEST_WORD = 100
"""The most characters of a word or a form: the width of the database columns."""

LONGEST_PATTERN = 100
"""The most characters of a pattern."""

HIGHEST_PRIORITY = 1_000_000
