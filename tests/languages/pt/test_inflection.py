"""What the rules of inflection refuse, and what is found of them; paradigms are in ../test_paradigms.py."""

import pytest

from pipeline.languages.inflection import Lexeme, UnknownParadigmError, inflector
from pipeline.languages.pt.inflection import inflect
from pipeline.system.extras import MissingExtraError


@pytest.mark.parametrize(
    ("word", "part_of_speech"),
    [
        ("gavetão", "noun"),  # limões, but mãos and pães
        ("marketplace room", "noun"),
        ("display", "noun"),  # borrowed, with its spelling
        ("feedback", "noun"),
        ("workflow", "noun"),
        ("chalés", "noun"),  # a plural, or the same in both?
        ("ourives", "noun"),
        ("monitores", "noun"),
        ("plâncton", "noun"),
        ("vice-rei", "noun"),
        ("beberrão", "adjective"),  # beberrona, but alemã
        ("cor", "adjective"),
        ("tabu", "adjective"),  # hindu, but nua
        ("marinha", "adjective"),
        ("verde-escuro", "adjective"),
        ("verde claro", "adjective"),
        ("pão", "verb"),
        ("se lavar", "verb"),
        ("não ser", "verb"),
    ],
)
def test_what_rules_cannot_know_is_refused(word, part_of_speech):
    if part_of_speech == "verb":
        pytest.importorskip("ablaut")
    with pytest.raises(UnknownParadigmError, match=word.split(maxsplit=1)[0]):
        inflect(Lexeme(word, part_of_speech))


def test_other_parts_of_speech_do_not_inflect():
    assert inflect(Lexeme("sempre", "adverb")) == {}


def test_the_module_is_found_by_the_code_of_the_language():
    assert inflector("pt") is inflect


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ablaut", None)
    with pytest.raises(MissingExtraError, match="the extra “curate”"):
        inflect(Lexeme("cantar", "verb"))
