"""What fields of an entry can hold, beside parts of speech and levels; schemas/words.schema.json says the same."""

GENDERS = {
    "masculine": ("Masc",),
    "feminine": ("Fem",),
    "neuter": ("Neut",),
    "masculine/feminine": ("Masc", "Fem"),
}
"""The genders of a noun, and the values that Universal Dependencies has for each.

Source: https://universaldependencies.org/u/feat/Gender.html
"""

REGISTERS = ("formal", "informal")

STATUSES = ("draft", "reviewed")
"""A draft is reviewed once a second person has read it."""

LONGEST_WORD = 100
"""Characters of a word or a form: so wide are the columns of the database."""

HIGHEST_PRIORITY = 1_000_000
