"""What a program that opens the database uses: sessions, choosing words, progress, the text for the language model."""
