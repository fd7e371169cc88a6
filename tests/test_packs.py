"""The packs of the project keep what they promise at A1."""

import pytest

from pipeline.builder.waive import waivers
from pipeline.model.findings import Severity
from pipeline.model.lexicon import Example, Lexicon, Word
from tests.packs import LANGUAGES, committed

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def beginners(lexicon: Lexicon) -> list[Word]:
    return [word for word in lexicon.words if word.levels[0].level == "A1"]


def examples(lexicon: Lexicon) -> list[tuple[Word, Example]]:
    return [(word, example) for word in beginners(lexicon) for meaning in word.meanings for example in meaning.examples]


def test_nothing_is_found_that_is_not_waived(language: str) -> None:
    """Each waiver gives its reason: the schema of pack.yaml demands one."""
    findings = committed(language).findings
    assert [finding for finding in findings if finding.severity in (Severity.ERROR, Severity.WARNING)] == []


def test_waivers_are_few_and_signed(language: str) -> None:
    lexicon = committed(language).lexicon
    found = list(waivers(lexicon))
    assert len(found) <= len(lexicon.words) / 100
    assert [one.rule for one in found if not one.signed_by or one.expires] == []


def test_every_entry_was_written_by_one_and_read_by_another(language: str) -> None:
    for word in beginners(committed(language).lexicon):
        assert word.written_by, word.base_form
        assert word.reviewed_by, word.base_form
        assert word.written_by not in word.reviewed_by.split(", "), word.base_form


def test_there_are_five_hundred_words_and_none_lacks_anything(language: str) -> None:
    words = beginners(committed(language).lexicon)
    assert len(words) >= 500
    assert [word.base_form for word in words if not word.pronunciation] == []
    assert [word.base_form for word in words if not word.meanings] == []
    for word in words:
        for meaning in word.meanings:
            assert all((meaning.text, meaning.translation, meaning.examples)), word.base_form
            assert all(example.text and example.translation for example in meaning.examples), word.base_form


def test_every_example_holds_its_word(language: str) -> None:
    lexicon = committed(language).lexicon
    without = [
        (word.base_form, example.text)
        for word, example in examples(lexicon)
        if word.base_form not in lexicon.example_words[example.text]
    ]
    assert without == []


def test_examples_are_made_of_the_words_of_the_level(language: str) -> None:
    lexicon = committed(language).lexicon
    found = [lexicon.example_coverage[example.text, "A1"] for _, example in examples(lexicon)]
    assert sum(one.known for one in found) >= 0.9 * sum(one.words for one in found)
    assert sum(one.known >= 0.9 * one.words for one in found) >= 0.9 * len(found)


def test_no_sentence_stands_twice_whatever_its_punctuation(language: str) -> None:
    seen: dict[str, str] = {}
    for _, example in examples(committed(language).lexicon):
        letters = " ".join("".join(one if one.isalnum() else " " for one in example.text.casefold()).split())
        assert letters not in seen, (seen.get(letters), example.text)
        seen[letters] = example.text
