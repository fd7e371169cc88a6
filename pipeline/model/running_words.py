"""The words of a sentence, and which words of the lexicon each may be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunningWord:
    """A word of a sentence, as it is written there. Numbers and names are none."""

    text: str
    readings: tuple[tuple[str, ...], ...]
    """What it may be: of each reading, the base forms of the words in it (dar, me and lo in *dámelo*)."""
    parts: tuple["RunningWord", ...] = ()
    """Of a multiword entry: its words by themselves."""

    def within(self, known: frozenset[str]) -> bool:
        """Whether somebody who knows some words, by base form, knows it.

        Who has not learnt *en bas* knows *en* all the same.
        """
        if any(known.issuperset(reading) for reading in self.readings):
            return True
        return bool(self.parts) and all(part.within(known) for part in self.parts)

    def beyond(self, known: frozenset[str]) -> Iterator["RunningWord"]:
        """Yield what somebody does not know of it: itself, or those of its parts."""
        if not self.within(known):
            unknown = [one for part in self.parts for one in part.beyond(known)]
            yield from unknown if len(unknown) < len(self.parts) else [self]

    @property
    def base_forms(self) -> frozenset[str]:
        """The base forms of all words that it may be."""
        return frozenset(one for reading in self.readings for one in reading)


def beyond(words: Iterable[RunningWord], known: frozenset[str]) -> Iterator[RunningWord]:
    """Yield what somebody does not know of a sentence."""
    for word in words:
        yield from word.beyond(known)
