"""What is safe to fix in a text, and what is left alone because it could mean two things."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.curation.typography import fixed
from pipeline.languages.profile import Profile, profile
from pipeline.languages.spaces import with_spaces

PLAIN = Profile("xx", "xx", quotes="«»")
"""A language with quotation marks and no rules for spaces."""
FRENCH, SPANISH, GERMAN = map(profile, ("fr", "es", "de"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cafe\u0301", "café"),
        ("  Compro   pan. ", "Compro pan."),
        ("Compro\tpan.", "Compro pan."),
        ("Compro\u00a0pan.", "Compro pan."),
        ("Compro\u202fpan,\u00a0leche y agua.", "Compro pan, leche y agua."),
        ("uno \u00a0dos", "uno dos"),
        ("Primera línea.\nSegunda  línea.\n", "Primera línea.\nSegunda línea.\n"),
        ("L’eau d’ici", "L'eau d'ici"),
        ("Wie geht’s?", "Wie geht's?"),
        ("Hans’ Auto", "Hans' Auto"),
        ('Dice "hola".', "Dice «hola»."),
        ('"Hola", dice, y "adiós".', "«Hola», dice, y «adiós»."),
        ('¿Dijo "sí"?', "¿Dijo «sí»?"),
    ],
)
def test_fixed(text: str, expected: str) -> None:
    assert fixed(text, PLAIN, taught=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Quoi\u00a0?",  # French spacing
        "«\u00a0Oui\u00a0», dit-il.",
        "10\u202f000 personnes",
        "5\u00a0€",
        "z.\u00a0B. so",
        'Un tubo de 5".',  # inches
        'Un "tubo" de 5".',  # one mark too many
        '«Dijo "hola"», contó.',  # a quotation within one
        'a "b',
        '" hola "',
        'a"b"c',
        "‘Hans’ sagt er",  # closes a quotation
        "Han säger ’hej’ nu",
        " ",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert fixed(text, PLAIN, taught=True) == text


def test_no_break_space_inside_the_marks_of_a_language() -> None:
    assert fixed('Il dit "oui".', FRENCH, taught=True) == "Il dit «\u202foui\u202f»."
    assert fixed('Er sagt "ja".', GERMAN, taught=True) == "Er sagt „ja“."


def test_language_without_marks_keeps_them() -> None:
    assert fixed('"ok"', Profile("xx", "xx"), taught=True) == '"ok"'


def test_english_keeps_its_marks() -> None:
    assert fixed('He says “I don’t” and "so"', FRENCH, taught=False) == 'He says “I don’t” and "so"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quoi?", "Quoi\u202f?"),
        ("Quoi ?", "Quoi\u202f?"),
        ("Quoi\u00a0?!", "Quoi\u202f?!"),
        ("Ah!!!", "Ah\u202f!!!"),
        ("Il dit: oui.", "Il dit\u00a0: oui."),
        ("«oui» ?", "«\u202foui\u202f»\u202f?"),
        ("« Viens ! »", "«\u202fViens\u202f!\u202f»"),
        ("Oui; non.", "Oui\u202f; non."),
        ("12:30", "12:30"),
        ("Vois https://exemple.fr", "Vois https://exemple.fr"),
        ("(!) «?»", "(!) «\u202f?\u202f»"),
        ("?", "?"),
        ("«", "«"),
    ],
)
def test_spaces_of_french(text: str, expected: str) -> None:
    assert with_spaces(text, FRENCH) == expected
    assert fixed(text, FRENCH, taught=True) == expected
    assert fixed("Really ?", FRENCH, taught=False) == "Really ?"  # English is not fixed by it


def test_spaces_of_languages_without() -> None:
    assert fixed("¿Qué ? ¡Ven\u202f!", SPANISH, taught=True) == "¿Qué? ¡Ven!"
    assert fixed("Was ist das ?", GERMAN, taught=True) == "Was ist das?"
    assert fixed("Quoi\u202f?", PLAIN, taught=True) == "Quoi\u202f?"


@given(
    st.text(st.sampled_from(" \t\n\u00a0\u202f\u2007aé1\u0301.,?!:«»“”„\"'’‘-(")),
    st.sampled_from([PLAIN, FRENCH, SPANISH, GERMAN]),
)
def test_fixing_twice_changes_nothing_more(text: str, its: Profile) -> None:
    for taught in (True, False):
        once = fixed(text, its, taught=taught)
        assert fixed(once, its, taught=taught) == once
        if once.strip():
            assert "  " not in once
            assert unicodedata.is_normalized("NFC", once)
            assert [c for c in once if c.isalnum()] == [c for c in unicodedata.normalize("NFC", text) if c.isalnum()]
