"""Which words of the lexicon stand in a text, and how much of it a learner of a level can know. Pure: no files."""
