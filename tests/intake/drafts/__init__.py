"""Drafts from candidates."""
