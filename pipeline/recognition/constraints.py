"""What a word can be between its neighbours: the constraints of a profile, as sets of tags.

A constraint never takes a reading away; it makes it unlikely, or puts it after others. If no reading is left, they are
uncertain, all of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from pipeline.languages.running_text import Constraint, WordClass
from pipeline.recognition.spelling import clean
from pipeline.recognition.tags import OWN_TAGS, TAG, mask
from pipeline.recognition.tokens import WordClasses

_REMEMBERED = 5_000
"""Combinations of readings that are remembered; then the memory starts again."""


class Neighbours(NamedTuple):
    """The tags of four words: of those before, what they most likely are; of those after, each that they may be."""

    second_before: int
    before: int
    after: tuple[int, ...]
    second_after: tuple[int, ...]
    verbless: bool
    """Whether the sentence has fewer finite verbs than clauses."""


class Compiled(NamedTuple):
    """A constraint, in sets of tags; an empty set is no condition."""

    keep: int
    drop: int
    prefer: int
    words: frozenset[str]
    after: int
    not_after: int
    second_before: int
    before: int
    maybe_before: int
    not_before: int
    second_after: int
    not_second_after: int
    verbless: bool

    def applies(self, near: Neighbours) -> bool:
        """Return whether all conditions on the neighbours hold."""
        return (
            (not self.after or near.before & self.after != 0)
            and not near.before & self.not_after
            and (not self.second_before or near.second_before & self.second_before != 0)
            and (near.verbless or not self.verbless)
            and self._fits_after(near)
        )

    def _fits_after(self, near: Neighbours) -> bool:
        return (
            (not self.before or all(one & self.before for one in near.after))
            and (not self.maybe_before or any(one & self.maybe_before for one in near.after))
            and not (self.not_before and any(one & self.not_before for one in near.after))
            and (not self.second_after or any(one & self.second_after for one in near.second_after))
            and not (self.not_second_after and any(one & self.not_second_after for one in near.second_after))
        )

    def rules_out_finite(self) -> bool:
        """Return whether the word before is enough for it to rule out every finite verb."""
        others = self._replace(drop=0, after=0)
        return self.after != 0 and not self.allows(TAG["finite"]) and self.drop != 0 and not any(others)

    def allows(self, tags: int) -> bool:
        """Return whether a reading with these tags is left. It is in word classes beside being something."""
        if self.drop:
            return bool(tags & OWN_TAGS & ~self.drop) and not tags & self.drop & ~OWN_TAGS
        return bool(tags & (self.keep or self.prefer))


class Judgement(NamedTuple):
    """What constraints say of each reading."""

    likely: list[bool]
    preferred: list[bool]
    contradicted: bool
    """Whether none would have been left."""


class Relevant(NamedTuple):
    """The constraints that can change anything for some readings, and what they look at."""

    constraints: tuple[Compiled, ...]
    before: bool
    after: bool
    second_before: int
    second_after: bool
    verbless: bool

    def judge(self, readings: Sequence[int], near: Neighbours) -> Judgement:
        """Return what is left of readings, given by their tags, between neighbours."""
        likely, preferred, contradicted = [True] * len(readings), [False] * len(readings), False
        for one in self.constraints:
            if one.applies(near):
                left = [its and one.allows(tags) for its, tags in zip(likely, readings, strict=True)]
                if one.prefer:
                    preferred = [its or there for its, there in zip(preferred, left, strict=True)]
                elif any(left):
                    likely = left
                elif one.drop:
                    contradicted = True
        return Judgement(likely, preferred, contradicted)


class Constraints:
    """All constraints of a language, in order."""

    def __init__(self, all_: tuple[Compiled, ...] = ()) -> None:
        self._all = all_
        self._relevant: dict[tuple[tuple[int, ...], str], Relevant] = {}
        """By readings and the spelling, if one names it: a memory."""
        self.words = frozenset(word for one in all_ for word in one.words)
        """The spellings that constraints name."""
        self.against_finite = reduce(or_, (one.after for one in all_ if one.rules_out_finite()), 0)
        """After one of these tags there is no finite verb, whatever else is beside it."""

    def __bool__(self) -> bool:
        return bool(self._all)

    def relevant(self, readings: tuple[int, ...], lower: str) -> Relevant:
        """Return the constraints that can change anything for the readings of a spelling, given by their tags.

        A single reading can only be impossible, and only by what is said of words in general.
        """
        key = readings, lower if lower in self.words else ""
        found = self._relevant.get(key)
        if found is None:
            if len(self._relevant) > _REMEMBERED:
                self._relevant.clear()
            found = self._relevant[key] = _of(tuple(one for one in self._all if self._matters(one, readings, lower)))
        return found

    def _matters(self, one: Compiled, readings: tuple[int, ...], lower: str) -> bool:
        if one.words and lower not in one.words:
            return False
        allowed = sum(map(one.allows, readings))
        if len(readings) == 1:
            return not allowed and bool(one.drop) and not one.words
        return allowed < len(readings) and bool(allowed or one.drop)


def _of(constraints: tuple[Compiled, ...]) -> Relevant:
    return Relevant(
        constraints,
        before=any(one.after or one.not_after for one in constraints),
        after=any(one.before or one.maybe_before or one.not_before for one in constraints),
        second_before=reduce(or_, (one.second_before for one in constraints), 0),
        second_after=any(one.second_after or one.not_second_after for one in constraints),
        verbless=any(one.verbless for one in constraints),
    )


NO_CONSTRAINTS = Constraints()


def compiled(constraints: Iterable[Constraint], tags: Mapping[str, int]) -> Constraints:
    """Return the constraints of a profile, by the tags that it knows."""
    found = tuple(
        Compiled(
            keep=mask(one.keep, tags),
            drop=mask(one.drop, tags),
            prefer=mask(one.prefer, tags),
            words=frozenset(map(clean, one.words)),
            after=mask(one.after, tags),
            not_after=mask(one.not_after, tags),
            second_before=mask(one.second_before, tags),
            before=mask(one.before, tags),
            maybe_before=mask(one.maybe_before, tags),
            not_before=mask(one.not_before, tags),
            second_after=mask(one.second_after, tags),
            not_second_after=mask(one.not_second_after, tags),
            verbless=one.verbless,
        )
        for one in constraints
    )
    return Constraints(found) if found else NO_CONSTRAINTS


def classes_of(its: Iterable[tuple[int, WordClass, Iterable[str]]]) -> dict[str, WordClasses]:
    """Return word classes, given with their tags, by the words that are in them."""
    found: dict[str, WordClasses] = {}
    for tag, one, words in its:
        for word in map(clean, words):
            found[word] = (*found.get(word, ()), (tag, frozenset(one.parts_of_speech)))
    return found
