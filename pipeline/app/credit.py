"""Which words a text gives the learner credit for having met or used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.recognition.index import Index
from pipeline.recognition.recognition import recognise
from pipeline.recognition.tokens import DOUBTFUL, GUESSED, Candidate, Token, TokenKind, Tolerance
from pipeline.recognition.weights import OVERWHELMING

_DOUBTED = DOUBTFUL - {Tolerance.ACCENTS}
"""With one of these it may be another word altogether. A missing accent is a slip, and the word was used."""
_LEAST_RECOGNISED = 0.5
"""Below this share of words that are in the vocabulary, a text is taken to be in another language."""


@dataclass(frozen=True, slots=True)
class Credited:
    """The ids of the words in a text, each once."""

    right: frozenset[int]
    wrong: frozenset[int]


def credited(text: str, index: Index, corrections: Iterable[tuple[str, str]] = ()) -> Credited:
    """Return the words of a text: those used rightly, and those that a correction is about.

    A correction is a part of the text and what it should be. Words that both have were right. A spelling that may be
    one of several words counts for the one that outweighs the others, or for none. If fewer than half of the words are
    in the vocabulary, the text is in another language, and nothing counts.
    """
    tokens = recognise(text, index)
    if not _in_language(tokens):
        return Credited(frozenset(), frozenset())
    changed = frozenset(_changed(corrections, index))
    right: set[int] = set()
    wrong: set[int] = set()
    for token in tokens:
        (wrong if _key(token) in changed else right).update(_words(token))
    return Credited(frozenset(right - wrong), frozenset(wrong))


def _in_language(tokens: Iterable[Token]) -> bool:
    words = [token for token in tokens if token.kind is TokenKind.WORD]
    sure = sum(any(_counts(one) for one in token.candidates) for token in words)
    return sure >= _LEAST_RECOGNISED * len(words)


def _changed(corrections: Iterable[tuple[str, str]], index: Index) -> Iterator[str]:
    """Yield the spellings that corrections replace."""
    for said, better in corrections:
        kept = {_key(token) for token in recognise(better, index)}
        yield from (key for key in map(_key, recognise(said, index)) if key not in kept)


def _key(token: Token) -> str:
    return token.text.casefold()


def _words(token: Token) -> frozenset[int]:
    """Return the words that a token is made of: all parts of `dámelo`; none if no reading outweighs the others."""
    weights: dict[frozenset[int], float] = defaultdict(float)
    for one in token.spelling.likely:
        weights[_parts(one) if _counts(one) else frozenset()] += one.weight
    if not weights:
        return frozenset()
    heaviest = max(weights, key=weights.__getitem__)
    return heaviest if weights[heaviest] >= OVERWHELMING * sum(weights.values()) else frozenset()


def _counts(one: Candidate) -> bool:
    return one.how not in GUESSED and not _DOUBTED.intersection(one.tolerated)


def _parts(one: Candidate) -> frozenset[int]:
    return frozenset((one.word.id, *(part.id for part in one.words)))
