"""Measure how much of a text a learner knows: the share of its running words at or below a level.

The share is an interval. Words that are known for sure are its lower end; a homograph is, if the readings that are
known outweigh all others. Its upper end adds the doubtful ones: other homographs, a compound of known words, a form
only a lemmatizer knows, a spelling that was tolerated.

Numbers, names and punctuation are left out: they count neither as known nor as running words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from operator import itemgetter

from pipeline.model.cefr import LEVELS, up_to
from pipeline.recognition.index import Index
from pipeline.recognition.recognition import Tagger, recognise
from pipeline.recognition.tokens import Candidate, Spelling, Token, TokenKind
from pipeline.recognition.weights import OVERWHELMING


class Standing(Enum):
    """Whether a learner at a level knows a token."""

    KNOWN = "known"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Listed:
    """An unknown or doubtful spelling (in lower case unless it is always capitalised)."""

    text: str
    starts: tuple[int, ...]
    """The offsets of its tokens, in order, in characters of the text in normalization form C."""
    base_forms: tuple[str, ...]
    """The words of the lexicon it may be; empty if it is not in the lexicon."""
    level: str | None
    """The lowest level by which one of them is taught, together with any other words in its token."""

    @property
    def count(self) -> int:
        """How often it occurs in the text."""
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a text is known. Counts are of running words; `por favor` is two."""

    level: str
    words: int
    known: int
    doubtful: int
    unknown: tuple[Listed, ...]
    """The spellings of unknown words, most frequent first, then in text order."""
    doubts: tuple[Listed, ...]
    """The spellings of doubtful words, in the same order."""
    apart: Mapping[TokenKind, int]
    """The number of tokens of each kind other than words."""

    @property
    def lower(self) -> float:
        """The share of running words that are known, from 0 to 1. It is 1 for a text without words."""
        return self.known / self.words if self.words else 1.0

    @property
    def upper(self) -> float:
        """The share of running words that may be known."""
        return (self.known + self.doubtful) / self.words if self.words else 1.0


def coverage(text: str, index: Index, level: str, tagger: Tagger | None = None) -> Coverage:
    """Return how much of a text is known to a learner who knows all words up to a level.

    Raises:
        ValueError: there is no such level.
    """
    return measured(recognise(text, index, tagger), level)


def taught_at(level: str) -> frozenset[str]:
    """Return the levels up to and including one.

    Raises:
        ValueError: there is no such level.
    """
    if level not in LEVELS:
        raise ValueError(f"there is no level {level!r}; the levels are {', '.join(LEVELS)}")
    return frozenset(up_to(level))


def measured(tokens: Iterable[Token], level: str) -> Coverage:
    """Return the coverage of a text that has already been recognised.

    Raises:
        ValueError: there is no such level.
    """
    taught = taught_at(level)
    tokens = tuple(as_taught(tokens, taught))
    counts = Counter(map(itemgetter(2), tokens))  # by spelling: tokens share it
    standings = {spelling: standing(spelling, taught) for spelling in counts}
    words = dict.fromkeys(Standing, 0)
    apart: dict[TokenKind, int] = {kind: 0 for kind in TokenKind if kind is not TokenKind.WORD}
    for spelling, count in counts.items():
        if spelling.kind is TokenKind.WORD:
            words[standings[spelling]] += count * spelling.running_words
        else:
            apart[spelling.kind] += count
    listed = {
        one: found for one, found in standings.items() if one.kind is TokenKind.WORD and found is not Standing.KNOWN
    }
    starts: dict[Spelling, list[int]] = defaultdict(list)
    for start, _, spelling in tokens:
        if spelling in listed:
            starts[spelling].append(start)
    return Coverage(
        level=level,
        words=sum(words.values()),
        known=words[Standing.KNOWN],
        doubtful=words[Standing.DOUBTFUL],
        unknown=_listed(starts, [one for one in listed if listed[one] is Standing.UNKNOWN]),
        doubts=_listed(starts, [one for one in listed if listed[one] is Standing.DOUBTFUL]),
        apart=apart,
    )


def as_taught(tokens: Iterable[Token], taught: frozenset[str]) -> Iterator[Token]:
    """Yield tokens, and the words of an unknown multiword entry one by one, as if it were none.

    A learner who has not been taught *en bas* knows *en* all the same, and no less when a later level takes it in.
    """
    for token in tokens:
        parts = token[2].parts
        if parts and standing(token[2], taught) is Standing.UNKNOWN:
            yield from (Token(token[0] + start, token[0] + end, part) for start, end, part in parts)
        else:
            yield token


def standing(spelling: Spelling, taught: frozenset[str]) -> Standing:
    """Return whether a learner who has been taught these levels knows a word."""
    likely = spelling.likely
    known = [one for one in likely if needs(one) in taught]
    if not known:
        return Standing.UNKNOWN
    whole = sum(one.weight for one in likely)
    if sum(one.weight for one in known if one.certain) >= OVERWHELMING * whole:
        return Standing.KNOWN
    others = sum(one.weight for one in likely if one not in known)
    return Standing.UNKNOWN if others >= OVERWHELMING * whole else Standing.DOUBTFUL


def needs(candidate: Candidate) -> str | None:
    """Return the level by which all the words in a token are taught; None if one is never taught."""
    levels = [word.level for word in candidate.words]
    if candidate.missing or None in levels:
        return None
    return max(level for level in levels if level)


def _listed(starts: Mapping[Spelling, list[int]], spellings: Iterable[Spelling]) -> tuple[Listed, ...]:
    """Return spellings with their offsets; `El` and `el` count as one."""
    groups: dict[str, list[Spelling]] = defaultdict(list)
    for spelling in spellings:
        groups[spelling.text.lower()].append(spelling)
    found = []
    for lower, ones in groups.items():
        texts = {one.text for one in ones}
        candidates = [candidate for one in ones for candidate in one.likely]
        levels = [level for level in map(needs, candidates) if level]
        found.append(
            Listed(
                text=lower if lower in texts else min(texts),
                starts=tuple(sorted(start for one in ones for start in starts[one])),
                base_forms=tuple(dict.fromkeys(candidate.base_form for candidate in candidates)),
                level=min(levels, default=None),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.count, one.starts)))
