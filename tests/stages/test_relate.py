"""Relations are recorded in both directions, once for each ordered pair; a word's own entry takes precedence."""

from pathlib import Path

import pytest

from pipeline.model.lexicon import Relation
from pipeline.stages import relate
from tests.packs import copy_of_valid
from tests.stages.through import FOOD, GREETINGS, after


def relations(folder: Path, **stated: str) -> list[Relation]:
    """Return the relations of a pack in which *pan*, *comer*, *bueno* and *malo* name others, and *hola* does not."""
    pack = copy_of_valid(folder)
    text = (pack / FOOD).read_text("utf-8").replace("    antonyms: [malo]\n", "")
    for base_form, fields in stated.items():
        assert f"base_form: {base_form}\n" in text
        text = text.replace(f"base_form: {base_form}\n", f"base_form: {base_form}\n    {fields}\n")
    (pack / FOOD).write_text(text, "utf-8")
    (pack / GREETINGS).write_text((pack / GREETINGS).read_text("utf-8").replace('?",adiós,', '?",,'), "utf-8")
    lexicon, findings = after(relate, pack)
    assert findings == []  # what cannot be resolved is for rules to say
    return list(lexicon.relations)


def test_words_that_name_none_have_none(tmp_path: Path) -> None:
    assert relations(tmp_path) == []


@pytest.mark.parametrize(
    ("field", "type_"), [("synonyms", "synonym"), ("near_synonyms", "near_synonym"), ("antonyms", "antonym")]
)
def test_each_is_stated_in_both_directions_and_sorted(field: str, type_: str, tmp_path: Path) -> None:
    assert relations(tmp_path, pan=f"{field}: [malo, comer]") == [
        Relation("comer", "pan", type_),
        Relation("malo", "pan", type_),
        Relation("pan", "comer", type_),
        Relation("pan", "malo", type_),
    ]


def test_a_relation_that_both_name_is_there_once(tmp_path: Path) -> None:
    assert relations(tmp_path, bueno="antonyms: [malo]", malo="antonyms: [bueno]") == [
        Relation("bueno", "malo", "antonym"),
        Relation("malo", "bueno", "antonym"),
    ]


def test_what_a_word_says_itself_comes_before_what_another_says_of_it(tmp_path: Path) -> None:
    assert relations(tmp_path, bueno="synonyms: [malo]", malo="antonyms: [bueno]") == [
        Relation("bueno", "malo", "synonym"),
        Relation("malo", "bueno", "antonym"),
    ]


def test_of_two_relations_to_one_word_the_closer_one_counts(tmp_path: Path) -> None:
    """The order of the fields in the entry does not matter. A rule reports the contradiction."""
    for number, fields in enumerate(
        ("antonyms: [malo]\n    synonyms: [malo]", "synonyms: [malo]\n    antonyms: [malo]")
    ):
        assert relations(tmp_path / str(number), bueno=fields) == [
            Relation("bueno", "malo", "synonym"),
            Relation("malo", "bueno", "synonym"),
        ]


def test_what_is_not_in_the_pack_and_the_word_itself_are_left_out(tmp_path: Path) -> None:
    assert relations(tmp_path, pan="near_synonyms: [barra, pan, comer]") == [
        Relation("comer", "pan", "near_synonym"),
        Relation("pan", "comer", "near_synonym"),
    ]


def test_words_of_other_files_are_found(tmp_path: Path) -> None:
    assert relations(tmp_path, pan="synonyms: [hola]")[0] == Relation("hola", "pan", "synonym")


def notes(folder: Path, **stated: str) -> dict[str, str]:
    """Return the notes of the words that have some."""
    pack = copy_of_valid(folder)
    text = (pack / FOOD).read_text("utf-8").replace("    antonyms: [malo]\n", "")
    for base_form, fields in stated.items():
        text = text.replace(f"base_form: {base_form}\n", f"base_form: {base_form}\n    {fields}\n")
    (pack / FOOD).write_text(text, "utf-8")
    lexicon, _ = after(relate, pack)
    return {word.base_form: word.notes for word in lexicon.words if word.notes}


def test_words_that_learners_confuse_are_in_the_notes_of_both(tmp_path: Path) -> None:
    before = notes(tmp_path / "before")
    assert not before.keys() & {"bueno", "malo", "pan"}
    after = notes(
        tmp_path / "after", bueno="contrasts: [pan, malo]\n    notes: Before the noun.", malo="contrasts: [bueno]"
    )
    assert {word: text for word, text in after.items() if word not in before} == {
        "bueno": "Before the noun. Do not confuse with: malo (bad), pan (bread).",
        "malo": "Do not confuse with: bueno (good).",
        "pan": "Do not confuse with: bueno (good).",
    }


def test_the_meaning_that_english_has_the_same_word_for_is_the_one_that_is_confused(tmp_path: Path) -> None:
    loaf = "\n      - meaning: Trozo.\n        translation: loaf, good thing, good\n        examples: [{text: Un pan.}]"
    pack = copy_of_valid(tmp_path)
    text = (pack / FOOD).read_text("utf-8").replace("every day.\n", f"every day.{loaf}\n", 1)
    (pack / FOOD).write_text(text.replace("base_form: bueno\n", "base_form: bueno\n    contrasts: [pan]\n"), "utf-8")
    lexicon, _ = after(relate, pack)
    assert {word.base_form: word.notes for word in lexicon.words}["bueno"] == "Do not confuse with: pan (loaf)."


def test_a_word_is_not_confused_with_itself_or_with_one_that_is_not_there(tmp_path: Path) -> None:
    assert notes(tmp_path / "one", bueno="contrasts: [bueno, bien]") == notes(tmp_path / "two")
