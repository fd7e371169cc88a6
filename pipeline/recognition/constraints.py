"""What a word can be between its neighbours: the constraints of a profile, as sets of tags.

A constraint never takes a reading away; it makes it unlikely. If no reading is left, they are uncertain, all of them.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

from pipeline.languages.running_text import TAGS, Constraint, WordClass
from pipeline.recognition.spelling import clean
from pipeline.recognition.tags import OWN_TAGS, mask
from pipeline.recognition.tokens import WordClasses

_REMEMBERED = 5_000
"""Combinations of readings that are remembered; then the memory starts again."""


class Neighbours(NamedTuple):
    """The tags of four words: of those before, what they most likely are; of those after, each that they may be."""

    second_before: int
    before: int
    after: tuple[int, ...]
    second_after: tuple[int, ...]


class Compiled(NamedTuple):
    """A constraint, in sets of tags; an empty set is no condition."""

    keep: int
    drop: int
    words: frozenset[str]
    after: int
    not_after: int
    second_before: int
    before: int
    maybe_before: int
    not_before: int
    second_after: int

    def applies(self, near: Neighbours) -> bool:
        """Return whether all conditions on the neighbours hold."""
        return (
            (not self.after or near.before & self.after != 0)
            and not near.before & self.not_after
            and (not self.second_before or near.second_before & self.second_before != 0)
            and self._fits_after(near)
        )

    def _fits_after(self, near: Neighbours) -> bool:
        return (
            (not self.before or all(one & self.before for one in near.after))
            and (not self.maybe_before or any(one & self.maybe_before for one in near.after))
            and not (self.not_before and any(one & self.not_before for one in near.after))
            and (not self.second_after or any(one & self.second_after for one in near.second_after))
        )

    def allows(self, tags: int) -> bool:
        """Return whether a reading with these tags is left. It is in word classes beside being something."""
        if self.keep:
            return bool(tags & self.keep)
        return bool(tags & OWN_TAGS & ~self.drop) and not tags & self.drop & ~OWN_TAGS


class Constraints:
    """All constraints of a language, in order."""

    def __init__(self, all_: tuple[Compiled, ...] = ()) -> None:
        self._all = all_
        self._relevant: dict[tuple[tuple[int, ...], str], tuple[Compiled, ...]] = {}
        """By readings and the spelling, if one names it, those that can change anything: a memory."""
        self.words = frozenset(word for one in all_ for word in one.words)
        """The spellings that constraints name."""
        self.second_before = reduce(or_, (one.second_before for one in all_), 0)
        self.second_after = reduce(or_, (one.second_after for one in all_), 0)
        """The tags of farther neighbours that are looked at."""
        self.against_one = reduce(or_, (one.after for one in all_ if one.drop and not one.words), 0)
        """After a word with one of these tags, even a single reading may be impossible."""

    def __bool__(self) -> bool:
        return bool(self._all)

    def judge(self, readings: tuple[int, ...], lower: str, near: Neighbours) -> tuple[list[bool], bool]:
        """Return which readings, given by their tags, are likely, and whether none would have been left."""
        key = readings, lower if lower in self.words else ""
        relevant = self._relevant.get(key)
        if relevant is None:
            if len(self._relevant) > _REMEMBERED:
                self._relevant.clear()
            relevant = self._relevant[key] = tuple(
                one for one in self._all if (not one.words or lower in one.words) and not all(map(one.allows, readings))
            )
        likely, contradicted = [True] * len(readings), False
        for one in relevant:
            if one.applies(near):
                left = [its and one.allows(tags) for its, tags in zip(likely, readings, strict=True)]
                if any(left):
                    likely = left
                elif one.drop:
                    contradicted = True
        return likely, contradicted


NO_CONSTRAINTS = Constraints()


def compiled(constraints: Iterable[Constraint], tags: Mapping[str, int]) -> Constraints:
    """Return the constraints of a profile, by the tags that it knows."""
    found = tuple(
        Compiled(
            keep=mask(one.keep, tags),
            drop=mask(one.drop, tags),
            words=frozenset(map(clean, one.words)),
            after=mask(one.after, tags),
            not_after=mask(one.not_after, tags),
            second_before=mask(one.second_before, tags),
            before=mask(one.before, tags),
            maybe_before=mask(one.maybe_before, tags),
            not_before=mask(one.not_before, tags),
            second_after=mask(one.second_after, tags),
        )
        for one in constraints
    )
    return Constraints(found) if found else NO_CONSTRAINTS


def classes_of(its: Mapping[str, WordClass]) -> dict[str, WordClasses]:
    """Return the word classes of a profile by spelling, in lower case."""
    found: dict[str, WordClasses] = {}
    for place, one in enumerate(its.values()):
        for word in one.words:
            lower = clean(word)
            found[lower] = (*found.get(lower, ()), (1 << (len(TAGS) + place), frozenset(one.parts_of_speech)))
    return found
