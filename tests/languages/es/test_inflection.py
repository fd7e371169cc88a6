"""What the rules of inflection refuse, and what is found of them; paradigms are in ../test_paradigms.py."""

import pytest

from pipeline.languages.es.inflection import inflect
from pipeline.languages.inflection import Lexeme, UnknownParadigmError, inflector
from pipeline.system.extras import MissingExtraError


@pytest.mark.parametrize(
    ("word", "part_of_speech"),
    [
        ("hobby", "noun"),  # borrowed, with its spelling
        ("hámsters", "noun"),
        ("pantis", "noun"),
        ("pendientes", "noun"),  # plural of pendiente, or the same in both?
        ("hipérbaton", "noun"),
        ("hombre rana", "noun"),
        ("azul marino", "adjective"),
        ("gran", "adjective"),  # the short form of grande
        ("buen", "adjective"),
        ("mal", "adjective"),
        ("algún", "adjective"),
        ("vigesimotercer", "adjective"),
        ("pop", "adjective"),
        ("pan", "verb"),
        ("no ser", "verb"),
    ],
)
def test_what_rules_cannot_know_is_refused(word, part_of_speech):
    if part_of_speech == "verb":
        pytest.importorskip("ablaut")
    with pytest.raises(UnknownParadigmError, match=word.split(maxsplit=1)[0]):
        inflect(Lexeme(word, part_of_speech))


def test_a_noun_spelled_like_a_short_form_has_a_plural():
    assert inflect(Lexeme("mal", "noun", "masculine"))["Number=Plur"] == ("males",)


def test_other_parts_of_speech_do_not_inflect():
    assert inflect(Lexeme("siempre", "adverb")) == {}


def test_the_module_is_found_by_the_code_of_the_language():
    assert inflector("es") is inflect


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ablaut", None)
    with pytest.raises(MissingExtraError, match="the extra “curate”"):
        inflect(Lexeme("cantar", "verb"))
