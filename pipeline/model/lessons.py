"""How many lessons the app takes of a language, and how many words of each."""

FEWEST_WORDS, MOST_WORDS = 8, 20
"""Words of a lesson. An empty lesson would show as complete; a long one is never finished."""

MOST_LESSONS = 120
"""Lessons of a language: the app makes one call for each when it lists them."""
