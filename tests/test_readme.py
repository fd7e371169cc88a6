"""What the README shows is what happens."""

import re
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import COMMANDS, cli
from pipeline.system.extras import EXTRAS, install_command

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of the README in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def run(*arguments: str) -> str:
    return CliRunner().invoke(cli, list(arguments)).stdout


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sources in a folder of their own, as in a fresh clone."""
    shutil.copytree(ROOT / "vocab_sources", tmp_path / "vocab_sources")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_first_session_of_a_curator(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # `make build-vocab` has installed what it needs itself, and no more.
    for module in EXTRAS["curate"]:
        monkeypatch.setitem(sys.modules, module, None)
    (entry,) = blocks("yaml")
    refused, not_shown, query = [
        block.split("\n", 1)[1] if block.startswith("$ .venv") else block
        for block in blocks("console")
        if "validate" in block or "sqlite3" in block
    ]
    food = checkout / "vocab_sources" / "es" / "A1" / "food.yaml"
    original = food.read_text("utf-8")
    food.write_text(original + entry, "utf-8")
    assert run("validate", "vocab_sources/es/A1/food.yaml") == refused
    food.write_text(original + entry.replace("nuon", "noun"), "utf-8")
    assert run("validate", "vocab_sources/es/A1/food.yaml") == not_shown
    food.write_text(original + entry.replace("nuon", "noun").replace("con leche", "con jengibre"), "utf-8")
    result = CliRunner().invoke(cli, ["inflect", "es", "--write"])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == install_command("curate")
    assert run("validate", "vocab_sources/es/A1/food.yaml") == ""
    assert "words" in run("build", "--language", "es")
    command, expected = query.split("\n", 2)[1:]
    with closing(sqlite3.connect("build/babblr.db")) as connection:
        found = connection.execute(re.findall(r'"(.*)"', command)[0]).fetchall()
    assert ["|".join(row) for row in found] == expected.splitlines()


def test_selection_query_returns_words_in_order_of_priority(checkout: Path) -> None:
    (shown,) = blocks("text")
    pattern = re.escape(shown).replace("…", ".*")  # what changes with every edit of a pack
    assert re.fullmatch(pattern, run("build"))
    (query,) = blocks("sql")
    assert len(query.strip().splitlines()) == 9
    with closing(sqlite3.connect("build/babblr.db")) as connection:
        connection.row_factory = sqlite3.Row
        words = [row["base_form"] for row in connection.execute(query)]
        priorities = connection.execute(
            "SELECT w.base_form FROM words w JOIN word_difficulty_levels l ON l.word_id = w.id "
            "WHERE language = 'es' AND difficulty_level = 'A1' ORDER BY priority, w.id LIMIT 20"
        ).fetchall()
    assert words == [row["base_form"] for row in priorities]
    assert f"in a new database: {', '.join(f'*{word}*' for word in words[:6])}" in " ".join(README.split())


def test_every_command_is_listed() -> None:
    for command in COMMANDS:
        assert f"`babblr-vocab {command}" in README
