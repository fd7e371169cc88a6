"""`babblr-vocab schema`: the schemas, wherever the program is installed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.system.resources import resource

NAMES = [
    "assessment",
    "columns",
    "concepts-none",
    "concepts",
    "findings",
    "grammar",
    "lessons",
    "pack",
    "profile",
    "words",
]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["schema", *map(str, arguments)])


def test_all_are_listed() -> None:
    assert [line.split()[0] for line in run().stdout.splitlines()] == NAMES
    assert "A word list of a babblr vocabulary pack" in run().stdout


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_printed_or_written(name: str, tmp_path: Path) -> None:
    expected = (resource("schemas") / f"{name}.schema.json").read_text("utf-8")
    assert json.loads(expected)["type"] == "object"
    assert run(name).stdout == expected
    assert run(name, "--output", tmp_path / "x.json").output == ""
    assert (tmp_path / "x.json").read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["word"], "there is no schema “word”; did you mean “words”?"),
        (["xyz"], f"the schemas are: {', '.join(NAMES)}"),
        (["../pack"], "there is no schema “../pack”"),
        (["\x1b[31m"], "“\\u001b[31m”"),
        (["--output", "x.json"], "say which schema to write"),
        (["words", "--output", "no/such/folder.json"], "does not exist"),
    ],
)
def test_wrong_calls(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
