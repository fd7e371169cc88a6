"""A table from texts to numbers that takes 32 bytes a text, where a dictionary takes 200.

Lists have millions of words.
"""

from array import array

_MASK = 2**64 - 1


class CompactTable:
    """Remembers a number for each text, and not the text: only its hash.

    Two of a million texts have the same hash with a probability of 3 in 100 million; they are then taken for one.
    Open addressing with linear probing, at most half full.
    """

    def __init__(self) -> None:
        self._slots = 2**10
        self._count = 0
        self._hashes = array("Q", bytes(8 * self._slots))
        self._numbers = array("Q", bytes(8 * self._slots))

    def setdefault(self, text: str, number: int) -> int | None:
        """Return the number of a text. If it has none, remember one (from 0 to 2⁶⁴ - 1), and return None."""
        key = hash(text) & _MASK or 1
        hashes, last = self._hashes, self._slots - 1
        slot = key & last
        while held := hashes[slot]:
            if held == key:
                return self._numbers[slot]
            slot = (slot + 1) & last
        hashes[slot] = key
        self._numbers[slot] = number
        self._count += 1
        if 2 * self._count > self._slots:
            self._grow()
        return None

    def _grow(self) -> None:
        before, numbers = self._hashes, self._numbers
        self._slots *= 2
        last = self._slots - 1
        hashes = self._hashes = array("Q", bytes(8 * self._slots))
        self._numbers = array("Q", bytes(8 * self._slots))
        for key, number in zip(before, numbers, strict=True):
            if key:
                slot = key & last
                while hashes[slot]:
                    slot = (slot + 1) & last
                hashes[slot] = key
                self._numbers[slot] = number
