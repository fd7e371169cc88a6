"""How much of some texts a learner knows after each word of a pack, if words are learnt in its order."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.recognition.index import Index
from pipeline.recognition.recognition import recognise
from pipeline.recognition.tokens import Spelling, TokenKind, VocabularyWord
from pipeline.recognition.weights import OVERWHELMING

POINTS = 100
"""How many points of a curve are shown at most, besides the ends of levels."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The coverage of texts by the number of words learnt."""

    levels: tuple[tuple[str, int], ...]
    """The levels, each with the number of words up to its end."""
    running_words: int
    known_from: tuple[int, ...]
    """For each running word that is ever known for sure, after how many words it is; sorted."""

    def share(self, words: int) -> float:
        """Return the share of running words known after so many words; 0 for texts without words."""
        return bisect_right(self.known_from, words) / self.running_words if self.running_words else 0.0

    def points(self) -> list[tuple[int, float]]:
        """Return the number of words learnt and the share known, from 0 to the end of the last level."""
        last = self.levels[-1][1] if self.levels else 0
        step = max(1, -(-last // POINTS))
        places = {*range(0, last, step), *(words for _, words in self.levels)}
        return [(words, self.share(words)) for words in sorted(places)]


def learning_curve(texts: Iterable[str], index: Index) -> Curve:
    """Return the curve of texts: words are learnt by level, then by band, then by letters.

    What is known for sure counts, as in the lower end of a coverage (`recognition.coverage`).
    """
    words = [one for one in index.words.values() if one.level]
    words.sort(key=lambda one: (one.level or "", one.priority or 0, one.base_form))
    ranks = {one.id: rank for rank, one in enumerate(words, 1)}
    ends = {one.level: rank for rank, one in enumerate(words, 1) if one.level}
    known: list[int] = []
    total = 0
    for text in texts:
        for token in recognise(text, index):
            if token.kind is TokenKind.WORD:
                total += token.spelling.running_words
                known.extend(_known(token.spelling, ranks))
    return Curve(tuple((level, end) for level, end in ends.items() if level), total, tuple(sorted(known)))


def _known(spelling: Spelling, ranks: Mapping[int, int]) -> Iterator[int]:
    """Yield after how many words each running word of a spelling is known, if ever."""
    whole = _known_from(spelling, ranks)
    if not spelling.parts:
        ranked = [whole] * spelling.running_words
    else:  # of a multiword entry, each word may be known before
        ranked = [
            min((one for one in (whole, _known_from(part, ranks)) if one), default=None)
            for _, _, part in spelling.parts
            for _ in range(part.running_words)
        ]
    yield from (one for one in ranked if one is not None)


def _known_from(spelling: Spelling, ranks: Mapping[int, int]) -> int | None:
    """Return after how many words the readings that are known outweigh all others; None: never."""
    likely = spelling.likely
    enough = OVERWHELMING * sum(one.weight for one in likely)
    readings = [(_last(one.words, ranks), one.weight) for one in likely if one.certain and not one.missing]
    weight = 0.0
    for rank, more in sorted((rank, more) for rank, more in readings if rank is not None):
        weight += more
        if weight >= enough:
            return rank
    return None


def _last(words: Iterable[VocabularyWord], ranks: Mapping[int, int]) -> int | None:
    """Return the rank of the last of some words to be learnt; None if one never is."""
    found = [ranks.get(one.id) for one in words]
    known = [one for one in found if one is not None]
    return max(known, default=None) if len(known) == len(found) else None
