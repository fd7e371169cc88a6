"""Turns curated word lists into a vocabulary database."""
