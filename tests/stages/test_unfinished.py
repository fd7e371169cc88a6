"""A draft that lacks a required field is not a fault: it is left out until it is filled in."""

from pathlib import Path

import pytest

from pipeline.builder.analyse import Analysis, analyse
from pipeline.builder.discover import PackFolder
from pipeline.model.placeholders import MARKER
from tests.packs import copy_of_valid

BEGUN = "  - base_form: limón\n"
FULL = """\
  - base_form: limón
    part_of_speech: noun
    gender: masculine
    priority: 7
    meanings:
      - meaning: Fruta amarilla.
        translation: lemon
        examples:
          - text: Quiero un limón.
            translation: I want a lemon.
"""


def analysed(folder: Path, entry: str) -> Analysis:
    pack = copy_of_valid(folder)
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").rstrip("\n") + "\n" + entry, "utf-8")
    return analyse(PackFolder(pack, "es"), chosen={"V109"})


@pytest.mark.parametrize(
    ("entry", "lacks"),
    [
        (BEGUN, [("part_of_speech",), ("priority",), ("meanings",)]),
        (FULL.replace("Fruta amarilla.", MARKER), [("meanings", 0, "meaning")]),
        (FULL.replace("lemon\n", "\n", 1), [("meanings", 0, "translation")]),
        (FULL.replace("Quiero un limón.", "''"), [("meanings", 0, "examples", 0, "text")]),
        (FULL.replace("I want a lemon.", MARKER), [("meanings", 0, "examples", 0, "translation")]),
        (FULL.partition("        examples")[0], [("meanings", 0, "examples")]),
        (FULL.replace("    priority: 7\n", ""), [("priority",)]),
    ],
)
def test_what_a_draft_lacks(entry: str, lacks: list[tuple[str | int, ...]], tmp_path: Path) -> None:
    found = analysed(tmp_path, entry)
    assert found.findings == []
    (draft,) = found.lexicon.unfinished
    assert (draft.base_form, draft.level, draft.lacks) == ("limón", "A1", tuple(lacks))
    assert draft.place.file == "es/A1/food.yaml"
    assert found.lexicon.complete
    assert "limón" not in {word.base_form for word in found.lexicon.words}
    assert "limón" in found.lexicon.base_forms
    assert len(found.lexicon.words) == 6


def test_a_full_draft_is_a_word(tmp_path: Path) -> None:
    found = analysed(tmp_path, FULL)
    assert found.lexicon.unfinished == ()
    assert [word.status for word in found.lexicon.words if word.base_form == "limón"] == ["draft"]


@pytest.mark.parametrize(
    ("entry", "pointer"),
    [
        (BEGUN + "    status: reviewed\n", ("words", 4)),
        (BEGUN + "    part_of_speech: nuon\n", ("words", 4, "part_of_speech")),
        (BEGUN + "    meanings:\n      - translation: 3\n", ("words", 4, "meanings", 0, "translation")),
        (BEGUN + "    meanigs: []\n", ("words", 4, "meanigs")),
        (BEGUN + "    meanings: bread\n", ("words", 4, "meanings")),
        ("  - part_of_speech: noun\n", ("words", 4)),
        ("  - base_form: 3\n", ("words", 4, "base_form")),
    ],
)
def test_what_is_wrong_is_found_all_the_same(entry: str, pointer: tuple[str | int, ...], tmp_path: Path) -> None:
    found = analysed(tmp_path, entry)
    assert pointer in {finding.place.pointer for finding in found.findings}
    assert {finding.rule.code for finding in found.findings} == {"V109"}
    assert len(found.lexicon.words) == 6  # the others go on
