"""Multiword entries, arranged for lookup: por favor, s'il vous plaît, guten Tag."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from pipeline.recognition.spelling import Respelling, clean
from pipeline.recognition.tokens import Candidate


class Phrase(NamedTuple):
    """The pieces of a multiword entry or form, as the tokenizer splits it."""

    parts: tuple[str, ...]
    candidate: Candidate


Endings = Mapping[tuple[str, ...], tuple[Phrase, ...]]
"""By all its keys (`Respelling.bare`), the first included."""

Phrases = Mapping[str, tuple[frozenset[str], tuple[tuple[int, Endings], ...]]]
"""By the key of the first piece: the keys that may come next, as the quickest way to reject; then phrases by the number
of pieces, most first."""


def arranged(phrases: Iterable[Phrase], respelling: Respelling, lowered: Callable[[str], str]) -> Phrases:
    """Return phrases arranged so that the longest that begins with a piece is found first.

    A search costs one lookup for each length of the phrases with this beginning.
    """
    found: dict[str, dict[int, dict[tuple[str, ...], list[Phrase]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for phrase in phrases:
        parts = tuple(lowered(clean(part)) for part in phrase.parts)
        keys = tuple(map(respelling.bare, parts))
        found[keys[0]][len(keys)][keys].append(Phrase(parts, phrase.candidate))
    return {
        first: (
            frozenset(keys[1] for endings in lengths.values() for keys in endings),
            tuple(
                (length, {keys: tuple(ones) for keys, ones in endings.items()})
                for length, endings in sorted(lengths.items(), reverse=True)
            ),
        )
        for first, lengths in found.items()
    }
