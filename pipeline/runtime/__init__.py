"""What the app does with the vocabulary while people talk: find its words in text, measure how much is known."""
