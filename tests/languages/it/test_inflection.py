"""What the rules of inflection refuse, and what is found of them; paradigms are in ../test_paradigms.py."""

import pytest

from pipeline.languages.inflection import Lexeme, UnknownParadigmError, inflector
from pipeline.languages.it.inflection import inflect
from pipeline.system.extras import MissingExtraError


@pytest.mark.parametrize(
    ("word", "part_of_speech", "gender"),
    [
        ("chimico", "noun", "masculine"),  # chimici, but fichi: the stress is not written
        ("mango", "noun", "feminine"),
        ("scricchiolio", "noun", "masculine"),  # olio, but scricchiolii
        ("borbottio", "noun", "masculine"),
        ("sinergia", "noun", "feminine"),  # sinergie, but orge
        ("libido", "noun", "feminine"),
        ("sottoscala", "noun", "masculine"),
        ("bungee", "noun", "masculine"),  # borrowed, with its spelling
        ("roulotte-bar", "noun", "feminine"),
        ("boutique", "noun", "feminine"),
        ("portavoce", "noun", "masculine/feminine"),
        ("caporedattore", "noun", "masculine"),
        ("pianoforti", "noun", "masculine"),  # a plural, or the same in both?
        ("carie", "noun", "feminine"),
        ("tavolo rotondo", "noun", "masculine"),
        ("ocra", "adjective", None),  # a noun of colour
        ("conservatore", "adjective", None),
        ("verde chiaro", "adjective", None),
        ("eroico-comico", "adjective", None),
        ("pane", "verb", None),
        ("andarsene", "verb", None),
        ("farcela", "verb", None),
        ("si lava", "verb", None),
    ],
)
def test_what_rules_cannot_know_is_refused(word, part_of_speech, gender):
    if part_of_speech == "verb":
        pytest.importorskip("ablaut")
    with pytest.raises(UnknownParadigmError, match=word.split(maxsplit=1)[0]):
        inflect(Lexeme(word, part_of_speech, gender))


def test_other_parts_of_speech_do_not_inflect():
    assert inflect(Lexeme("sempre", "adverb")) == {}


def test_the_module_is_found_by_the_code_of_the_language():
    assert inflector("it") is inflect


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ablaut", None)
    with pytest.raises(MissingExtraError, match="the extra “curate”"):
        inflect(Lexeme("cantare", "verb"))
