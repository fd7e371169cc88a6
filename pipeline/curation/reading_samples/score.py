"""What a reading is worth, and how many errors a pack may have: from planted faults that were caught and missed."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.curation.reading_samples.sheet import Judged

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of a reading. Planted faults are not counted among the entries and their errors."""

    entries: int
    errors: int
    weak: int
    planted: dict[str, int]
    """How many faults of each kind were planted."""
    caught: dict[str, int]
    """How many of them the reader marked, as errors or as weak."""

    @property
    def catch_rate(self) -> float | None:
        """The share of planted faults that were caught. None: none was planted."""
        planted = sum(self.planted.values())
        return sum(self.caught.values()) / planted if planted else None

    @property
    def estimate(self) -> float | None:
        """The expected number of errors in these entries: those found, divided by the catch rate."""
        return min(self.errors / self.catch_rate, self.entries) if self.catch_rate else None

    @property
    def bound(self) -> float:
        """The upper end of the 95 % confidence interval of that number.

        It is the upper bound of the share of entries in which an error was found, divided by the lower bound of the
        catch rate, each of them exact (Clopper and Pearson) and missed in 2.5 % of samples: together they are missed in
        at most 5 % (Bonferroni). That entries are drawn from a finite pack can only make it smaller.
        """
        miss = (1 - CONFIDENCE) / 2
        caught, planted = sum(self.caught.values()), sum(self.planted.values())
        rate = lower_bound(caught, planted, miss)
        found = upper_bound(self.errors, self.entries, miss)
        return self.entries * min(found / rate, 1.0) if rate else float(self.entries)


def score(entries: Iterable[Judged]) -> Score:
    """Count what was said of the entries of a sheet whose key is open."""
    sheet = list(entries)
    planted = [one for one in sheet if one.planted]
    verdicts = Counter(one.verdict for one in sheet if not one.planted)
    return Score(
        entries=len(sheet) - len(planted),
        errors=verdicts["error"],
        weak=verdicts["weak"],
        planted=dict(Counter(one.planted for one in planted)),
        caught=dict(Counter(one.planted for one in planted if one.verdict != "ok")),
    )


def upper_bound(found: int, trials: int, miss: float) -> float:
    """Return the share p at which `found` or fewer of `trials` are as rare as `miss`: Clopper and Pearson's bound.

    Source: C. Clopper, E. Pearson, The use of confidence or fiducial limits, Biometrika 26 (1934), 404-413.
    """
    return 1.0 if found >= trials else _solved(lambda share: _at_most(found, trials, share) > miss)


def lower_bound(found: int, trials: int, miss: float) -> float:
    """Return the share p at which `found` or more of `trials` are as rare as `miss`."""
    return 1.0 - upper_bound(trials - found, trials, miss)


def _at_most(found: int, trials: int, share: float) -> float:
    """Return the probability of at most `found` of `trials` that each have a probability."""
    return math.fsum(math.comb(trials, n) * share**n * (1 - share) ** (trials - n) for n in range(found + 1))


def _solved(below: Callable[[float], bool]) -> float:
    """Return where a condition that holds at 0 and not at 1 changes, by halving the interval."""
    low, high = 0.0, 1.0
    for _ in range(60):  # as many bits as a float has
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return high


def lines(result: Score) -> Iterator[str]:
    """Yield what `babblr-vocab sample --score` prints."""
    planted, caught = sum(result.planted.values()), sum(result.caught.values())
    rate = "" if result.catch_rate is None else f" ({result.catch_rate:.0%})"
    yield f"planted faults: {planted}, caught: {caught}{rate}"
    for kind, number in sorted(result.planted.items()):
        yield f"  {kind}: {result.caught.get(kind, 0)} of {number}"
    yield f"other entries: {result.entries}, with errors: {result.errors}, weak: {result.weak}"
    yield f"errors ÷ catch rate: {shown(result.estimate)} of {result.entries}; 95 % upper bound: {result.bound:.1f}"


def shown(estimate: float | None) -> str:
    """Return an estimate as text."""
    return "unknown" if estimate is None else f"{estimate:.1f}"
