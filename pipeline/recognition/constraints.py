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
"""Sets of tags and of constraints that are remembered; then the memory starts again."""


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

    def may_follow(self, before: int) -> bool:
        """Return whether the conditions on the word before hold."""
        return (not self.after or before & self.after != 0) and not before & self.not_after

    def applies(self, near: Neighbours) -> bool:
        """Return whether all other conditions on the neighbours hold."""
        return (
            (not self.second_before or near.second_before & self.second_before != 0)
            and (near.verbless or not self.verbless)
            and self._fits_after(near)
        )

    def _fits_after(self, near: Neighbours) -> bool:
        after, second = near.after, near.second_after
        return (
            (not self.before or all(one & self.before for one in after))
            and (not self.maybe_before or any(one & self.maybe_before for one in after))
            and not (self.not_before and any(one & self.not_before for one in after))
            and (not self.second_after or any(one & self.second_after for one in second))
            and not (self.not_second_after and any(one & self.not_second_after for one in second))
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


class Relevant:
    """The constraints that can change anything for some readings, and what they look at."""

    def __init__(self, constraints: tuple[Compiled, ...]) -> None:
        self.constraints = constraints
        self.gate = _union(one.after for one in constraints) if all(one.after for one in constraints) else 0
        """None applies unless the word before has one of these tags; 0: some look elsewhere."""
        self.looks_before = any(one.after or one.not_after or one.second_before for one in constraints)
        self.before = _union(one.after | one.not_after for one in constraints)
        """The tags of the word before that they look at, and so on."""
        self.second_before = _union(one.second_before for one in constraints)
        self.after = _union(one.before | one.maybe_before | one.not_before for one in constraints)
        self.second_after = _union(one.second_after | one.not_second_after for one in constraints)
        self.verbless = any(one.verbless for one in constraints)
        self._after: dict[int, tuple[tuple[int, Compiled], ...]] = {}
        """By what is looked at of the word before, those with their places that may apply: a memory."""

    def applying(self, near: Neighbours) -> tuple[int, ...]:
        """Return the places of those whose conditions hold between neighbours."""
        may = self._after.get(near.before)
        if may is None:
            may = self._after[near.before] = tuple(
                [(place, one) for place, one in enumerate(self.constraints) if one.may_follow(near.before)]
            )
        return tuple([place for place, one in may if one.applies(near)])


def judge(readings: Sequence[int], applying: Iterable[Compiled]) -> Judgement:
    """Return what is left of readings, given by their tags, after the constraints that apply."""
    likely, preferred, contradicted = [True] * len(readings), [False] * len(readings), False
    for one in applying:
        left = [its and one.allows(tags) for its, tags in zip(likely, readings, strict=True)]
        if one.prefer:
            preferred = [its or there for its, there in zip(preferred, left, strict=True)]
        elif any(left):
            likely = left
        elif one.drop:
            contradicted = True
    return Judgement(likely, preferred, contradicted)


class Constraints:
    """All constraints of a language, in order. Sets of them are integers, too: one bit for each, by its place."""

    def __init__(self, all_: tuple[Compiled, ...] = ()) -> None:
        self._all = all_
        self._drops = _bits(bool(one.drop) for one in all_)
        self._general = _bits(not one.words for one in all_)
        self._naming = {
            word: _bits(word in one.words for one in all_) for word in {word for one in all_ for word in one.words}
        }
        """By spelling, those that name it."""
        self.words = frozenset(self._naming)
        """The spellings that constraints name."""
        self.against_finite = _union(one.after for one in all_ if one.rules_out_finite())
        """After one of these tags there is no finite verb, whatever else is beside it."""
        self._allowing: dict[int, int] = {}
        """By the tags of a reading, the constraints that leave it: a memory."""
        self._relevant: dict[int, Relevant] = {}
        """By their bits: likewise."""

    def __bool__(self) -> bool:
        return bool(self._all)

    def relevant(self, readings: Sequence[int], lower: str) -> Relevant | None:
        """Return the constraints that can change anything for the readings of a spelling, given by their tags.

        A single reading can only be impossible, and only by what is said of words in general.
        """
        every, some = -1, 0
        for tags in readings:
            allowing = self._allowing.get(tags)
            if allowing is None:
                allowing = self._allow(tags)
            every &= allowing
            some |= allowing
        bits = self._general & ~every
        if len(readings) == 1:
            bits &= self._drops
        else:
            bits = (bits | self._naming.get(lower, 0) & ~every) & (some | self._drops)
        return (self._relevant.get(bits) or self._of(bits)) if bits else None

    def _allow(self, tags: int) -> int:
        if len(self._allowing) > _REMEMBERED:
            self._allowing.clear()
        found = self._allowing[tags] = _bits(one.allows(tags) for one in self._all)
        return found

    def _of(self, bits: int) -> Relevant:
        if len(self._relevant) > _REMEMBERED:
            self._relevant.clear()
        found = self._relevant[bits] = Relevant(tuple(one for place, one in enumerate(self._all) if bits >> place & 1))
        return found


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def _union(tags: Iterable[int]) -> int:
    return reduce(or_, tags, 0)


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
