"""What `fix` plans is a value: files with their old and new texts, faults, refusals. Nothing is written."""

from pathlib import Path

from pipeline.builder.discover import packs_of
from pipeline.curation.fix_plan import FixPlan, plan_fix
from tests.packs import copy_of_valid


def planned(*wanted: Path) -> FixPlan:
    return plan_fix(packs_of(wanted), wanted)


def damage(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_the_files_that_change_with_their_texts(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    sound = (pack / "A1" / "food.yaml").read_text("utf-8")
    path = damage(pack / "A1" / "food.yaml", "to eat", "to  eat")
    found = planned(pack)
    (one,) = found.rewrites
    assert (one.path, one.root, one.before, one.after) == (path, pack, path.read_text("utf-8"), sound)
    assert (found.looked_at, found.faults, found.refused, found.skipped) == (6, (), (), 0)
    assert "to  eat" in path.read_text("utf-8")
    one.write()
    assert path.read_text("utf-8") == sound
    assert planned(pack) == FixPlan(looked_at=6)


def test_only_what_is_named_is_looked_at(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    damage(pack / "A1" / "food.yaml", "to eat", "to  eat")
    (pack / "A1" / "broken.yaml").write_text("a: b: c", "utf-8")
    assert planned(pack / "A1" / "greetings.csv") == FixPlan(looked_at=1)
    found = planned(pack / "A1")
    assert (len(found.rewrites), found.looked_at, found.skipped) == (1, 2, 1)
    assert found.faults[0].place.position is not None


def test_plans_of_several_packs_are_one(tmp_path: Path) -> None:
    packs = [copy_of_valid(tmp_path / name) for name in ("one", "two")]
    for pack in packs:
        damage(pack / "A1" / "food.yaml", "to eat", "to  eat")
    found = planned(*packs)
    assert ([one.root for one in found.rewrites], found.looked_at) == (packs, 12)
