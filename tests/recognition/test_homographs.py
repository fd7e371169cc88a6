"""Spellings of several words: neighbours decide, then weight; what the lexicon does not have makes them doubtful."""

from typing import Any

import pytest

from pipeline.languages.profile import of_table
from pipeline.model.typed import MisfitError
from pipeline.recognition.coverage import Standing, standing, taught_at
from pipeline.recognition.index import Index, of_records
from pipeline.recognition.recognition import recognise
from pipeline.recognition.rules import from_profile
from pipeline.recognition.tokens import OutsideReading, Token, Tolerance
from pipeline.recognition.weights import OVERWHELMING, word_weight
from tests.recognition.small import records

PROFILE: dict[str, Any] = {
    "name": "Small",
    "recognition": {
        "word_classes": {"determiner": {"words": ["el", "la"]}, "subject": {"words": ["yo"]}},
        "constraints": [
            {"drop": ["finite"], "after": ["determiner"]},
            {"keep": ["finite"], "after": ["subject"]},
        ],
    },
}


def index(*outside: tuple[str, OutsideReading]) -> Index:
    return of_records("es", records("es"), from_profile(of_table("es", PROFILE)), homographs=outside)


def read(text: str, vocabulary: Index) -> Token:
    return recognise(text, vocabulary)[-1]


def test_neighbours_decide_before_weight_does() -> None:
    assert read("yo como", index()).base_forms == ("comer", "como")
    assert read("el vino", index()).base_forms == ("vino", "venir")
    assert [one.unlikely for one in read("el vino", index()).candidates] == [False, True]
    assert read("vino", index()).base_forms == ("venir", "vino")  # of A1 and of A2


def test_a_reading_that_cannot_stand_there_is_uncertain() -> None:
    token = read("la come", index())
    assert token.base_forms == ("comer",)
    assert token.candidates[0].tolerated == (Tolerance.NEIGHBOURS,)
    assert not token.certain
    assert read("yo come", index()).certain


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.01, Standing.KNOWN), (0.05, Standing.KNOWN), (0.1, Standing.DOUBTFUL), (0.9, Standing.UNKNOWN)],
)
def test_a_word_outside_the_lexicon_makes_a_spelling_doubtful(share: float, expected: Standing) -> None:
    vocabulary = index(("come", OutsideReading("come", "noun", share)))
    assert standing(read("come", vocabulary).spelling, taught_at("A1")) is expected


def test_neighbours_tell_a_word_outside_the_lexicon() -> None:
    vocabulary = index(("come", OutsideReading("come", "noun", 0.5)))
    assert read("yo come", vocabulary).certain
    assert read("la come", vocabulary).candidates == ()


@pytest.mark.parametrize(
    ("share", "first", "expected"),
    [(0.1, "venir", Standing.KNOWN), (0.6, "vino", Standing.DOUBTFUL), (0.9, "vino", Standing.UNKNOWN)],
)
def test_what_a_curator_judged_of_a_word_of_the_lexicon_counts_before_its_level(
    share: float, first: str, expected: Standing
) -> None:
    before = read("vino", index())
    token = read("vino", index(("vino", OutsideReading("vino", "noun", share))))
    assert token.base_forms[0] == first  # venir is taught at A1, vino at A2
    assert standing(token.spelling, taught_at("A1")) is expected
    assert sum(one.weight for one in token.candidates) == pytest.approx(sum(one.weight for one in before.candidates))
    assert token.spelling.outside == ()


def test_a_judged_word_and_one_outside_share_what_is_left() -> None:
    rows = [("vino", OutsideReading("vino", "noun", 0.3)), ("vino", OutsideReading("vina", "noun", 0.2))]
    token = read("vino", index(*rows))
    weights = {one.base_form: one.weight for one in token.candidates}
    assert weights["venir"] / weights["vino"] == pytest.approx(0.5 / 0.3)
    assert token.spelling.outside == (rows[1][1],)


@pytest.mark.parametrize("share", [0.0, -1.0, 1.0, 7.0, float("inf")])
def test_a_share_that_cannot_be_leaves_every_reading_a_weight(share: float) -> None:
    token = read("vino", index(("vino", OutsideReading("vino", "noun", share))))
    assert {one.base_form for one in token.candidates} == {"venir", "vino"}
    assert all(0 < one.weight < 2 for one in token.candidates)


def test_a_word_keeps_its_weight_beside_any_word_of_the_next_level() -> None:
    last_of_a1, first_of_a2 = word_weight("A1", 1_000), word_weight("A2", 1)
    assert last_of_a1 / (last_of_a1 + first_of_a2) >= OVERWHELMING
    assert word_weight("A1", 1) > word_weight("A1", 2) > word_weight("B1", 1) > word_weight(None, None)


@pytest.mark.parametrize(
    ("recognition", "message"),
    [
        ({"constraints": [{"drop": ["finit"]}]}, "“finit” is neither a tag nor a word class"),
        ({"numerals": {"shapes": {"all": "<unit>"}}}, "“unit” is neither a class of parts nor a shape above this one"),
        ({"numerals": {"shapes": {"all": "("}}}, "this is not a regular expression"),
    ],
)
def test_a_profile_names_what_there_is(recognition: dict[str, Any], message: str) -> None:
    with pytest.raises(MisfitError) as caught:
        of_table("es", {"name": "Small", "recognition": recognition})
    assert message in caught.value.message
