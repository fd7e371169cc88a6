"""Which word a spelling of several is, and whether it is one that the lexicon does not have.

First what stands beside it decides, by the constraints of the profile; then what the words weigh.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.recognition.constraints import Constraints, Judgement, Neighbours, Relevant, judge
from pipeline.recognition.passage import Passage
from pipeline.recognition.tags import BOUNDARY, TAG, UNKNOWN, read_as, tags_inside, tags_outside
from pipeline.recognition.tokens import Candidate, OutsideReading, Spelling, TokenKind, Tolerance
from pipeline.recognition.weights import DOUBTFUL_SHARE, LEAST_SHARE, OVERWHELMING, PREFERENCE, heaviest_first

_EDGE: tuple[int, ...] = (BOUNDARY,)
_NOTHING: tuple[int, ...] = (0,)
_REMEMBERED = 200
"""Surroundings that are remembered of a spelling; then that memory starts again."""
_FINITE = TAG["finite"] | TAG["imperative"] | UNKNOWN
"""What may be a finite verb; a word of which nothing is known may be."""
_FARTHEST = 40
"""How many words away a finite verb of the same sentence is looked for, so that the time is linear."""


class Memory:
    """What is known of a spelling once its readings have been judged, so that they are judged once in each way."""

    __slots__ = ("_by_constraints", "_by_neighbours", "_readings", "alone", "relevant")

    def __init__(self, spelling: Spelling, constraints: Constraints) -> None:
        known = spelling.kind is TokenKind.WORD and bool(spelling.candidates)
        inside = [tags_inside(one, spelling.classes) for one in spelling.candidates]
        outside = [tags_outside(one, spelling.lower, spelling.classes) for one in spelling.outside] if known else []
        self._readings = (*inside, *outside)
        self.relevant = constraints.relevant(self._readings, spelling.lower) if known else None
        self._by_neighbours: dict[tuple[Any, ...], Spelling | None] | None = None
        self._by_constraints: dict[tuple[int, ...], Spelling | None] | None = None
        self.alone = self._settled(spelling, ()) if outside else None
        """What it is if no constraint applies. None stands for the spelling itself, which would hold on to itself."""

    def between(self, spelling: Spelling, near: tuple[Any, ...], relevant: Relevant) -> Spelling | None:
        """Return what the spelling is between its `Neighbours`."""
        known = self._by_neighbours
        if known is None or len(known) > _REMEMBERED:
            known = self._by_neighbours = {}
        found = known.get(near, spelling)
        if found is spelling:
            applying = relevant.applying(Neighbours._make(near))
            found = known[near] = self._settled(spelling, applying) if applying else self.alone
        return found

    def _settled(self, spelling: Spelling, applying: tuple[int, ...]) -> Spelling | None:
        known = self._by_constraints
        if known is None or len(known) > _REMEMBERED:
            known = self._by_constraints = {}
        found = known.get(applying, spelling)
        if found is spelling:
            constraints = self.relevant.constraints if self.relevant else ()
            found = _settled(spelling, judge(self._readings, [constraints[place] for place in applying]))
            found = known[applying] = None if found is spelling else found
        return found


def read_homographs(passage: Passage, numbers: Sequence[int]) -> None:
    """Judge the readings of each of these tokens by its neighbours, from left to right."""
    tokens, changed = passage.tokens, passage.changed
    for number in numbers:
        spelling = changed.get(number) or tokens[number][2]
        memory = spelling.memory
        if memory is None:
            memory = spelling.memory = Memory(spelling, passage.index.rules.constraints)
        relevant = memory.relevant
        if relevant is None:
            found = memory.alone
        else:
            before = _beside(passage, number, -1) if relevant.looks_before else _NOTHING
            if relevant.gate and not before[0] & relevant.gate:
                found = memory.alone  # as of most verbs
            else:
                found = memory.between(spelling, _neighbours(passage, number, relevant, before), relevant)
        if found is not None:
            changed[number] = found


def _neighbours(passage: Passage, number: int, relevant: Relevant, before: tuple[int, ...]) -> tuple[Any, ...]:
    """Return the `Neighbours` of a word as far as they matter; beyond the end of a sentence or a line are none."""
    second_before, after, second_after = 0, _NOTHING, _NOTHING
    if relevant.second_before:
        second_before = (_EDGE if before is _EDGE else _beside(passage, number - 1, -1))[0] & relevant.second_before
    if relevant.after or relevant.second_after:
        after = _beside(passage, number, 1)
        if relevant.second_after:
            second_after = _EDGE if after is _EDGE else _beside(passage, number + 1, 1)
    return (
        second_before,
        before[0] & relevant.before,
        after if relevant.after else _NOTHING,
        second_after,
        relevant.verbless and _is_verbless(passage, number),
    )


def _beside(passage: Passage, number: int, step: int) -> tuple[int, ...]:
    """Return the tags of the readings of the token beside another."""
    beside = number + step
    tokens = passage.tokens
    if not 0 <= beside < len(tokens):
        return _EDGE
    if passage.lines:
        left, right = (number, beside) if step > 0 else (beside, number)
        if "\n" in passage.text[tokens[left][1] : tokens[right][0]]:
            return _EDGE
    spelling = passage.changed.get(beside) or tokens[beside][2]
    return _EDGE if spelling.opens else spelling.tags


def _is_verbless(passage: Passage, number: int) -> bool:
    """Return whether a sentence has fewer finite verbs beside a word than clauses: si no entiendes algo, *pregunta*."""
    tokens, rules = passage.tokens, passage.index.rules
    missing = 1
    for step in (-1, 1):
        for place in range(number, number + step * _FARTHEST, step):
            tags = _beside(passage, place, step)
            if tags is _EDGE:
                break
            if tokens[place + step][2].lower in rules.clause_openers:
                missing += 1
                continue
            for one in tags:
                if one & _FINITE:
                    before = _beside(passage, place + step, -1)
                    missing -= not all(tag & rules.constraints.against_finite for tag in before)
                    break
    return missing > 0


def _settled(spelling: Spelling, judged: Judgement) -> Spelling:
    """Return a spelling as its readings are to be taken after a judgement."""
    count = len(spelling.candidates)
    there = judged.likely[:count]
    share = _share_outside(spelling.outside, judged, count)
    if not any(there) or share >= OVERWHELMING:
        return read_as(spelling, ())  # a word that the lexicon does not have
    marks: tuple[Tolerance, ...] = (Tolerance.NEIGHBOURS,) if judged.contradicted else ()
    if share >= DOUBTFUL_SHARE:
        marks += (Tolerance.HOMOGRAPH,)
    preferred = [its for its, likely in zip(judged.preferred, there, strict=False) if likely]
    raised = any(preferred) and not all(preferred)
    if not (marks or raised or not all(there)):
        return spelling
    found = [_judged(one, marks, likely=its) for one, its in zip(spelling.candidates, there, strict=True)]
    if raised:
        found = [
            replace(one, weight=one.weight * PREFERENCE) if its else one
            for one, its in zip(found, judged.preferred, strict=False)
        ]
    return read_as(spelling, heaviest_first(found))


def _share_outside(rivals: Sequence[OutsideReading], judged: Judgement, count: int) -> float:
    """Return how probably it is none of its candidates, once the readings that are unlikely are left out.

    A reading that is rare by itself counts only where its neighbours leave nothing of the lexicon's, or speak for it.
    """
    outside = 0.0
    for one, likely, preferred in zip(rivals, judged.likely[count:], judged.preferred[count:], strict=True):
        share = one.share * (PREFERENCE if preferred else 1)
        outside += share if likely and share >= LEAST_SHARE else 0
    inside = max(0.0, 1 - sum(one.share for one in rivals))
    inside *= PREFERENCE if any(judged.preferred[:count]) else 1
    return outside / (outside + inside) if outside else 0.0


def _judged(candidate: Candidate, marks: tuple[Tolerance, ...], *, likely: bool) -> Candidate:
    if not likely:
        return candidate.marked(candidate.tolerated, unlikely=True)
    return candidate.marked((*candidate.tolerated, *marks)) if marks else candidate
