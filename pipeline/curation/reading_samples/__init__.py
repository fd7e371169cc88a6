"""Samples of a pack for a fresh reader: sheets with planted faults, their scores, and the readings that are kept."""
