"""docs/validating.md tells the truth: its commands print what it says.

A comment above a block says what is done with it. `pack: CASE` lays out a broken pack of tests/data as
`vocab_sources`, `write: FILE` and `append: FILE` write the block to a file, `shows: FILE` compares it with one.
"""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.cli.validate import command
from pipeline.model.findings import AREAS, Severity
from pipeline.reporting.formats import REPORT_FORMATS
from tests.packs import broken_pack

PAGE = (Path(__file__).parents[2] / "docs" / "validating.md").read_text("utf-8")
_STEP = re.compile(
    r"<!-- (?P<verb>\w+): (?P<name>\S+) -->|^```(?P<language>\w+)\n(?P<block>.*?)^```", re.MULTILINE | re.DOTALL
)


def sections() -> list[list[re.Match[str]]]:
    """Return the steps of the page in groups that begin with a pack."""
    groups: list[list[re.Match[str]]] = []
    for step in _STEP.finditer(PAGE):
        if step["verb"] == "pack":
            groups.append([])
        groups[-1].append(step)
    return groups


def titles() -> list[str]:
    return [f"{number}-{steps[0]['name']}" for number, steps in enumerate(sections())]


@pytest.mark.parametrize("steps", sections(), ids=titles())
def test_page_tells_the_truth(steps: list[re.Match[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    verb = name = ""
    for step in steps:
        if step["verb"] == "pack":
            broken_pack(step["name"], tmp_path / "vocab_sources")
        elif step["verb"]:
            verb, name = step["verb"], step["name"]
        elif step["language"] == "console":
            assert printed(step["block"]) == step["block"]
        elif verb:
            use(verb, Path(name), step["block"])
            verb = ""


def printed(block: str) -> str:
    """Run the commands of a block, and return it with what they print."""
    shown = ""
    for line in block.splitlines(keepends=True):
        if line.startswith("$ babblr-vocab "):
            shown += line + CliRunner().invoke(cli, shlex.split(line)[2:], prog_name="babblr-vocab").output
    return shown


def use(verb: str, path: Path, block: str) -> None:
    if verb == "shows":
        assert path.read_text("utf-8") == block
    else:
        with path.open({"write": "w", "append": "a"}[verb], encoding="utf-8") as file:
            file.write(block)


def test_page_names_every_option_format_area_and_severity() -> None:
    options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
    missing = {"--quiet", "--verbose", "--format"}  # the page has -q, -v and -f
    for option in set(options) - missing:
        assert option in PAGE
    for name in (*REPORT_FORMATS, *AREAS.values(), *(severity.value for severity in Severity)):
        assert f"`{name}`" in PAGE


def test_page_has_no_step_that_is_not_run() -> None:
    assert len(sections()) == PAGE.count("<!-- pack: ") >= 7
