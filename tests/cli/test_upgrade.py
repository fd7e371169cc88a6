"""`babblr-vocab upgrade` as its user sees it, and the page that tells of it."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from tests.database.history import REVISIONS
from tests.database.upgrade.conftest import NEW
from tests.database.upgrade.releases import build

ROOT = Path(__file__).resolve().parents[2]
FIRST_APP = ROOT / "tests" / "database" / "upgrade" / "apps" / "first.sql"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a learner's file and a release, named as in docs/upgrading.md."""
    monkeypatch.chdir(tmp_path)
    with closing(sqlite3.connect("learner.db")) as connection:
        connection.executescript(FIRST_APP.read_text("utf-8"))
    build(tmp_path / "babblr.db", NEW)
    return tmp_path


def run(*options: str) -> Result:
    return CliRunner().invoke(cli, ["upgrade", "learner.db", "--release", "babblr.db", *options])


def test_a_dry_run_says_what_an_upgrade_would_do_and_again_does_nothing(folder: Path) -> None:
    before = Path("learner.db").read_bytes()
    dry = run("--dry-run")
    assert dry.exit_code == 0
    first, language, note = dry.stdout.splitlines()
    file = folder / "learner.db"
    assert (
        first
        == f"{file}, a database of the app's first version, would be updated to the release (revision {REVISIONS[-1]})"
    )
    assert language == "  es 1.1.0: words: 8 added; lessons: 1 added"
    assert note == "  nothing was written: this was a dry run"
    assert Path("learner.db").read_bytes() == before

    done = run()
    assert done.exit_code == 0
    assert language in done.stdout.splitlines()
    assert done.stdout.splitlines()[-1] == f"  the old file is {folder / 'learner.backup-1.db'}"

    before = Path("learner.db").read_bytes()
    again = run()
    assert (again.exit_code, again.stdout) == (0, f"{folder / 'learner.db'} is up to date: es 1.1.0\n")
    assert Path("learner.db").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["babblr.db", "learner.backup-1.db", "learner.db"]


def test_a_refusal_is_one_line_without_escapes(folder: Path) -> None:
    with closing(sqlite3.connect("learner.db")) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", ("\x1b[2Jlater\n",))
        connection.commit()
    before = Path("learner.db").read_bytes()
    refused = run()
    assert refused.exit_code == 1
    assert refused.stdout == ""
    (line,) = refused.stderr.splitlines()
    assert line.startswith("error: ")
    assert line.endswith("; nothing was changed")
    assert "\x1b" not in line
    assert Path("learner.db").read_bytes() == before


@pytest.mark.usefixtures("folder")
def test_the_example_for_code_works(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "upgrading.md").read_text("utf-8"), re.DOTALL)
    exec(example, {})
    assert capsys.readouterr().out == f"True {Path('learner.backup-1.db').resolve()}\n"
    Path("learner.db").write_bytes(b"")
    exec(example, {})
    assert "is empty" in capsys.readouterr().out
