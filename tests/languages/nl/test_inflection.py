"""What the rules of inflection refuse, and what is found of them; paradigms are in ../test_paradigms.py."""

import pytest

from pipeline.languages.inflection import Lexeme, UnknownParadigmError, inflector
from pipeline.languages.nl.inflection import inflect


@pytest.mark.parametrize(
    ("word", "part_of_speech", "gender"),
    [
        ("gazon", "noun", "neuter"),  # borrowed, or stressed at the end
        ("notaris", "noun", "common"),
        ("ooievaar", "noun", "common"),  # -aars, -aren
        ("rector", "noun", "common"),
        ("bougainville", "noun", "common"),
        ("collie", "noun", "common"),  # collies, but kolonieën
        ("gedaante", "noun", "common"),  # -n or -s
        ("afgevaardigde", "noun", "common"),
        ("sok van wol", "noun", "common"),
        ("kans op vrijheid", "noun", "common"),
        ("reis met de bus", "noun", "common"),
        ("glutenvrij-brood", "noun", "neuter"),
        ("spierwit", "adjective", None),
        ("passé", "adjective", None),
        ("aparte", "adjective", None),  # inflected
        ("op-en-top", "adjective", None),
        ("voorkomen", "verb", None),  # separable or not
        ("overhalen", "verb", None),
        ("ondergaan", "verb", None),
        ("doorlichten", "verb", None),
        ("tafel", "verb", None),
        ("loopt", "verb", None),
        ("brain-stormen", "verb", None),
    ],
)
def test_what_rules_cannot_know_is_refused(word: str, part_of_speech: str, gender: str | None) -> None:
    with pytest.raises(UnknownParadigmError, match=word.split(maxsplit=1)[0]):
        inflect(Lexeme(word, part_of_speech, gender))


def test_other_parts_of_speech_do_not_inflect() -> None:
    assert inflect(Lexeme("altijd", "adverb")) == {}


def test_the_module_is_found_by_the_code_of_the_language() -> None:
    assert inflector("nl") is inflect
