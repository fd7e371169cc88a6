"""Which word a spelling of several is, and whether it is one that the lexicon does not have.

First what stands beside it decides, by the constraints of the profile; then what the words weigh.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.recognition.constraints import Constraints, Neighbours
from pipeline.recognition.passage import Passage
from pipeline.recognition.tags import BOUNDARY, read_as, tags_of, tags_outside
from pipeline.recognition.tokens import Candidate, OutsideReading, Spelling, TokenKind, Tolerance
from pipeline.recognition.weights import DOUBTFUL_SHARE, LEAST_SHARE, OVERWHELMING, heaviest_first

_EDGE: tuple[int, ...] = (BOUNDARY,)
_NOTHING: tuple[int, ...] = (0,)
_REMEMBERED = 200
"""Surroundings that are remembered of a spelling; then its memory starts again."""


def read_homographs(passage: Passage, numbers: Sequence[int]) -> None:
    """Judge the readings of each of these tokens by its neighbours, from left to right."""
    index = passage.index
    against = index.rules.constraints.against_one
    for number in numbers:
        spelling = passage.changed.get(number) or passage.tokens[number][2]
        if spelling.kind is not TokenKind.WORD or not spelling.candidates:
            continue
        before = _beside(passage, number, -1)
        if len(spelling.candidates) == 1 and not spelling.outside and not before[0] & against:
            continue  # as with most verbs
        near = _neighbours(passage, number, before)
        found = spelling.settled.get(near, spelling)
        if found is spelling:  # None, where a spelling stays as it is: it would hold on to itself
            if len(spelling.settled) >= _REMEMBERED:
                spelling.settled.clear()
            found = _settled(spelling, near, index.rules.constraints)
            spelling.settled[near] = found = None if found is spelling else found
        if found is not None:
            passage.changed[number] = found


def _neighbours(passage: Passage, number: int, before: tuple[int, ...]) -> Neighbours:
    """Return the tags of the neighbours; beyond the end of a sentence or a line there are none."""
    looked_at = passage.index.rules.constraints
    after = _beside(passage, number, 1)
    second_before, second_after = 0, _NOTHING
    if looked_at.second_before:
        second_before = (_EDGE if before is _EDGE else _beside(passage, number - 1, -1))[0] & looked_at.second_before
    if looked_at.second_after:
        second_after = _EDGE if after is _EDGE else _beside(passage, number + 1, 1)
    return Neighbours(second_before, before[0], after, second_after)


def _beside(passage: Passage, number: int, step: int) -> tuple[int, ...]:
    """Return the tags of the readings of the token beside another."""
    beside = number + step
    if not 0 <= beside < len(passage.tokens):
        return _EDGE
    left, right = (number, beside) if step > 0 else (beside, number)
    if "\n" in passage.text[passage.tokens[left][1] : passage.tokens[right][0]]:
        return _EDGE
    spelling = passage.changed.get(beside) or passage.tokens[beside][2]
    return _EDGE if spelling.opens else spelling.tags


def _settled(spelling: Spelling, near: Neighbours, constraints: Constraints) -> Spelling:
    """Return a spelling as its readings are to be taken between these neighbours."""
    inside = [tags_of(one.part_of_speech, one.analyses, spelling.classes) for one in spelling.candidates]
    outside = [tags_outside(one, spelling.lower, spelling.classes) for one in spelling.outside]
    likely, contradicted = constraints.judge((*inside, *outside), spelling.lower, near)
    there = likely[: len(inside)]
    share = _share_outside(spelling.outside, likely[len(inside) :])
    if not any(there) or share >= OVERWHELMING:
        return read_as(spelling, ())  # a word that the lexicon does not have
    marks: tuple[Tolerance, ...] = (Tolerance.NEIGHBOURS,) if contradicted else ()
    if share >= DOUBTFUL_SHARE:
        marks += (Tolerance.HOMOGRAPH,)
    found = [_judged(one, marks, likely=its) for one, its in zip(spelling.candidates, there, strict=True)]
    if found == list(spelling.candidates):
        return spelling
    return read_as(spelling, heaviest_first(found))


def _share_outside(rivals: Sequence[OutsideReading], likely: Sequence[bool]) -> float:
    """Return how probably it is none of its candidates, once the readings that are unlikely are left out.

    A reading that is rare by itself counts only where its neighbours leave nothing of the lexicon's.
    """
    outside = sum(one.share for one, its in zip(rivals, likely, strict=True) if its and one.share >= LEAST_SHARE)
    inside = max(0.0, 1 - sum(one.share for one in rivals))
    return outside / (outside + inside) if outside else 0.0


def _judged(candidate: Candidate, marks: tuple[Tolerance, ...], *, likely: bool) -> Candidate:
    if not likely:
        return replace(candidate, unlikely=True)
    return replace(candidate, tolerated=(*candidate.tolerated, *marks)) if marks else candidate
