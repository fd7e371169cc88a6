"""What the package german-nouns says of nouns, in the cells of the packs."""

import pytest

from pipeline.languages.de import wiktionary_nouns
from pipeline.languages.inflection import Lexeme, Paradigm
from pipeline.languages.profile import profile
from pipeline.languages.references import paradigms

pytestmark = pytest.mark.skipif(paradigms("de") is None, reason="not installed: see requirements/references.txt")


def decline(base_form: str, gender: str | None) -> Paradigm | None:
    return wiktionary_nouns.decline(Lexeme(base_form, "noun", gender))


@pytest.mark.parametrize(
    ("noun", "gender", "forms"),
    [
        ("Laptop", "masculine", "Laptop Laptop Laptop Laptops Laptops Laptops Laptops Laptops"),
        (
            "Nachbar",
            "masculine",
            "Nachbar Nachbar|Nachbarn Nachbar|Nachbarn Nachbarn|Nachbars Nachbarn Nachbarn Nachbarn Nachbarn",
        ),
        ("Mann", "masculine", "Mann Mann Mann Mannes|Manns Männer Männer Männern Männer"),  # not dem Manne
        ("Band", "feminine", "Band Band Band Band Bands Bands Bands Bands"),
        ("Park", "masculine", "Park Park Park Parkes|Parks Parks Parks Parks Parks"),  # not the rare Parke
        ("Ferien", None, "- - - - Ferien Ferien Ferien Ferien"),
        ("Tennis", "neuter", "Tennis Tennis Tennis Tennis - - - -"),
        ("Joghurt", "neuter", "Joghurt Joghurt Joghurt Joghurts Joghurts Joghurts Joghurts Joghurts"),
    ],
)
def test_a_noun_has_its_cells(noun, gender, forms):
    cells = decline(noun, gender)
    names = [f"Case={case}|Number={number}" for number in ("Sing", "Plur") for case in ("Nom", "Acc", "Dat", "Gen")]
    found = {name: frozenset(cells.get(name, "-")) for name in names}
    assert found == {name: frozenset(form.split("|")) for name, form in zip(names, forms.split(), strict=True)}


@pytest.mark.parametrize(
    ("noun", "gender"),
    [
        ("Laptop", "feminine"),
        ("Bank", "feminine"),  # two nouns with two plurals
        ("Tag", "masculine"),
        ("Müller", "feminine"),  # a surname only
        ("Xyzzy", "masculine"),
        ("Laptop", "masculine/feminine"),
        ("", "masculine"),
    ],
)
def test_a_noun_that_is_not_there_or_not_alone_has_no_cells(noun, gender):
    assert decline(noun, gender) is None


def test_other_parts_of_speech_are_not_looked_up():
    assert wiktionary_nouns.decline(Lexeme("Laptop", "verb")) is None


def test_an_adjective_that_became_a_noun_has_strong_and_weak_forms_for_both_genders():
    cells = decline("Bekannte", "masculine/feminine")
    assert cells["Case=Nom|Number=Sing"] == ("Bekannte", "Bekannter")
    assert cells["Case=Dat|Number=Sing"] == ("Bekanntem", "Bekannten")
    assert cells["Case=Dat|Gender=Fem|Number=Sing"] == ("Bekannter", "Bekannten")
    assert decline("Bekannter", "masculine").keys() == cells.keys()
    assert all(profile("de").form_type("noun", cell) for cell in cells)


def test_a_compound_goes_as_its_last_part():
    assert decline("Geburtstagsparty", "feminine")["Case=Nom|Number=Plur"] == ("Geburtstagspartys",)
