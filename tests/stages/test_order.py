"""The list of stages agrees with the documentation, and each stage has tests of its own."""

import re
from pathlib import Path

from pipeline.stages.order import STAGES

ROOT = Path(__file__).parents[2]
NAMES = [stage.__name__.rpartition(".")[2] for stage in STAGES]


def test_stages_are_documented_in_their_order() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|", page.split("| stage | input | output |")[1].split("\n\n")[0], re.MULTILINE)
    assert rows == [*NAMES, "load", "publish"]


def test_each_stage_has_tests_of_its_own() -> None:
    for name in NAMES:
        assert Path(__file__).with_name(f"test_{name}.py").exists()
