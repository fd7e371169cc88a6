"""What `new` plans is a value: the entry, its word list, and what stands in its way. Nothing is written."""

from pathlib import Path

import pytest

from pipeline.builder.discover import PackFolder
from pipeline.curation.entry_plan import EntryPlan, plan_entry
from pipeline.curation.scaffold import Draft, NotPossibleError
from tests.packs import copy_of_valid


def planned(pack: Path, word: str, topic: str | None = "food", level: str = "A1") -> EntryPlan:
    return plan_entry(PackFolder(pack, pack.as_posix()), word, "noun", level, topic)


def test_the_entry_and_its_list(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    before = (pack / "A1" / "food.yaml").read_text("utf-8")
    found = planned(pack, " limón ")
    assert found.draft == Draft("limón", "noun", 6, "liˈmon")
    assert (found.path, found.obstacles, found.unread) == (pack / "A1" / "food.yaml", (), ())
    one = found.rewrite()
    assert (one.path, one.root, one.before) == (found.path, pack, before)
    assert one.after == before + found.text()
    assert (pack / "A1" / "food.yaml").read_text("utf-8") == before


def test_a_csv_list_has_a_row(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    found = planned(pack, "limón", "greetings")
    assert found.text().startswith("limón,noun,liˈmon,6,FIXME,")
    assert found.rewrite().after == (pack / "A1" / "greetings.csv").read_text("utf-8") + found.text()


def test_a_list_that_is_not_there_is_to_be_made(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    found = planned(pack, "limón", level="B1")
    assert (found.document, found.draft.priority) == (None, 1)
    one = found.rewrite()
    assert (one.path, one.before) == (pack / "B1" / "food.yaml", None)
    assert found.text() in one.after
    assert not one.path.exists()


def test_what_stands_in_the_way_has_a_position(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (finding,) = planned(pack, "pan").obstacles
    assert finding.place.position is not None
    (pack / "A1" / "food.yaml").write_text("a: b: c", "utf-8")
    (finding,) = planned(pack, "limón").obstacles
    assert (finding.place.file, finding.rule.code) == (f"{pack}/A1/food.yaml", "V105")
    elsewhere = planned(pack, "limón", "greetings")
    assert (elsewhere.obstacles, elsewhere.unread) == ((), (f"{pack}/A1/food.yaml",))


def test_a_level_that_is_a_link_out_of_the_pack_stands_in_the_way(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path / "sources")
    (tmp_path / "out").mkdir()
    for name in ("B1", "B"):
        (pack / name).symlink_to(tmp_path / "out")
    (finding,) = planned(pack, "limón", level="B1").obstacles
    assert finding.place.file == f"{pack}/B1"


@pytest.mark.parametrize(("word", "topic"), [("", "food"), ("pan", None), ("pan", "foods"), ("pan", "../food")])
def test_what_is_not_possible(word: str, topic: str | None, tmp_path: Path) -> None:
    with pytest.raises(NotPossibleError):
        planned(copy_of_valid(tmp_path), word, topic)
