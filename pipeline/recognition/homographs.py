"""Which word a spelling of several is, and whether it is one that the lexicon does not have.

First what stands beside it decides, by the constraints of the profile; then what the words weigh.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.recognition.constraints import Judgement, Neighbours, Relevant
from pipeline.recognition.passage import Passage
from pipeline.recognition.tags import BOUNDARY, TAG, UNKNOWN, read_as, tags_inside, tags_outside
from pipeline.recognition.tokens import Candidate, OutsideReading, Spelling, TokenKind, Tolerance
from pipeline.recognition.weights import DOUBTFUL_SHARE, LEAST_SHARE, OVERWHELMING, PREFERENCE, heaviest_first

_EDGE: tuple[int, ...] = (BOUNDARY,)
_NOTHING: tuple[int, ...] = (0,)
_REMEMBERED = 200
"""Surroundings that are remembered of a spelling; then its memory starts again."""
_FINITE = TAG["finite"] | TAG["imperative"] | UNKNOWN
"""What may be a finite verb; a word of which nothing is known may be."""
_FARTHEST = 40
"""How many words away a finite verb of the same sentence is looked for, so that the time is linear."""


def read_homographs(passage: Passage, numbers: Sequence[int]) -> None:
    """Judge the readings of each of these tokens by its neighbours, from left to right."""
    constraints = passage.index.rules.constraints
    for number in numbers:
        spelling = passage.changed.get(number) or passage.tokens[number][2]
        if spelling.kind is not TokenKind.WORD or not spelling.candidates:
            continue
        readings = _readings(spelling)
        relevant = constraints.relevant(readings, spelling.lower)
        near = _neighbours(passage, number, relevant)
        found = spelling.settled.get(near, spelling)
        if found is spelling:  # None, where a spelling stays as it is: it would hold on to itself
            if len(spelling.settled) >= _REMEMBERED:
                spelling.settled.clear()
            found = _settled(spelling, relevant.judge(readings, near))
            spelling.settled[near] = found = None if found is spelling else found
        if found is not None:
            passage.changed[number] = found


def _readings(spelling: Spelling) -> tuple[int, ...]:
    """Return the tags of each candidate, and then of each reading outside the lexicon."""
    inside = (tags_inside(one, spelling.classes) for one in spelling.candidates)
    return (*inside, *(tags_outside(one, spelling.lower, spelling.classes) for one in spelling.outside))


def _neighbours(passage: Passage, number: int, relevant: Relevant) -> Neighbours:
    """Return the tags of the neighbours that matter; beyond the end of a sentence or a line there are none."""
    second_before, after, second_after = 0, _NOTHING, _NOTHING
    before = _beside(passage, number, -1) if relevant.before or relevant.second_before else _NOTHING
    if relevant.second_before:
        second_before = (_EDGE if before is _EDGE else _beside(passage, number - 1, -1))[0] & relevant.second_before
    if relevant.after or relevant.second_after:
        after = _beside(passage, number, 1)
    if relevant.second_after:
        second_after = _EDGE if after is _EDGE else _beside(passage, number + 1, 1)
    verbless = relevant.verbless and _is_verbless(passage, number)
    return Neighbours(second_before, before[0], after, second_after, verbless)


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


def _is_verbless(passage: Passage, number: int) -> bool:
    """Return whether a sentence has fewer finite verbs beside a word than clauses: si no entiendes algo, *pregunta*."""
    rules = passage.index.rules
    missing = 1
    for step in (-1, 1):
        place = number
        while abs(place - number) < _FARTHEST:
            tags = _beside(passage, place, step)
            if tags is _EDGE:
                break
            place += step
            if passage.tokens[place][2].lower in rules.clause_openers:
                missing += 1
            elif any(one & _FINITE for one in tags):
                before = _beside(passage, place, -1)
                missing -= not all(one & rules.constraints.against_finite for one in before)
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
    found = [_judged(one, marks, likely=its) for one, its in zip(spelling.candidates, there, strict=True)]
    preferred = [its for its, likely in zip(judged.preferred, there, strict=False) if likely]
    if any(preferred) and not all(preferred):
        found = [
            replace(one, weight=one.weight * PREFERENCE) if its else one
            for one, its in zip(found, judged.preferred, strict=False)
        ]
    elif found == list(spelling.candidates):
        return spelling
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
        return replace(candidate, unlikely=True)
    return replace(candidate, tolerated=(*candidate.tolerated, *marks)) if marks else candidate
