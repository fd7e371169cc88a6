"""What curators judged of a spelling: how often it is this word, whether the lexicon has that word or not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.recognition.forms import Readings
from pipeline.recognition.spelling import clean
from pipeline.recognition.tokens import Candidate, OutsideReading
from pipeline.recognition.weights import RAREST_FORM, heaviest_first

Outside = Mapping[str, tuple[OutsideReading, ...]]
"""By spelling, the words that the lexicon does not have."""


def judged(exact: Readings, homographs: Iterable[tuple[str, OutsideReading]]) -> tuple[Readings, Outside]:
    """Return the spellings that curators judged, with their readings weighed so, and the words outside the lexicon.

    A word keeps its share when the lexicon takes it in: what was judged of one spelling says more than a level does.
    """
    by_spelling: dict[str, list[OutsideReading]] = defaultdict(list)
    for spelling, one in homographs:
        by_spelling[clean(spelling)].append(one)
    weighed: dict[str, tuple[Candidate, ...]] = {}
    outside: dict[str, tuple[OutsideReading, ...]] = {}
    for spelling, rows in by_spelling.items():
        readings = exact.get(spelling, ())
        there = {(one.base_form, one.part_of_speech) for one in readings}
        inside = {(one.lemma, one.part_of_speech): min(max(one.share, RAREST_FORM), 1.0) for one in rows}
        missing = tuple(one for one in rows if (one.lemma, one.part_of_speech) not in there)
        if missing:
            outside[spelling] = missing
        if len(missing) < len(rows):
            weighed[spelling] = _weighed(readings, inside, 1 - sum(one.share for one in missing))
    return weighed, outside


def _weighed(
    readings: Sequence[Candidate], shares: Mapping[tuple[str, str], float], inside: float
) -> tuple[Candidate, ...]:
    """Return readings with the weight of their shares; the others divide the rest of `inside` as they did the whole.

    The weight of all together stays, because they may be compared with those of the same word with a capital.
    """
    known = [shares.get((one.base_form, one.part_of_speech)) for one in readings]
    total = sum(one.weight for one in readings)
    others = sum(one.weight for one, share in zip(readings, known, strict=True) if share is None)
    stated = sum(share for share in known if share is not None)
    rest = max(inside - stated, RAREST_FORM)
    whole = stated + (rest if others else 0)
    return heaviest_first(
        replace(one, weight=total * (share if share is not None else rest * one.weight / others) / whole)
        for one, share in zip(readings, known, strict=True)
    )
