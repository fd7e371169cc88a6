"""A build compared with other programs of its kind, on the same content.

Each is used in the way its documentation shows, on what it reads best, its keys and references declared as the
database has them, in one process whose start is counted. Only what it takes in is counted. What they do:

- **wn** (`wn.add`): parses WN-LMF, a lexicon of each language, into a database of its own with indexes. It has no place
  for levels, lessons, translations, explanations and notes, checks no text, and recognises no word in an example.
- **pycldf** (`cldf createdb`): parses the tables of a CLDF dictionary by their datatypes into SQLite, and refuses
  references to nothing. All tables; no indexes but those of keys.
- **sqlite-utils** (`insert_all`): parses JSON lines into SQLite, tables made to fit. All tables; nothing checked, no
  indexes. The command `insert` takes one table at a time, and half a second to start; its functions are used instead.
- **frictionless** (`frictionless validate`): holds every cell of the CSV files to its type, asks for what is required,
  and that keys are unique and references lead somewhere. All tables; no database is written.
- **check-jsonschema**: holds the word lists themselves to `schemas/words.schema.json`. No forms from paradigm tables,
  no rule beyond the schema, no database.

A build does the like of all of that, and what none of them does: words recognised in sentences, lemmatizers, the rules
of the catalogue, lessons, the same bytes each time.
"""
