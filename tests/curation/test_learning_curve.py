"""The curve of what is known: at the end of a level it is the coverage of that level."""

import pytest

from pipeline.curation.learning_curve import learning_curve
from pipeline.recognition.coverage import coverage
from pipeline.recognition.index import of_records
from tests.recognition.small import records

TEXT = "Piotr come pan en casa. La rosa, xyzzy: ¡como pan! Por favor, el pan."


@pytest.fixture(scope="module")
def index():
    return of_records("es", records("es"))


@pytest.mark.parametrize("level", ["A1", "B1"])
def test_ends_of_levels_are_coverages(index, level: str) -> None:
    curve = learning_curve([TEXT], index)
    found = coverage(TEXT, index, level)
    assert curve.running_words == found.words
    assert curve.share(dict(curve.levels)[level]) == pytest.approx(found.lower)


def test_it_rises_from_nothing(index) -> None:
    points = learning_curve([TEXT], index).points()
    assert points[0] == (0, 0.0)
    assert [share for _, share in points] == sorted(share for _, share in points)
    assert points[-1][1] > points[1][1]


def test_a_word_is_known_when_it_is_learnt(index) -> None:
    """Of two texts with a word each, the one with the earlier word is known first."""
    first = learning_curve(["pan"], index).known_from
    later = learning_curve(["rosa"], index).known_from
    assert first < later


def test_no_texts(index) -> None:
    assert learning_curve([], index).share(5) == 0.0
