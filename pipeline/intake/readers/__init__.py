"""Readers of the formats that word lists come in, one module for each family; `registry` chooses one for a file."""
