"""Draw a sample of a pack's entries, and plant faults in some of them."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.curation.reading_samples.faults import KINDS, Alteration
from pipeline.curation.reading_samples.material import Material
from pipeline.curation.reading_samples.order import Order
from pipeline.model.lexicon import Word


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault in the entry with this number on the sheet, counted from 1."""

    entry: int
    kind: str
    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The entries of a sheet in order, as a reader sees them, and the faults among them."""

    words: tuple[Word, ...]
    planted: tuple[Planted, ...]
    level: str | None = None
    """The CEFR level that the entries are of; None if they are of any."""


def draw(material: Material, size: int, faults: int, seed: str, level: str | None = None) -> Sample:
    """Return a sample of at most `size` entries, `faults` of which have one fault each.

    With a level, they are the words that are first taught there.

    The kinds share the faults equally, as far as the entries allow: a kind that too few of them can have leaves its
    share to the others. The same pack, numbers and seed give the same sample.
    """
    order = Order(seed)
    by_name = {word.base_form: word for word in material.lexicon.words if level in (None, first_level(word))}
    words = [by_name[name] for name in order.shuffled(by_name, "entries")[:size]]
    altered: dict[int, tuple[str, Alteration]] = {}
    kinds = deque(_scarce_first(words, material, order))
    while kinds and len(altered) < faults:
        kind = kinds.popleft()
        found = _alteration(kind, {n: word for n, word in enumerate(words) if n not in altered}, material, order)
        if found:
            altered[found[0]] = (kind, found[1])
            kinds.append(kind)
    planted = [Planted(n + 1, kind, one.field, one.was, one.now) for n, (kind, one) in sorted(altered.items())]
    shown = [altered[n][1].word if n in altered else word for n, word in enumerate(words)]
    return Sample(tuple(shown), tuple(planted), level)


def first_level(word: Word) -> str | None:
    """Return the lowest level of a word; None if it has none."""
    return min((one.level for one in word.levels), default=None)


def _scarce_first(words: Sequence[Word], material: Material, order: Order) -> list[str]:
    """Return the kinds, those that the fewest entries can have first."""
    able = {kind: sum(any(True for _ in alter(word, material)) for word in words) for kind, alter in KINDS.items()}
    return sorted(order.shuffled(KINDS, "kinds"), key=lambda kind: able[kind])


def _alteration(
    kind: str, words: Mapping[int, Word], material: Material, order: Order
) -> tuple[int, Alteration] | None:
    """Return one of the entries with a fault of a kind. None: none of them can have it."""
    for number in sorted(words, key=lambda number: order.rank(kind, words[number].base_form)):
        found = order.shuffled(KINDS[kind](words[number], material), kind)
        if found:
            return number, found[0]
    return None
