"""spaCy's and simplemma's analyses of base forms, and of examples that do not show their word, made only once."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pipeline.lemmas import analyses as lemmas
from pipeline.model.lexicon import LemmaAnalysis, Lexicon
from pipeline.stages import lemmatize
from tests.packs import copy_of_valid
from tests.stages.through import FOOD, GREETINGS, Kept, after, before, context_of, edited

BREAD = "Compro pan todos los días."
WITHOUT = "Los gatos duermen."


def test_the_analyses_of_base_forms(tmp_path: Path) -> None:
    pack = edited(tmp_path, (FOOD, "base_form: pan\n", "base_form: panes\n"), (FOOD, BREAD, "Compro panes."))
    lexicon, findings = after(lemmatize, pack)
    assert findings == []  # they inform rules
    assert {lemma for one in lexicon.lemma_analyses["panes", "noun"] for lemma in one.lemmas} == {"pan"}
    assert LemmaAnalysis("spaCy", ("comer",)) in lexicon.lemma_analyses["comer", "verb"]
    assert {part for _, part in lexicon.lemma_analyses} == {"noun", "verb", "adjective"}  # of what inflects


def test_the_words_stay_as_they_are(tmp_path: Path) -> None:
    context = context_of(copy_of_valid(tmp_path))
    lexicon = before(lemmatize, context)
    assert lemmatize.run(lexicon, context).words == lexicon.words


def test_only_examples_that_do_not_show_their_word_are_looked_at(tmp_path: Path) -> None:
    assert after(lemmatize, copy_of_valid(tmp_path / "a"))[0].example_lemmas == {}
    lexicon, _ = after(lemmatize, edited(tmp_path / "b", (FOOD, BREAD, WITHOUT)))
    assert lexicon.example_lemmas.keys() == {WITHOUT}
    assert lexicon.example_lemmas[WITHOUT] >= {"gatos", "gato", "dormir", "duermen"}


class Asked:
    """Records the questions to the lemmatizers, which still answer them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.words: list[str] = []
        self.texts: list[str] = []
        analyses, token_lemmas = lemmas.analyses, lemmas.token_lemmas

        def of_words(profile: Any, words: Iterable[tuple[str, str]], cache: Any) -> Any:
            words = list(words)
            self.words += [base_form for base_form, _ in words]
            return analyses(profile, words, cache)

        def of_texts(profile: Any, texts: Iterable[str], cache: Any) -> Any:
            texts = list(texts)
            self.texts += texts
            return token_lemmas(profile, texts, cache)

        monkeypatch.setattr(lemmas, "analyses", of_words)
        monkeypatch.setattr(lemmas, "token_lemmas", of_texts)


def lemmatized(pack: Path, memory: Kept) -> Lexicon:
    context = context_of(pack, memory)
    return lemmatize.run(before(lemmatize, context_of(pack)), context)


def test_what_was_said_before_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack, memory = edited(tmp_path, (FOOD, BREAD, WITHOUT)), Kept()
    first = lemmatized(pack, memory)
    monkeypatch.setitem(sys.modules, "pipeline.lemmas.analyses", None)  # an import would fail
    second = lemmatized(pack, memory)
    assert second == first
    assert second.lemma_analyses
    assert second.example_lemmas


def test_only_what_is_new_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Kept()
    lemmatized(copy_of_valid(tmp_path / "a"), memory)
    asked = Asked(monkeypatch)
    pack = edited(tmp_path / "b", (FOOD, "base_form: pan\n", "base_form: vino\n"))  # its example has none of it
    lexicon = lemmatized(pack, memory)
    assert (asked.words, asked.texts) == (["vino"], [BREAD])
    assert lexicon == after(lemmatize, pack)[0]


def test_what_is_no_longer_in_the_pack_is_let_go_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Kept()
    lemmatized(copy_of_valid(tmp_path / "a"), memory)
    lemmatized(edited(tmp_path / "b", (FOOD, "base_form: pan\n", "base_form: vino\n")), memory)
    asked = Asked(monkeypatch)
    lemmatized(copy_of_valid(tmp_path / "c"), memory)
    assert (asked.words, asked.texts) == (["pan"], [])


def test_that_nobody_knows_a_word_is_remembered_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack, memory = edited(tmp_path, (GREETINGS, "hola,interjection", "hola,adverb")), Kept()
    assert ("hola", "adverb") not in lemmatized(pack, memory).lemma_analyses
    asked = Asked(monkeypatch)
    lemmatized(pack, memory)
    assert (asked.words, asked.texts) == ([], [])


@pytest.mark.parametrize(
    "value", [[], {"words": []}, {"words": [["pan", "noun"]], "texts": {}}, {"words": 1, "texts": 1}]
)
def test_what_is_remembered_in_another_shape_is_asked_anew(value: object, tmp_path: Path) -> None:
    pack, memory = copy_of_valid(tmp_path), Kept()
    first = lemmatized(pack, memory)
    for name in memory.values:
        memory.values[name] = value
    assert lemmatized(pack, memory) == first


def test_the_tables_can_be_let_go_of_and_come_again(tmp_path: Path) -> None:
    first, _ = after(lemmatize, copy_of_valid(tmp_path))
    lemmatize.forget()
    lemmatize.forget()
    assert after(lemmatize, tmp_path / "es")[0] == first
