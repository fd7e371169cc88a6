"""A pack through all stages: its findings have positions, and only what was asked for is reported."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.builder.analyse import analyse, read_pack
from pipeline.builder.discover import PackFolder
from pipeline.model.findings import Finding
from pipeline.stages.order import STAGES
from tests.packs import copy_of_valid
from tests.stages.through import FOOD, GREETINGS, edited

NAMES = [stage.__name__.rpartition(".")[2] for stage in STAGES]
FAULTS = (
    (GREETINGS, "hola,interjection", "hola,interjetion"),
    (FOOD, "part_of_speech: verb", "part_of_speech: verbo"),
    (FOOD, "status: reviewed", "status: revised"),
)


def placed(findings: list[Finding]) -> list[tuple[str, int, int]]:
    """Return the file, the line and the column of each finding."""
    return [(one.place.file, *one.place.position) for one in findings if one.place.position]


def test_findings_are_sorted_by_file_and_line(tmp_path: Path) -> None:
    pack = PackFolder(edited(tmp_path, *FAULTS), "es")
    assert placed(analyse(pack, chosen={"V109"}).findings) == [
        (f"es/{FOOD}", 17, 13),
        (f"es/{FOOD}", 19, 21),
        (f"es/{GREETINGS}", 2, 6),
    ]


@pytest.mark.parametrize("name", ["es", "packs/es", "/somewhere/else"])
def test_files_have_the_name_by_which_people_know_the_pack(name: str, tmp_path: Path) -> None:
    analysis = analyse(PackFolder(edited(tmp_path, *FAULTS), name), chosen={"V109"})
    assert {one.place.file for one in analysis.findings} == {f"{name}/{FOOD}", f"{name}/{GREETINGS}"}


def test_only_what_was_asked_for_is_reported(tmp_path: Path) -> None:
    pack = PackFolder(edited(tmp_path, *FAULTS, (FOOD, "level: A1", "level: A1\ntopic: food")), "es")
    everything = {one.rule.code for one in analyse(pack).findings}
    assert everything >= {"V106", "V109"}
    for chosen in ({"V106"}, {"V109", "V106"}, {"V109"}, set()):
        assert {one.rule.code for one in analyse(pack, chosen=chosen).findings} == chosen


@pytest.mark.parametrize(
    ("chosen", "left_out"), [(None, set()), ({"V302"}, set()), ({"V801"}, set()), ({"V109"}, {"lemmatize"})]
)
def test_each_stage_is_a_step_unless_nobody_asks_for_what_it_does(
    chosen: set[str] | None, left_out: set[str], tmp_path: Path
) -> None:
    steps: list[str] = []

    @contextmanager
    def step(name: str) -> Iterator[None]:
        steps.append(f"begin {name}")
        yield
        steps.append(f"end {name}")

    analyse(PackFolder(copy_of_valid(tmp_path), "es"), step, chosen)
    assert steps == [f"{word} es: {name}" for name in NAMES if name not in left_out for word in ("begin", "end")]


def test_words_can_be_read_whatever_else_is_wrong(tmp_path: Path) -> None:
    lexicon = read_pack(PackFolder(edited(tmp_path, *FAULTS), "es"))
    assert [word.base_form for word in lexicon.words] == ["bueno", "malo", "adiós"]
    assert {row.base_form for row in lexicon.paradigms} == {"pan", "comer", "bueno", "malo"}
    assert all(not word.forms for word in lexicon.words)
    assert not lexicon.complete
