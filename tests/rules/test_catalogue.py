"""Every rule is documented, has a unique code, and has a check or names the modules that report it."""

import ast
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from inspect import getsource
from pathlib import Path
from types import ModuleType

import pytest

import pipeline
from pipeline import rules
from pipeline.model.findings import AREAS, Rule
from pipeline.reporting.handbook import as_markdown
from pipeline.rules.catalogue import CHECKS, REPORTERS, catalogue, rule_named

MODULES = [import_module(one.name) for one in pkgutil.walk_packages(rules.__path__, "pipeline.rules.") if not one.ispkg]
RULES = [
    pytest.param(module, name, rule, id=rule.code)
    for module in MODULES
    for name, rule in vars(module).items()
    if isinstance(rule, Rule)
]


def test_codes_and_slugs_are_unique() -> None:
    found = [rule for *_, rule in (one.values for one in RULES)]
    assert sorted(rule.code for rule in found) == list(catalogue())
    assert len({rule.slug for rule in found}) == len(found)


def test_every_area_has_a_room() -> None:
    rooms = {one.name for one in pkgutil.iter_modules(rules.__path__)} - {"catalogue", "walk"}
    assert rooms == set(AREAS.values())


@pytest.mark.parametrize(("module", "name", "rule"), RULES)
def test_rule_is_documented(module: ModuleType, name: str, rule: Rule) -> None:
    assert module.__name__.split(".")[2] == rule.area
    assert re.fullmatch(r"V[1-9]\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.slug)
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert rule.reason.endswith(".")
    assert rule.bad != rule.good
    assert rule_named(rule.code) is rule_named(rule.slug) is rule


@pytest.mark.parametrize(("module", "name", "rule"), RULES)
def test_rule_stands_with_its_check(module: ModuleType, name: str, rule: Rule) -> None:
    statements = [ast.unparse(statement) for statement in ast.parse(getsource(module)).body]
    (number,) = (number for number, text in enumerate(statements) if text.startswith(f"{name} = Rule("))
    assert statements[number + 1].startswith((f"@checks({name}, Scope.", f"reported({name}, "))
    assert (rule.code in CHECKS) != (rule.code in REPORTERS)


@pytest.mark.parametrize(("module", "name", "rule"), [one for one in RULES if one.id in REPORTERS])
def test_rule_without_a_check_is_reported_where_it_says(module: ModuleType, name: str, rule: Rule) -> None:
    users = set(using(name, rule))
    named = {by: {user for user in users if f"{user}.".startswith(f"{by}.")} for by in REPORTERS[rule.code]}
    assert all(named.values())
    assert set().union(*named.values()) == users


def using(name: str, rule: Rule) -> Iterator[str]:
    """Yield the modules outside `pipeline.rules` that use the constant of a rule."""
    (root,) = map(Path, pipeline.__path__)
    for path in root.rglob("*.py"):
        text = path.read_text("utf-8")
        if name in text and not path.is_relative_to(root / "rules"):
            parts = path.relative_to(root.parent).with_suffix("").parts
            module = import_module(".".join(parts).removesuffix(".__init__"))
            if any(meaning(node, module) is rule for node in ast.walk(ast.parse(text))):
                yield module.__name__


def meaning(node: ast.AST, module: ModuleType) -> object:
    """Return what `NAME` or `module.NAME` in the code of a module means; None for any other code."""
    match node:
        case ast.Name(id=name):
            return vars(module).get(name)
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return getattr(vars(module).get(owner), name, None)
    return None


def test_page_of_rules_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "rules.md"
    assert page.read_text("utf-8") == as_markdown(catalogue().values()), "write it anew with `make rules`"


@pytest.mark.parametrize(("module", "name", "rule"), RULES)
def test_files_that_are_named_are_there(module: ModuleType, name: str, rule: Rule) -> None:
    for text in (rule.title, rule.reason, rule.bad, rule.good):
        for path in re.findall(r"\b(?:pipeline|schemas|docs|tests)/[\w./-]*\w", text):
            assert (Path(pipeline.__file__).parent.parent / path).exists(), path
