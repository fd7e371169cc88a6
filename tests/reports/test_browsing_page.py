"""docs/browsing.md: every address in it is there, and every option is one of the command."""

import re
from pathlib import Path
from typing import Any

from pipeline.cli.browse import command
from pipeline.reports.browse import server
from pipeline.reports.browse.metadata import metadata
from tests.reports.browsing import ETRE
from tests.reports.test_browse import asked

PAGE = (Path(__file__).parent.parent.parent / "docs" / "browsing.md").read_text("utf-8")


def test_addresses_are_there(shown: Any) -> None:
    addresses = re.findall(r"^\| `(/\S+)` \|", PAGE, re.MULTILINE)
    assert len(addresses) == 8
    for address in addresses:
        assert "zero-results" not in asked(shown, address.replace("ID", str(ETRE)))
    assert f"http://127.0.0.1:8001{server.FIRST_PAGE} (Ctrl-C ends it)" in PAGE
    for name in metadata([])["databases"]["babblr"]["queries"]:
        assert f"`/babblr/{name}" in PAGE


def test_options_are_those_of_the_command() -> None:
    there = {option for parameter in command.params for option in parameter.opts}
    its = set(re.findall(r"--[a-z][a-z-]+", PAGE)) - {"--immutable", "--metadata"}
    assert its == {"--no-open", "--port"}
    assert its <= there
