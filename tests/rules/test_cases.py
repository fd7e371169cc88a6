"""Every rule finds its fault at the exact line and column, and nothing in what only resembles it.

`cases_of.py` says how a case is written.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.findings import Rule, Severity
from pipeline.rules.catalogue import catalogue
from pipeline.rules.files import reading
from tests.rules.cases_of import FOLDER, Case, cases_in, found, text_at

CASES = {path.stem: cases_in(path) for path in sorted(FOLDER.glob("*.yaml"))}
FAULTS = [case for cases in CASES.values() for case in cases.faults]
NEAR_MISSES = [case for cases in CASES.values() for case in cases.near_misses]
UNREAD = {rule.code for rule in vars(reading).values() if isinstance(rule, Rule) and rule.severity is Severity.ERROR}
"""Rules whose findings leave out entries, so that no other rule sees them."""


def parameters(cases: list[Case]) -> list[Any]:
    return [pytest.param(case, id=f"{case.rule}-{case.case}") for case in cases]


@pytest.mark.parametrize("case", parameters(FAULTS))
def test_fault_is_found_at_its_place(case: Case, tmp_path: Path) -> None:
    assert case.rule in [one["code"] for one in case.finds]
    check(case, tmp_path)


@pytest.mark.parametrize("case", parameters(NEAR_MISSES))
def test_nothing_is_found_in_a_near_miss(case: Case, tmp_path: Path) -> None:
    assert case.rule not in [one["code"] for one in case.finds]
    check(case, tmp_path)


def check(case: Case, folder: Path) -> None:
    """Compare what the rule of a case finds, and what could not be read, with what the case says."""
    pack = case.lay(folder)
    finds = [{key: one[key] for key in one if key != "text"} for one in case.finds]
    assert [
        one for one in found(pack, case.rule, building=case.building) if one["code"] in {case.rule, *UNREAD}
    ] == finds
    for one in case.finds:
        if "text" in one:
            assert text_at(pack, one)[: len(one["text"])] == one["text"]


def test_every_rule_has_a_fault_and_a_near_miss() -> None:
    assert {code: cases.rule for code, cases in CASES.items()} == {
        rule.code: f"{rule.code} {rule.slug}" for rule in catalogue().values()
    }
    assert [code for code, cases in CASES.items() if not cases.faults or not cases.near_misses] == []


def test_every_case_has_a_name_of_its_own_and_changes_the_base() -> None:
    names = Counter((case.rule, case.case) for case in (*FAULTS, *NEAR_MISSES))
    assert [name for name, count in names.items() if count > 1] == []
    assert [case for case in (*FAULTS, *NEAR_MISSES) if not (case.changes or case.language or case.profile)] == []
