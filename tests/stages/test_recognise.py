"""How much of each example a learner at its level can know."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.builder.analyse import Analysis, analyse
from pipeline.builder.discover import PackFolder
from pipeline.model.lexicon import ExampleCoverage, Lexicon
from pipeline.stages import recognise
from tests.packs import copy_of_valid
from tests.stages.through import FOOD, Kept, after, before, context_of, edited

SENTENCES = 12
"""The examples and definitions of the valid pack."""


def analysed(pack: Path) -> Analysis:
    return analyse(PackFolder(pack, pack.as_posix()))


def test_words_of_examples_are_recognised(tmp_path: Path) -> None:
    lexicon = analysed(copy_of_valid(tmp_path)).lexicon
    assert lexicon.example_words["La sopa está muy buena."] == ("bueno",)
    assert lexicon.example_words["Comemos a las dos."] == ("comer",)
    coverage = lexicon.example_coverage["La sopa está muy buena.", "A1"]
    assert (coverage.words, coverage.known) == (5, 1)
    assert coverage.unknown == ("La", "sopa", "está", "muy")


def test_words_without_spaces_are_not_counted(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path).rename(tmp_path / "ja")
    file = pack / "pack.yaml"
    file.write_text(file.read_text("utf-8").replace("language: es", "language: ja"), "utf-8")
    lexicon = analysed(pack).lexicon
    assert lexicon.example_words["Comemos a las dos."] == ()
    assert set(lexicon.example_coverage.values()) == {ExampleCoverage(0, 0, ())}
    assert set(lexicon.definition_coverage.values()) == {ExampleCoverage(0, 0, ())}


def test_words_of_definitions_are_recognised_apart_from_those_of_examples(tmp_path: Path) -> None:
    lexicon = analysed(edited(tmp_path, (FOOD, "Tomar alimentos.", "Tomar pan bueno."))).lexicon
    assert lexicon.definition_tokens["Tomar pan bueno."] == ((), ("pan",), ("bueno",))
    assert lexicon.definition_coverage["Tomar pan bueno.", "A1"] == ExampleCoverage(3, 2, ("Tomar",))
    assert "Tomar pan bueno." not in lexicon.example_tokens
    assert "Comemos a las dos." not in lexicon.definition_tokens


@pytest.mark.parametrize(("enough", "found"), [(1, True), (300, False)])
def test_hard_examples_are_named_once_the_pack_has_words(
    enough: int, found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.rules.examples.wording.ENOUGH_WORDS", enough)
    findings = [finding for finding in analysed(copy_of_valid(tmp_path)).findings if finding.rule.code == "V807"]
    assert bool(findings) is found
    if found:
        first = findings[0]
        assert first.message == "4 of 5 words are not known at A1: “Compro”, “todos”, “los”, “días”"
        assert (first.place.position.line, first.place.position.column) == (14, 19)  # type: ignore[union-attr]


def test_names_of_the_pack_are_set_apart(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("Comemos a las dos.", "Xia come pan bueno."), "utf-8")
    assert analysed(pack).lexicon.example_coverage["Xia come pan bueno.", "A1"].words == 4
    about = pack / "pack.yaml"
    about.write_text(about.read_text("utf-8") + "names: [Xia]\n", "utf-8")
    assert analysed(pack).lexicon.example_coverage["Xia come pan bueno.", "A1"].words == 3


@pytest.mark.parametrize(
    ("example", "coverage"),
    [
        ("¡Hola! Pan bueno, pan malo.", ExampleCoverage(5, 5, ())),
        ("Hola: 3 panes y 2 vinos.", ExampleCoverage(4, 2, ("y", "vinos"))),  # numbers are no words
        ("¿¡…!?", ExampleCoverage(0, 0, ())),
    ],
)
def test_only_words_are_counted(example: str, coverage: ExampleCoverage, tmp_path: Path) -> None:
    lexicon, _ = after(recognise, edited(tmp_path, (FOOD, "El café está malo.", f'"{example}"')))
    assert lexicon.example_coverage[example, "A1"] == coverage


def test_an_example_of_two_levels_is_looked_at_for_each(tmp_path: Path) -> None:
    """At A1 *comer* is not known yet; the words of a level include those of the levels below."""
    pack = edited(
        tmp_path,
        (FOOD, "El café está malo.", "Comer pan malo."),
        (FOOD, "Compro pan todos los días.", "Comer pan malo."),
        (FOOD, "part_of_speech: adjective\n    pronunciation: ˈmalo", "part_of_speech: adjective\n    gender: neuter"),
    )
    text = (pack / FOOD).read_text("utf-8")
    head, rest = text.split("  - base_form: comer", 1)
    (pack / "B1").mkdir()
    (pack / "B1" / "food.yaml").write_text("level: B1\ntopic: food\nwords:\n  - base_form: comer" + rest, "utf-8")
    (pack / FOOD).write_text(head, "utf-8")
    lexicon, _ = after(recognise, pack)
    assert lexicon.example_coverage["Comer pan malo.", "A1"] == ExampleCoverage(3, 1, ("Comer", "malo"))
    assert lexicon.example_coverage["Comer pan malo.", "B1"] == ExampleCoverage(3, 3, ())


def recognised(pack: Path, memory: Kept, monkeypatch: pytest.MonkeyPatch) -> tuple[Lexicon, list[str]]:
    """Return the lexicon, and the sentences that had to be recognised for it."""
    texts: list[str] = []
    original = recognise.recognise

    def seen(text: str, *others: Any) -> Any:
        texts.append(text)
        return original(text, *others)

    with monkeypatch.context() as patch:
        patch.setattr(recognise, "recognise", seen)
        lexicon = recognise.run(before(recognise, context_of(pack)), context_of(pack, memory))
    assert lexicon == after(recognise, pack)[0]
    return lexicon, texts


def test_what_was_recognised_before_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognise, "FEW", 0)
    memory = Kept()
    assert len(recognised(copy_of_valid(tmp_path / "a"), memory, monkeypatch)[1]) == SENTENCES
    assert recognised(tmp_path / "a" / "es", memory, monkeypatch)[1] == []
    changed = edited(tmp_path / "b", (FOOD, "El café está malo.", "El vino está malo."))
    lexicon, texts = recognised(changed, memory, monkeypatch)
    assert texts == ["El vino está malo."]
    assert "El café está malo." not in lexicon.example_words
    assert recognised(tmp_path / "a" / "es", memory, monkeypatch)[1] == ["El café está malo."]  # it was let go of


def test_a_few_new_sentences_are_kept_apart_until_they_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognise, "FEW", 0.2)  # two of twelve
    memory = Kept()
    recognised(copy_of_valid(tmp_path / "a"), memory, monkeypatch)
    most = memory.values["examples/es"]
    for number, bad in enumerate(("vino", "té", "pescado")):
        pack = edited(tmp_path / str(number), (FOOD, "El café está malo.", f"El {bad} está malo."))
        assert recognised(pack, memory, monkeypatch)[1] == [f"El {bad} está malo."]
        assert recognised(pack, memory, monkeypatch)[1] == []
        assert (memory.values["examples/es"] == most) == (number < 2)
        assert len(memory.values["examples/es-later"]["coverage"]) == (1, 2, 0)[number]
    assert recognised(tmp_path / "0" / "es", memory, monkeypatch)[1] == ["El vino está malo."]  # it was let go of


def test_for_a_few_sentences_not_all_readings_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognise, "FEW", 0.5)
    made: list[bool] = []
    original = recognise.of_lexicon

    def noted(lexicon: Lexicon, *, on_demand: bool) -> Any:
        made.append(on_demand)
        return original(lexicon, on_demand=on_demand)

    monkeypatch.setattr(recognise, "of_lexicon", noted)
    memory = Kept()
    for pack in (copy_of_valid(tmp_path / "a"), edited(tmp_path / "b", (FOOD, "El café está", "El vino está"))):
        recognise.run(before(recognise, context_of(pack)), context_of(pack, memory))
    assert made == [False, True]


@pytest.mark.parametrize(
    ("edit", "anew"),
    [
        ((FOOD, "translation: bread", "translation: loaf"), False),
        ((FOOD, "status: reviewed", "status: draft"), False),
        ((FOOD, "base_form: pan\n", "base_form: vino\n"), True),
        ((FOOD, "gender: masculine", "gender: feminine"), True),
        ((FOOD, "part_of_speech: verb\n", "part_of_speech: noun\n"), True),
        ((FOOD, "translation: bad", "translation: bad\n        part_of_speech: noun"), True),
        ((FOOD, "priority: 4", "priority: 9"), True),
        ((FOOD, "text: mejor", "text: mejorcito"), True),
        ((FOOD, "{Degree: Cmp}", "{Degree: Sup}"), True),
        (("paradigms/noun.csv", "panes", "pánes"), True),
        (("pack.yaml", "targets:", "names: [Xia]\ntargets:"), True),
        (("pack.yaml", "version: 1.0.0", "version: 1.0.1"), False),
    ],
)
def test_whatever_words_are_recognised_by_has_all_recognised_anew(
    edit: tuple[str, str, str], anew: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Kept()
    recognised(copy_of_valid(tmp_path / "a"), memory, monkeypatch)
    _, texts = recognised(edited(tmp_path / "b", edit), memory, monkeypatch)
    assert len(texts) == (SENTENCES if anew else 0)


@pytest.mark.parametrize(
    "value", [[], {"words": {}}, {"words": {"x": 1}, "coverage": []}, {"words": {}, "coverage": [1]}]
)
def test_what_is_remembered_in_another_shape_is_recognised_anew(
    value: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, memory = copy_of_valid(tmp_path), Kept()
    recognised(pack, memory, monkeypatch)
    for name in memory.values:
        memory.values[name] = value
    assert len(recognised(pack, memory, monkeypatch)[1]) == SENTENCES
