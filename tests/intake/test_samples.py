"""Each sample says what it should, row by row: with a small pack of the language, and in a language without one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.intake.columns.tables import map_table
from pipeline.intake.readers.registry import family_for
from pipeline.intake.rows import Table
from pipeline.intake.statements import Aside, Entry, Pair, Statement
from tests.intake.small_packs import knowledge

SAMPLES = Path(__file__).parent / "samples"
EXPECTED: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "expected.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
)


def tables(name: str) -> Iterator[Table]:
    path = SAMPLES / name
    return family_for(path).tables(path, EXPECTED[name]["language"])


def said(name: str, *, pack: bool) -> Iterator[tuple[str, int, Statement]]:
    its = knowledge(EXPECTED[name]["language"], pack=pack)
    for table in tables(name):
        for row, statements in map_table(table, its).statements(its):
            assert statements
            for statement in statements:
                yield table.name, row.number, statement


def plain(value: Any) -> Any:
    """Return a value of an entry as the file of expectations has it."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return [value.text, value.translation] if hasattr(value, "translation") else value


def as_expected(statement: Statement, wanted: dict[str, Any]) -> dict[str, Any]:
    match statement:
        case Aside():
            return {"given": statement.given, "aside": statement.reason}
        case Pair():
            return {"pair": [statement.text, statement.translation]}
        case Entry():
            of = {name: plain(getattr(statement, name)) for name in wanted.get("entry", {"base_form": ""})}
            return {"entry": {name: str(value) if isinstance(value, int) else value for name, value in of.items()}}


@pytest.mark.parametrize("pack", [True, False], ids=["pack", "no pack"])
@pytest.mark.parametrize("name", sorted(EXPECTED, key=lambda name: EXPECTED[name]["language"]))  # each table read once
def test_every_row_says_what_it_should(name: str, *, pack: bool) -> None:
    wanted = EXPECTED[name]["rows"]
    found = list(said(name, pack=pack))
    assert [number for _, number, _ in found] == [row["row"] for row in wanted]
    for (_, number, statement), row in zip(found, wanted, strict=True):
        expected = {key: value for key, value in row.items() if key not in ("row", "table")}
        assert as_expected(statement, row) == expected, f"{name}, row {number}"


def test_every_sample_is_expected() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(EXPECTED)
