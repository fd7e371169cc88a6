"""Where a placement test places people, by the points of its questions: `python -m benchmarks.placement`.

How many questions of a level somebody answers is binomial, so the distribution of scores is computed, not drawn: the
figures have no noise. A test without guessing would prove nothing, since every choice of points could look right.
"""

import math
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.model.assessments import OF_A_LEVEL, POINTS, recommended_level
from pipeline.model.cefr import LEVELS

GUESSES = (0.0, 0.13, 0.25)
"""The chance to guess a question that one cannot answer: never, one in two who guess among four options, and all."""

EQUAL = dict.fromkeys(LEVELS, 1)
"""For comparison: each question has the same points."""

SPACING = 2.0
"""The distance between the questions of one level and the next, in logits, of Rasch takers."""

KNOWN = math.log(2)
"""How far above the questions of a level somebody of that level is at least: two in three are answered."""

_MOST_POINTS = 15
_ABILITIES = 4
"""How many abilities stand for all those of a level."""

_FAR, _EXACT = 0.05, 0.75
"""The criteria: fewer than this are off by more than one level, at each level; at least as many are exact."""

_NOT_FAR = (("know all up to their level", 0.13), ("know all up to their level", 0.25), ("Rasch", 0.13))
"""Of whom the first criterion is asked; of the first of them, the second one as well.

A Rasch taker who never says “I don't know” knows part of each level and guesses the rest: no points place them well.
"""

Chances = tuple[float, ...]
"""The chance to answer a question right, by its level."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where people of one level are placed: shares of them."""

    exact: float
    far: float
    """Off by more than one level."""


def step_takers(level: int, guess: float) -> list[Chances]:
    """Return the chances of somebody who knows everything up to a level, and nothing beyond."""
    return [tuple(1.0 if other <= level else guess for other in range(len(LEVELS)))]


def rasch_takers(level: int, guess: float) -> list[Chances]:
    """Return the chances of people of a level whose abilities are spread evenly over it.

    The chance to know an answer is logistic in ability less difficulty (Rasch 1960); what is not known may be guessed.
    """
    abilities = (SPACING * (level + (number + 0.5) / _ABILITIES) + KNOWN for number in range(_ABILITIES))
    known = ([1 / (1 + math.exp(SPACING * other - one)) for other in range(len(LEVELS))] for one in abilities)
    return [tuple(chance + guess * (1 - chance) for chance in its) for its in known]


TAKERS = {"know all up to their level": step_takers, "Rasch": rasch_takers}


def placed(points: Mapping[str, int], level: int, takers: Iterable[Chances]) -> Placed:
    """Return where people of a level are placed by a test with these points; all kinds of them are as frequent."""
    weights = [points[name] for name in LEVELS]
    whole = OF_A_LEVEL * sum(weights)
    where = np.array([LEVELS.index(recommended_level(100 * score / whole)) for score in range(whole + 1)])
    scores = [_scores(weights, chances) for chances in takers]
    mean = np.mean(scores, axis=0)
    away = np.abs(where - level)
    return Placed(float(mean[away == 0].sum()), float(mean[away > 1].sum()))


def _scores(weights: Sequence[int], chances: Chances) -> NDArray[np.float64]:
    """Return the probability of each number of points."""
    found = np.ones(1)
    for weight, chance in zip(weights, chances, strict=True):
        found = np.convolve(found, _of_level(weight, chance))
    return found


@cache
def _of_level(weight: int, chance: float) -> NDArray[np.float64]:
    spread = np.zeros(OF_A_LEVEL * weight + 1)
    for right in range(OF_A_LEVEL + 1):
        ways = math.comb(OF_A_LEVEL, right)
        spread[right * weight] = ways * chance**right * (1 - chance) ** (OF_A_LEVEL - right)
    return spread


def measured(
    points: Mapping[str, int], guesses: Sequence[float] = GUESSES
) -> Iterator[tuple[str, float, list[Placed]]]:
    """Yield kinds of takers, their guesses, and where those of each level are placed."""
    for name, takers in TAKERS.items():
        for guess in guesses:
            its = [placed(points, level, takers(level, guess)) for level in range(len(LEVELS))]
            yield name, guess, its


def merit(points: Mapping[str, int]) -> tuple[float, float]:
    """Return by how much points miss the criteria (0: they meet them), and the share of people not placed exactly.

    The share is that over all kinds of takers, guesses and levels. A search makes both small, the first one first.
    """
    missed, exact = 0.0, []
    for name, guess, its in measured(points):
        right = sum(one.exact for one in its) / len(its)
        exact.append(right)
        if (name, guess) in _NOT_FAR:
            missed += sum(max(0.0, one.far - _FAR) for one in its)
        if (name, guess) == _NOT_FAR[0]:
            missed += max(0.0, _EXACT - right)
    return missed, 1 - sum(exact) / len(exact)


def search(seed: int = 1, starts: int = 5) -> dict[str, int]:
    """Return the best points that climbing from several starts finds: each step changes one of them by one."""
    chance = random.Random(seed)
    found = []
    for _ in range(starts):
        points = {level: chance.randint(1, _MOST_POINTS) for level in LEVELS}
        best = merit(points)
        while True:
            near = [
                {**points, level: points[level] + step}
                for level in LEVELS
                for step in (-1, 1)
                if 1 <= points[level] + step <= _MOST_POINTS
            ]
            its, chosen = min(((merit(one), one) for one in near), key=lambda pair: pair[0])
            if its >= best:
                break
            best, points = its, chosen
        found.append((best, points))
    return min(found, key=lambda pair: pair[0])[1]


def table(points: Mapping[str, int]) -> str:
    """Return how many people are placed exactly, by level and in all, and how many far off, as a Markdown table."""
    lines = [
        f"| takers | guess | {' | '.join(LEVELS)} | all | off by more than one, at most |",
        "|---|---|" + "---|" * (len(LEVELS) + 2),
    ]
    for name, guess, its in measured(points):
        exact = [one.exact for one in its]
        cells = [*exact, sum(exact) / len(exact), max(one.far for one in its)]
        lines.append(f"| {name} | {guess:.2f} | {' | '.join(f'{100 * cell:.0f} %' for cell in cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the tables of the points in use, of equal points, and of what a search finds."""
    for title, points in (("in use", POINTS), ("equal", EQUAL), ("found", search())):
        print(f"{title}: {', '.join(map(str, points.values()))}; misses the criteria by {merit(points)[0]:.3f}\n")
        print(table(points) + "\n")


if __name__ == "__main__":
    main()
