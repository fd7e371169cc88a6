"""Coverage: an interval that is right, and that only grows with the level."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.cefr import LEVELS
from pipeline.recognition.coverage import Listed, coverage, measured
from pipeline.recognition.entries import WordForms
from pipeline.recognition.index import of_records
from pipeline.recognition.recognition import recognise
from pipeline.recognition.tokens import TokenKind
from tests.recognition.small import LANGUAGES, records, rules, small

FORMS = sorted({form.text for language in LANGUAGES for record in records(language) for form in record.forms})
texts = st.lists(
    st.sampled_from((*FORMS, "Haustür", "rosa", "como", "tomate", "Rosa", "Pedro", "xyzzy", ".", "!", "2024")),
    max_size=30,
).map(" ".join)


@given(texts, st.sampled_from(LANGUAGES))
def test_it_grows_with_the_level(text: str, language: str) -> None:
    found = [coverage(text, small(language), level) for level in LEVELS]
    for lower, upper in itertools.pairwise(found):
        assert lower.lower <= upper.lower
        assert lower.upper <= upper.upper


@given(texts, st.sampled_from(LANGUAGES), st.sampled_from(LEVELS))
def test_all_words_are_accounted_for(text: str, language: str, level: str) -> None:
    tokens = recognise(text, small(language))
    found = measured(tokens, level)
    assert 0 <= found.lower <= found.upper <= 1
    assert found.words == sum(token.spelling.running_words for token in tokens)
    assert sum(found.apart.values()) == sum(token.kind is not TokenKind.WORD for token in tokens)
    running = {token.start: token.spelling.running_words for token in tokens}
    assert found.doubtful == sum(running[start] for one in found.doubts for start in one.starts)
    assert found.words - found.known - found.doubtful == sum(
        running[start] for one in found.unknown for start in one.starts
    )
    assert found == coverage(text, small(language), level)


def shares(text: str, language: str, level: str) -> tuple[int, int, int]:
    found = coverage(text, small(language), level)
    return found.known, found.doubtful, found.words - found.known - found.doubtful


@pytest.mark.parametrize(
    ("text", "language", "level", "expected"),
    [
        ("Pan, pan y casa.", "es", "A1", (4, 0, 0)),
        ("La rosa.", "es", "A1", (1, 0, 1)),  # taught at B1
        ("La rosa.", "es", "B1", (2, 0, 0)),
        ("Como pan.", "es", "A1", (2, 0, 0)),  # comer is known, and outweighs the conjunction of B2
        ("Como pan.", "es", "B2", (2, 0, 0)),
        ("Por favor, buenos días.", "es", "A1", (4, 0, 0)),  # two entries, four running words
        ("tomate", "es", "A1", (0, 1, 0)),
        ("dalo", "es", "A1", (1, 0, 0)),
        ("Vivo en la calle Rosa con Pedro en 2024.", "es", "B1", (5, 1, 1)),
        ("die Haustür", "de", "A1", (1, 1, 0)),  # a compound of known words
        ("Geburtstag", "de", "A1", (0, 0, 1)),  # Geburt is taught at A2
        ("Geburtstag", "de", "A2", (0, 1, 0)),
        ("die Strasse", "de", "A1", (2, 0, 0)),  # as the Swiss write it
        ("das haus", "de", "A1", (2, 0, 0)),
        ("Er zieht sich an.", "de", "A1", (2, 0, 2)),  # verb and prefix, of A2
        ("", "es", "A1", (0, 0, 0)),
    ],
)
def test_known_doubtful_unknown(text: str, language: str, level: str, expected: tuple[int, int, int]) -> None:
    assert shares(text, language, level) == expected


def test_unknown_words_are_listed_with_their_places() -> None:
    found = coverage("Ayer vi una rosa. AYER, ayer: rosas.", small("es"), "A1")
    assert found.unknown == (
        Listed("ayer", (0, 18, 24), (), None),
        Listed("vi", (5,), (), None),
        Listed("rosa", (12,), ("rosa",), "B1"),
        Listed("rosas", (30,), ("rosa",), "B1"),
    )


def test_a_word_that_always_has_a_capital_keeps_it() -> None:
    found = coverage("der Besuch, der Besuch", small("de"), "A1")
    assert [(one.text, one.count) for one in found.unknown] == [("Besuch", 2)]


def test_names_numbers_and_punctuation_are_apart() -> None:
    found = coverage("Vivo con Ana y 3 gatos. 🐈", small("es"), "A1")
    assert {kind.value: count for kind, count in found.apart.items()} == {
        "number": 1,
        "name": 1,
        "punctuation": 1,
        "symbol": 1,
    }


def test_a_text_without_words_has_nothing_unknown() -> None:
    found = coverage("… 2024!", small("es"), "A1")
    assert (found.words, found.lower, found.upper) == (0, 1.0, 1.0)


def test_there_is_no_such_level() -> None:
    with pytest.raises(ValueError, match="A0"):
        coverage("", small("es"), "A0")


def test_a_multiword_entry_of_a_later_level_makes_no_known_word_unknown() -> None:
    comer = next(one for one in records("es") if one.entry.base_form == "comer")
    entry = replace(comer.entry, id=comer.entry.id + 1, base_form="como xyzzy", level="B1")
    grown = of_records("es", (*records("es"), WordForms(entry, ("adverb",), ())), rules("es"))
    text = "Yo como xyzzy."
    before, found = coverage(text, small("es"), "A1"), coverage(text, grown, "A1")
    assert (found.words, found.known, found.unknown) == (before.words, before.known, before.unknown)
    assert [text[start:][:5] for one in found.unknown for start in one.starts] == ["xyzzy"]
    assert coverage(text, grown, "B1").unknown == ()
