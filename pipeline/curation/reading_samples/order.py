"""A random order that depends on nothing but a seed: the same on every machine and in every Python."""

import hashlib
from collections.abc import Iterable
from typing import TypeVar

_T = TypeVar("_T")


class Order:
    """Sorts anything by the SHA-256 of a seed and a name.

    A word keeps its place when others are added to the pack, and no generator has to yield the same numbers for ever.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed

    def rank(self, *names: str) -> bytes:
        """Return the key by which something of these names is sorted."""
        return hashlib.sha256("\0".join((self._seed, *names)).encode()).digest()

    def shuffled(self, values: Iterable[_T], *names: str) -> list[_T]:
        """Return values in an order of their own, by what they print as."""
        return sorted(values, key=lambda value: self.rank(*names, str(value)))
