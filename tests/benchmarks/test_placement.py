"""The points of questions place people well by the app's rule."""

import random
from pathlib import Path

import pytest

from benchmarks.placement import EQUAL, TAKERS, merit, placed, table
from pipeline.model.assessments import OF_A_LEVEL, POINTS, RECOMMENDED_FROM, recommended_level
from pipeline.model.cefr import LEVELS

ROOT = Path(__file__).parents[2]
STEP = TAKERS["know all up to their level"]


def test_the_points_in_use_meet_the_criteria() -> None:
    assert merit(POINTS)[0] == 0


def test_equal_points_do_not() -> None:
    assert merit(EQUAL)[0] > 0.1
    assert placed(EQUAL, 0, STEP(0, 0.25)).far > 0.25


def test_no_other_points_beside_them_are_better() -> None:
    near = [{**POINTS, level: POINTS[level] + step} for level in LEVELS for step in (-1, 1)]
    assert all(merit(POINTS) <= merit(one) for one in near if min(one.values()) > 0)


def test_who_never_guesses_is_placed_exactly() -> None:
    for level in range(len(LEVELS)):
        assert placed(POINTS, level, STEP(level, 0.0)).exact == pytest.approx(1)


@pytest.mark.parametrize("kind", TAKERS)
def test_what_is_computed_is_what_drawing_gives(kind: str) -> None:
    chance = random.Random(7)
    takers = TAKERS[kind](1, 0.25)
    whole = OF_A_LEVEL * sum(POINTS.values())
    exact = far = 0
    for number in range(4000):
        of_each = zip(POINTS.values(), takers[number % len(takers)], strict=True)
        score = sum(weight for weight, right in of_each for _ in range(OF_A_LEVEL) if chance.random() < right)
        away = abs(LEVELS.index(recommended_level(100 * score / whole)) - 1)
        exact, far = exact + (away == 0), far + (away > 1)
    found = placed(POINTS, 1, takers)
    assert (exact / 4000, far / 4000) == pytest.approx((found.exact, found.far), abs=0.03)


def test_levels_are_recommended_from_their_thresholds_on() -> None:
    for level, least in RECOMMENDED_FROM.items():
        assert recommended_level(least) == level
        assert least == 0 or recommended_level(least - 0.01) < level
    assert recommended_level(100) == "C2"


def test_the_page_shows_the_tables() -> None:
    page = (ROOT / "docs" / "placement.md").read_text("utf-8")
    assert table(POINTS) in page
    assert table(EQUAL) in page
    assert f"| {' | '.join(map(str, POINTS.values()))} |" in page
