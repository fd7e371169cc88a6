"""Which words grammar lessons, assessments and phrases are made of, as the app will recognise them."""

from pathlib import Path

import pytest

from pipeline.builder.analyse import analyse
from pipeline.builder.cache import Cache, cache_of
from pipeline.builder.discover import PackFolder
from pipeline.model.lexicon import Lexicon
from pipeline.model.running_words import RunningWord, beyond
from tests.packs import DATA

GRAMMAR = DATA / "grammar" / "es"


def lexicon_of(pack: Path, cache: Cache | None = None) -> Lexicon:
    return analyse(PackFolder(pack, pack.as_posix()), chosen=[], cache=cache).lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return lexicon_of(GRAMMAR)


def test_a_word_has_its_readings(lexicon: Lexicon) -> None:
    words = lexicon.running_words["Yo soy Marta."]  # the first exercise, with its answer
    assert words == (RunningWord("Yo", (("yo",),)), RunningWord("soy", (("ser",),)))


def test_names_and_what_is_in_brackets_are_left_out_of_sentences(lexicon: Lexicon) -> None:
    texts = [[word.text for word in words] for words in lexicon.running_words.values()]
    assert not any(name in text for text in texts for name in ("Ana", "Omar", "Marta", "Madrid"))
    assert lexicon.running_words["ser"] == (RunningWord("ser", (("ser",),)),)
    assert "Él es mi amigo, no tú." in lexicon.running_words


def test_each_option_is_tried_in_the_gap(lexicon: Lexicon) -> None:
    assert {"Yo eres Marta.", "Yo soy Marta.", "Yo es Marta.", "Ana es no mi amiga."} <= lexicon.running_words.keys()


def test_of_questions_about_translations_only_the_question_is_recognised(lexicon: Lexicon) -> None:
    assert lexicon.running_words["casa"] == (RunningWord("casa", (("casa",),)),)
    assert not {"house", "book", "city", "friend"} & lexicon.running_words.keys()


def test_a_pack_without_grammar_has_none() -> None:
    assert lexicon_of(DATA / "valid" / "es").running_words == {}


def test_results_are_kept_until_the_vocabulary_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = cache_of(tmp_path)
    assert cache
    first = lexicon_of(GRAMMAR, cache).running_words
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.stages.running_words.recognise", None)
        assert lexicon_of(GRAMMAR, cache).running_words == first


READING = RunningWord("dámelo", (("dar", "me", "lo"), ("damelo",)))
PHRASE = RunningWord("por favor", (("por favor",),), (RunningWord("por", (("por",),)), RunningWord("favor", ())))


@pytest.mark.parametrize(
    ("word", "known", "unknown"),
    [
        (READING, {"dar", "me", "lo"}, []),
        (READING, {"damelo"}, []),
        (READING, {"dar", "me"}, ["dámelo"]),
        (PHRASE, {"por favor"}, []),
        (PHRASE, {"por"}, ["favor"]),
        (PHRASE, set(), ["por favor"]),
    ],
)
def test_what_is_not_known_is_the_smallest_part(word: RunningWord, known: set[str], unknown: list[str]) -> None:
    assert [one.text for one in beyond([word], frozenset(known))] == unknown
