"""The lexicon to leaf through: an indexed copy of a database, shown by Datasette on this machine alone."""
