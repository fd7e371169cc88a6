"""What of each example a learner of its level can know."""

from pathlib import Path

import pytest

from pipeline.builder.analyse import Analysis, analyse
from pipeline.builder.discover import PackFolder
from tests.packs import copy_of_valid


def analysed(pack: Path) -> Analysis:
    return analyse(PackFolder(pack, pack.as_posix()))


def test_words_of_examples_are_recognised(tmp_path: Path) -> None:
    lexicon = analysed(copy_of_valid(tmp_path)).lexicon
    assert lexicon.example_words["La sopa está muy buena."] == {"bueno"}
    assert lexicon.example_words["Comemos a las dos."] == {"comer"}
    coverage = lexicon.example_coverage["La sopa está muy buena.", "A1"]
    assert (coverage.words, coverage.known) == (5, 1)
    assert coverage.unknown == ("La", "sopa", "está", "muy")


@pytest.mark.parametrize(("enough", "found"), [(1, True), (300, False)])
def test_hard_examples_are_named_once_the_pack_has_words(
    enough: int, found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.rules.examples.wording.ENOUGH_WORDS", enough)
    findings = [finding for finding in analysed(copy_of_valid(tmp_path)).findings if finding.rule.code == "V807"]
    assert bool(findings) is found
    if found:
        first = findings[0]
        assert first.message == "4 of 5 words are not words of A1: “Compro”, “todos”, “los”, “días”"
        assert (first.place.position.line, first.place.position.column) == (14, 19)  # type: ignore[union-attr]


def test_names_of_the_pack_are_set_apart(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("Comemos a las dos.", "Xia come pan bueno."), "utf-8")
    assert analysed(pack).lexicon.example_coverage["Xia come pan bueno.", "A1"].words == 4
    about = pack / "pack.yaml"
    about.write_text(about.read_text("utf-8") + "names: [Xia]\n", "utf-8")
    assert analysed(pack).lexicon.example_coverage["Xia come pan bueno.", "A1"].words == 3
