"""How far the reading of packs is: drafts, who read, and when, as the entries state."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.lexicon import Lexicon, Word


@dataclass(frozen=True, slots=True)
class Review:
    """The reading of a level."""

    language: str
    level: str
    empty: int
    """Drafts that are not filled in."""
    drafts: int
    """Entries that nobody has read but their writer."""
    reviewed: int
    undated: int
    """Of those reviewed, entries that do not say when."""
    first: str | None
    last: str | None
    """The first and the last day on which one was read."""


def reviews(lexicon: Lexicon) -> Iterator[Review]:
    """Yield the state of each level, in order."""
    empty = Counter(one.level for one in lexicon.unfinished if one.level)
    words: dict[str, list[Word]] = {level: [] for level in empty}
    for word in lexicon.words:
        if word.levels:
            words.setdefault(min(one.level for one in word.levels), []).append(word)
    for level, ones in sorted(words.items()):
        read = [one for one in ones if one.status == "reviewed"]
        days = sorted(filter(None, map(_day, read)))
        yield Review(
            lexicon.language,
            level,
            empty[level],
            len(ones) - len(read),
            len(read),
            len(read) - len(days),
            days[0] if days else None,
            days[-1] if days else None,
        )


def readers(lexicons: Iterable[Lexicon]) -> list[tuple[str, str, int]]:
    """Return each reader of each language with the number of entries read, who read most first."""
    found = Counter(
        (lexicon.language, name.strip())
        for lexicon in lexicons
        for word in lexicon.words
        for name in (word.reviewed_by or "").split(",")
        if name.strip()
    )
    return sorted(((*who, count) for who, count in found.items()), key=lambda one: (one[0], -one[2], one[1]))


def _day(word: Word) -> str | None:
    return next((str(value) for name, value in word.extra if name == "reviewed_on"), None)
