"""Every rule is documented, and its code is its own."""

import re
from pathlib import Path

import pytest

from pipeline.model.findings import Rule
from pipeline.reporting.handbook import markdown
from pipeline.rules import AREAS
from pipeline.rules.catalogue import CHECKS, catalogue, find

RULES = [(area, rule) for area in AREAS for rule in vars(area).values() if isinstance(rule, Rule)]
FIRST_DIGIT = {
    "files": "1",
    "texts": "1",
    "packs": "2",
    "words": "3",
    "meanings": "4",
    "forms": "5",
    "levels": "6",
    "relations": "7",
    "examples": "8",
    "provenance": "9",
}


def test_codes_and_slugs_are_unique() -> None:
    assert len({rule.code for _, rule in RULES}) == len(RULES) == len(catalogue())
    assert len({rule.slug for _, rule in RULES}) == len(RULES)


@pytest.mark.parametrize(("area", "rule"), RULES, ids=[rule.code for _, rule in RULES])
def test_rule_is_documented(area: object, rule: Rule) -> None:
    name = area.__name__.rpartition(".")[2]  # type: ignore[attr-defined]
    assert re.fullmatch(rf"V{FIRST_DIGIT[name]}\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.slug)
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert rule.reason.endswith(".")
    assert rule.bad != rule.good
    assert find(rule.code) is find(rule.slug) is rule


def test_every_check_belongs_to_a_rule() -> None:
    assert set(CHECKS) <= set(catalogue())


def test_page_of_rules_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "rules.md"
    assert page.read_text("utf-8") == markdown(catalogue().values()), "write it anew with `make rules`"
