"""The benchmark of imports, on a small share of its rows: what it says of speed is of no interest, the rest is."""

import os
import re
from pathlib import Path

import pytest

from benchmarks.intake.run import compared


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not say what a program needed")
@pytest.mark.parametrize("name", ["csv", "tsv", "jsonl"])
def test_an_import_stays_in_bounded_memory_and_changes_nothing_the_second_time(name: str, tmp_path: Path) -> None:
    line = compared(tmp_path, name, "es", 3000)
    assert line.startswith(f"{name}: 3,000 rows, ")
    assert line.endswith("unchanged")
    assert all(int(one) < 500 for one in re.findall(r"(\d+) MB", line)), line
    report = (tmp_path / "report.jsonl").read_text("utf-8")
    assert report.count("\n") == 3000 + (name != "jsonl")
