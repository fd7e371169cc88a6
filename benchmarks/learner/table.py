"""The table of docs/learner.md, from the figures of many months."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Months = Sequence[dict[str, Any]]
"""The months of a language, whatever the pace and the arm."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over seeds."""

    mean: float
    margin: float
    """Half of its 95 % interval, by Student's t; not a number for a single seed."""

    def text(self, digits: int) -> str:
        """Return both as text."""
        around = "" if math.isnan(self.margin) else f" ± {self.margin:.{digits}f}"
        return f"{self.mean:.{digits}f}{around}"


def estimate(values: Sequence[float]) -> Estimate:
    """Return the mean of values, one of each seed; those that are not a number are left out."""
    given = [one for one in values if not math.isnan(one)]
    if len(given) < 2:
        return Estimate(given[0] if given else math.nan, math.nan)
    return Estimate(statistics.mean(given), _student(len(given) - 1) * statistics.stdev(given) / math.sqrt(len(given)))


def _student(freedom: int) -> float:
    """Return the quantile of Student's t that 2.5 % exceed, to 1 % from four degrees of freedom on.

    Source: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), 26.7.5.
    """
    z = statistics.NormalDist().inv_cdf(0.975)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def _of(months: Months, pace: str, arm: str, name: str) -> list[float]:
    return [one[name] for one in months if (one["pace"], one["arm"]) == (pace, arm)]


def _mean(name: str, digits: int = 2, pace: str = "much", arm: str = "talk") -> Callable[[Months], str]:
    return lambda months: estimate(_of(months, pace, arm, name)).text(digits)


def _known(months: Months) -> str:
    days = ("known_day_1", "known_day_10", "known_day_30")
    return " / ".join(f"{estimate(_of(months, 'much', 'talk', day)).mean:.3f}" for day in days)


def _extreme(name: str, of: Callable[[list[float]], float]) -> Callable[[Months], str]:
    return lambda months: f"{of(_of(months, 'much', 'talk', name)):.0f}"


def _both(name: str, pace: str) -> Callable[[Months], str]:
    def row(months: Months) -> str:
        talk, query = (estimate(_of(months, pace, arm, name)).mean for arm in ("talk", "query"))
        return f"{talk:.0f}, {query:.0f}"

    return row


def _gain(name: str, pace: str) -> Callable[[Months], str]:
    """Return how much more is recalled than with the query alone, in percent; seed by seed."""

    def row(months: Months) -> str:
        pairs = zip(_of(months, pace, "talk", name), _of(months, pace, "query", name), strict=True)
        return estimate([100 * (talk / query - 1) for talk, query in pairs]).text(1)

    return row


ROWS: tuple[tuple[str, Callable[[Months], str], str], ...] = (
    ("share of an obedient reply known at the level, day 1 / 10 / 30", _known, "≥ .95 each"),
    ("new words a reply, at most", _extreme("new_most", max), "≤ 2"),
    ("new words a reply, on average", _mean("new_mean"), "≥ 1"),
    ("the same on days that begin with a word not met for each reply", _mean("new_mean_possible"), "≥ 1"),
    ("the same without conversations in which words due took places of new ones", _mean("new_mean_free"), "≥ 1"),
    ("two conversations in a row share of their focus", _mean("shared"), "≤ .5"),
    ("focus words of the topic, new learner, at least", _extreme("of_topic", min), "≥ 8 of 20"),
    ("words of the level never in focus after 30 days", _mean("never_in_focus", 1), "0"),
    ("words due when a day begins", _mean("due_a_day", 0), "–"),
    ("words due that come into focus within a day", _mean("due_in_focus"), "≥ .95"),
    ("words due that come into focus or are met within a day", _mean("due_met"), "≥ .95"),
    ("talks much: words recalled at the end, with the query alone", _both("recalled", "much"), "–"),
    ("talks much: recalled more than with the query alone, %", _gain("recalled", "much"), "≥ 10"),
    ("talks little: words recalled at the end, with the query alone", _both("recalled", "little"), "–"),
    ("talks little: recalled more than with the query alone, %", _gain("recalled", "little"), "≥ 10"),
    ("the same a week later, %", _gain("recalled_later", "little"), "≥ 10"),
    ("encounters of one who talks little, with the query alone", _both("encounters", "little"), "the same"),
)


def table(months: Months) -> str:
    """Return the table in Markdown: a row for each figure, a column for each language."""
    languages = list(dict.fromkeys(one["language"] for one in months))
    lines = [["", *languages, "target"], ["---"] * (len(languages) + 2)]
    for name, row, target in ROWS:
        lines.append([name, *(row([one for one in months if one["language"] == code]) for code in languages), target])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
