"""6xx: levels, how many words they have, how these are ordered, and what lessons make of them."""

from pipeline.rules.levels import bands, counts, course, lessons, placement

__all__ = ["bands", "counts", "course", "lessons", "placement"]
