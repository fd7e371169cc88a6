"""The modules of the upgrade: which step is where, and which of them makes the temporary tables."""

import ast
import re
from pathlib import Path

import pytest

from pipeline.database import upgrade
from pipeline.database.upgrade import temporary
from pipeline.database.upgrade.temporary import Noted, TempTable

SOURCES = {path.stem: path.read_text("utf-8") for path in Path(upgrade.__file__).parent.glob("[a-z]*.py")}

MAKERS = {"clear", "fill", "find_our_words", "find_our_lessons", "find_our_assessments"}
"""The functions that put something else into a temporary table than was there."""


def tables() -> list[str]:
    """Return the names under which modules know the temporary tables."""
    found = [name for name, value in vars(temporary).items() if isinstance(value, TempTable)]
    kinds = [name for name, value in vars(temporary).items() if isinstance(value, Noted)]
    return [*found, *(f"{kind}.{field}" for kind in kinds for field in Noted.__dataclass_fields__), "part.matched"]


def uses(source: str) -> tuple[set[str], set[str]]:
    """Return what a module makes, and all that it names."""
    made: set[str] = set()
    named: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in MAKERS:
            made |= {ast.unparse(argument) for argument in node.args}
        if isinstance(node, ast.FormattedValue):
            named.add(ast.unparse(node.value))
    return made, named


def test_all_modules_and_steps_are_listed() -> None:
    listed = upgrade.__doc__ or ""
    rows = re.findall(r"^    (\w*) +(\w+) {2,}", listed, re.MULTILINE)
    assert list(dict.fromkeys(step for step, _ in rows if step)) == list(upgrade.STEPS)
    beside = re.findall(r"`(\w+)`", listed)
    assert {module for _, module in rows} | (set(beside) - {"upgrade_database"}) == SOURCES.keys()


@pytest.mark.parametrize("table", tables())
def test_one_module_makes_a_temporary_table(table: str) -> None:
    found = {module: uses(source) for module, source in SOURCES.items()}
    assert len([module for module, (made, _) in found.items() if table in made]) == 1
    assert [module for module, (_, named) in found.items() if table in named]


def test_no_two_temporary_tables_have_one_name() -> None:
    named = [value for value in vars(temporary).values() if isinstance(value, TempTable)]
    for noted in (temporary.WORDS, temporary.LESSONS):
        named += [getattr(noted, field) for field in Noted.__dataclass_fields__]
    assert len({table.name for table in named}) == len(named) >= 24


@pytest.mark.parametrize("module", sorted(SOURCES.keys() - {"temporary"}))
def test_no_other_module_spells_a_temporary_table(module: str) -> None:
    assert not re.search(
        r"\btemp\.[a-z]|\btemp(orary)? table", re.sub(r'"""(?s:.*?)"""', "", SOURCES[module]), re.IGNORECASE
    )
