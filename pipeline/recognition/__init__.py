"""Find which words of the lexicon occur in a text, and how much of it a learner at a level knows. Pure: no files."""
