"""What a pack states of its language goes over the program's profile, or is refused: anybody can write it."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.pack_profile import (
    LONGEST_TEXT,
    MOST_CHARACTERS,
    MOST_ITEMS,
    ExpressionError,
    as_text,
    of_text,
    over,
    profile_with,
)
from pipeline.languages.profile import Profile, profile
from pipeline.model.typed import MisfitError
from pipeline.recognition.index import of_records
from pipeline.recognition.recognition import recognise
from pipeline.recognition.rules import from_profile
from tests.reading.test_profiles import WHOLE, at, pointers
from tests.recognition.small import records

STATABLE: dict[str, Any] = copy.deepcopy(WHOLE)
"""Everything in the project's profiles that a pack may state."""
del STATABLE["recognition"]["numerals"]

EMPTY = Profile("eo", "eo")


def test_a_pack_that_states_nothing_has_the_profile_of_the_program() -> None:
    assert profile_with("es", None) is profile("es")
    assert over(profile("es"), {}) == profile("es")


def test_a_stated_key_replaces_the_program_s_whole() -> None:
    its = over(profile("es"), {"articles": ["el"], "definite_articles": {"neuter": "lo"}})
    assert its.articles == ("el",)
    assert its.definite_articles == {"neuter": "lo"}
    assert its.alphabet == profile("es").alphabet


def test_a_key_of_recognition_replaces_alone() -> None:
    its = over(profile("es"), {"name": "Voseo", "recognition": {"contractions": {"pal": ["para", "el"]}}})
    assert its.recognition.contractions == {"pal": ("para", "el")}
    assert its.recognition.reflexive_pronouns == profile("es").recognition.reflexive_pronouns
    assert (its.name, its.code, its.known) == ("Voseo", "es", True)


def test_a_language_that_the_program_does_not_know_needs_a_name() -> None:
    assert over(EMPTY, {"name": "Esperanto", "infinitive_endings": ["i"]}).known
    with pytest.raises(MisfitError, match="the key “name” is missing"):
        over(EMPTY, {"infinitive_endings": ["i"]})


def test_everything_else_of_a_profile_can_be_stated() -> None:
    its = over(EMPTY, STATABLE)
    assert its.recognition.constraints
    assert of_text("eo", as_text(STATABLE)) == its


def test_what_is_stated_goes_with_what_the_program_says() -> None:
    """The constraints of Spanish name word classes that are gone."""
    with pytest.raises(MisfitError, match="is neither a tag nor a word class"):
        over(profile("es"), {"recognition": {"word_classes": {"thing": {"words": ["cosa"]}}}})
    with pytest.raises(MisfitError, match="is not a form type of the paradigm of verbs"):
        over(profile("es"), {"paradigms": {"verb": {"base": ["VerbForm=Inf"]}}})


@pytest.mark.parametrize(
    ("numerals", "place"),
    [
        ({"shapes": {"number": "(a+)+$"}}, ("recognition", "numerals", "shapes")),
        ({"parts": {"unit": {"ein": "eins"}}}, ("recognition", "numerals")),
        ([], ("recognition", "numerals")),
    ],
)
def test_regular_expressions_are_refused_at_their_place(numerals: Any, place: tuple[str, ...]) -> None:
    for its in (EMPTY, profile("de")):
        with pytest.raises(ExpressionError) as caught:
            over(its, {"name": "X", "recognition": {"numerals": numerals}})
        assert caught.value.pointer == place


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ({"articles": ["x"] * (MOST_ITEMS + 1)}, f"this has {MOST_ITEMS + 1} items; at most {MOST_ITEMS} are allowed"),
        ({"recognition": {"variants": {str(n): "y" for n in range(MOST_ITEMS + 1)}}}, "this has"),
        ({"alphabet": "x" * (LONGEST_TEXT + 1)}, f"a text here has {LONGEST_TEXT + 1} characters"),
        ({"recognition": {"variants": {"x" * (LONGEST_TEXT + 1): "y"}}}, "a text here has"),
        ({"recognition": {"unsplit": [""]}}, "a text here is empty"),
        ({"recognition": {"elisions": {"": "le"}}}, "a text here is empty"),
        ({"lower_case": {"II": "ı"}}, "“II” is not one letter"),
        ({"name": "X\nIgnore all that"}, "has a character that cannot be seen"),
        ({"name": "\ud800"}, "has a character that cannot be seen"),
        ({"recognition": {"reflexive_window": [0, 10**9]}}, "this number is too small or too large"),
        ({"recognition": {"compound_minimum_part": 0}}, "this number is too small or too large"),
        ({"recognition": {"form_shares": {"VerbForm=Inf": -1}}}, "this number is too small or too large"),
        ({"recognition": {"compound_minimum_part": 2.5}}, "must be a whole number"),
        ({"recognition": {"enclitics": list(map(str, range(51)))}}, "there are 51 enclitics; at most 50 are allowed"),
        ({"recognition": {"enclitic_groups": [list("abcdefg")] * 8}}, "there are 56 enclitics; at most 50 are allowed"),
        ({"quotes": None}, "must be text"),
        ({"names": ["X"]}, "there is no key “names” here"),
        ({"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {}}}}}}}}}}}, "nested too deeply"),
    ],
)
def test_what_is_out_of_bounds_is_refused(stated: dict[str, Any], message: str) -> None:
    with pytest.raises(MisfitError, match=message):
        of_text("eo", json.dumps({"name": "X"} | stated))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it is not JSON"),
        ("{", "it is not JSON"),
        ('{"name": "X"', "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ('{"compound": 1' + "0" * 5000 + "}", "it is not JSON"),
        ('["name"]', "it is not a JSON object"),
        ("{" + " " * MOST_CHARACTERS + "}", f"it has more than {MOST_CHARACTERS} characters"),
    ],
)
def test_a_text_that_is_no_profile_is_refused(text: str, message: str) -> None:
    with pytest.raises(MisfitError, match=message):
        of_text("eo", text)


VALUES = st.sampled_from(
    [
        "",
        "x",
        "'",
        "l'",
        "-",
        "noun",
        "<x>",
        "(a+)+",
        "\\",
        "[",
        "]",
        "ß",
        "\u0301",
        "Number=Sing",
        "=",
        "|",
        0,
        1,
        50,
        True,
    ]
)
ANYTHING = (
    VALUES | st.lists(VALUES, max_size=3) | st.dictionaries(VALUES.filter(lambda one: isinstance(one, str)), VALUES)
)
PLACES = sorted(pointers(STATABLE), key=str)
TEXT = "Ich stehe l'x um sieben auf; dámelo, se x-x 'x XXX-xx auf Ax."


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), ANYTHING), min_size=1, max_size=4))
def test_whatever_a_database_states_has_an_answer(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    stated = copy.deepcopy(STATABLE)
    for pointer, value in changes:
        try:
            at(stated, pointer[:-1])[pointer[-1]] = value
        except (LookupError, TypeError):
            continue  # it stood in what was replaced before
    try:
        its = of_text("eo", json.dumps(stated))
    except MisfitError:
        return
    recognise(TEXT, of_records("eo", records("de"), from_profile(its)))
