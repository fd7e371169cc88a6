"""From the rows at the top of a table to the mapping of its columns, which can be kept for the next delivery."""
