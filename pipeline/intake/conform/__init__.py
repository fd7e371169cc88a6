"""From a row and the mapping of its columns to what it says of a word, a sentence and its translation, or neither."""
