"""What a finding advises can be done: the commands that hints name run, with a profile of the language and without."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.builder.analyse import analyse
from pipeline.builder.discover import PackFolder
from pipeline.cli import cli
from tests.packs import copy_of_valid

_COMMAND = re.compile(r"`(babblr-vocab [^`]+)`")


@pytest.fixture
def spanish(tmp_path: Path) -> Path:
    """A pack without the rows of its nouns, and without a table of verbs."""
    pack = copy_of_valid(tmp_path / "vocab_sources")
    table = pack / "paradigms" / "noun.csv"
    table.write_text(table.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    (pack / "paradigms" / "verb.csv").unlink()
    return pack


@pytest.fixture
def unknown(spanish: Path) -> Path:
    """The same words in a language without a profile."""
    pack = spanish.rename(spanish.parent / "eu")
    text = (pack / "pack.yaml").read_text("utf-8")
    (pack / "pack.yaml").write_text(text.replace("language: es", "language: eu"), "utf-8")
    return pack


def advice(pack: Path) -> set[str]:
    """The hints of all findings in a pack."""
    findings = analyse(PackFolder(pack, f"vocab_sources/{pack.name}")).findings
    return {finding.suggestion for finding in findings if finding.suggestion}


@pytest.mark.parametrize("language", ["spanish", "unknown"])
def test_commands_of_hints_can_be_run(
    language: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack: Path = request.getfixturevalue(language)
    monkeypatch.chdir(tmp_path)
    commands = {command for hint in advice(pack) for command in _COMMAND.findall(hint)}
    assert bool(commands) == (language == "spanish")
    for command in commands:
        done = CliRunner().invoke(cli, shlex.split(command)[1:])
        assert done.exit_code in (0, 1), (command, done.output)
    left = {command for hint in advice(pack) for command in _COMMAND.findall(hint)}
    assert not left & commands


def test_a_table_that_no_profile_knows_is_not_called_misplaced(unknown: Path) -> None:
    hints = [hint for hint in advice(unknown) if "paradigm table" in hint]
    assert hints
    assert all("there are none for “eu” yet" in hint and "under `forms`" in hint for hint in hints)
