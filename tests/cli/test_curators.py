"""docs/writing-packs.md names the commands of a curator as they are called."""

import re
from pathlib import Path

import click

from pipeline.cli import COMMANDS, cli
from pipeline.model.packs import LevelState

PAGE = (Path(__file__).parents[2] / "docs" / "writing-packs.md").read_text("utf-8")
OF_NO_CURATOR = {"schema", "upgrade"}
"""What an editor asks for, and what is done with a learner's database."""


def test_every_command_of_a_curator_is_named_as_it_is_called() -> None:
    section = PAGE.split("## The commands\n", 1)[1].split("\n## ", 1)[0]
    calls = re.findall(r"`babblr-vocab (.*?)`", section)
    assert {call.split()[0] for call in calls} == set(COMMANDS) - OF_NO_CURATOR
    for call in calls:
        name, *arguments = call.split()
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        options = {option for param in command.params for option in param.opts}
        assert {one for one in arguments if one.startswith("-")} <= options, call


def test_every_state_of_a_level_is_explained() -> None:
    section = PAGE.split("## How far a level is\n", 1)[1].split("\n## ", 1)[0]
    assert re.findall(r"^\| `(.*?)` \|", section, re.MULTILINE) == [state.value for state in LevelState]
