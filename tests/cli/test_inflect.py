"""`babblr-vocab inflect` on the packs of this repository: tables and rules say the same."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.builder.discover import packs_in
from pipeline.cli import cli

SOURCES = Path(__file__).parents[2] / "vocab_sources"


@pytest.mark.parametrize("language", [pack.path.name for pack in packs_in(SOURCES, [])])
def test_every_row_is_there_and_is_what_the_rules_give(language: str) -> None:
    pytest.importorskip("ablaut")
    result = CliRunner().invoke(cli, ["inflect", language, "--check", "--sources", str(SOURCES)])
    assert result.output == "0 missing, 0 different\n"
    assert result.exit_code == 0
