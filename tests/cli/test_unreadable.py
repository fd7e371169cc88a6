"""Files that no command can use: each is a wrong call or a finding, with its name, and never a traceback."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.cli import main
from pipeline.reporting.formats import REPORT_FORMATS
from tests.packs import copy_of_finished, copy_of_valid

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")

Said = Callable[[str, Path], str]

READERS = {
    "verify": "verify {bad}",
    "verify-manifest": "verify {good} --manifest {bad}",
    "stats": "stats {bad}",
    "diff-old": "diff {bad} {good}",
    "diff-new": "diff {good} {bad}",
    "coverage": "coverage {text} -l es --level A1 --db {bad}",
    "coverage-text": "coverage {bad} -l es --level A1 --db {good}",
    "upgrade": "upgrade {bad} --release {good}",
    "upgrade-release": "upgrade {learner} --release {bad}",
    "release": "release -s {sources} -d {dist} --previous {bad}",
    "validate-baseline": "validate {sources} --baseline {bad}",
}
"""Commands with a file that they read, which is `{bad}`."""
OF_DATABASES = [name for name in READERS if name not in ("verify-manifest", "coverage-text", "validate-baseline")]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_finished(tmp_path_factory.mktemp("sources")).parent


@pytest.fixture(scope="module")
def database(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "babblr.db"
    assert build(packs_in(sources), path)[0]
    return path


@pytest.fixture
def said(sources: Path, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Return a function that runs a command, one of READERS, with a file that is no good, and returns what it said."""
    (tmp_path / "text.txt").write_text("pan", "utf-8")

    def run(command: str, bad: Path) -> str:
        learner = shutil.copy(database, tmp_path / "learner.db")
        paths = {"good": database, "text": tmp_path / "text.txt", "learner": learner, "sources": sources}
        with pytest.raises(SystemExit) as left:
            main(READERS[command].format(bad=bad, dist=tmp_path / "dist", **paths).split())
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert left.value.code in (1, 2), err
        assert not (tmp_path / "dist").exists()
        return out + err

    return run


@posix
@pytest.mark.parametrize("command", READERS)
def test_a_pipe_is_not_waited_for(command: str, said: Said, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in said(command, tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()


@posix
@pytest.mark.parametrize("command", READERS)
def test_a_loop_of_links_is_no_file(command: str, said: Said, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert "loop" in said(command, tmp_path / "loop")


@pytest.mark.parametrize(
    "change", [(b"CHECK (", b"CHECK\xff("), (b"language", b"languag\xff"), (b"words", b"word\xff")]
)
@pytest.mark.parametrize("command", OF_DATABASES)
def test_a_schema_that_is_not_utf_8(
    command: str, change: tuple[bytes, bytes], said: Said, database: Path, tmp_path: Path
) -> None:
    """SQLite quotes it in messages, of which Python makes a UnicodeDecodeError."""
    path = tmp_path / "bad.db"
    content = database.read_bytes()
    assert change[0] in content
    path.write_bytes(content.replace(*change))
    said(command, path)


@pytest.mark.parametrize("command", ["diff-old", "diff-new", "coverage", "release"])
def test_a_value_that_is_not_utf_8(command: str, said: Said, database: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(database, tmp_path / "bad.db"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE words SET base_form = CAST(x'ff61' AS TEXT) WHERE base_form = 'pan'")
        connection.commit()
    said(command, path)


def test_a_language_that_is_no_name(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "text.txt").write_text("pan", "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["coverage", str(tmp_path / "text.txt"), "-l", "", "--level", "A1", "--db", str(database)])
    assert left.value.code == 2
    assert "the database has no words of language “”; it has es" in capsys.readouterr().err


@posix
def test_standard_input_that_is_closed(database: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "coverage", "-", "-l", "es", "--level", "A1", "--db", database]
    done = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *map(str, command)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "standard input cannot be read: it is closed" in done.stderr


NAMES = {
    "validate": "validate {0}",
    **{f"validate-{one}": f"validate {{0}}/es -f {one} -o {{1}}/report" for one in REPORT_FORMATS},
    "baseline": "validate {0}/es --write-baseline {1}/known.json",
    "build": "build -s {0} -o {1}/x.db",
    "fix": "fix {0}",
    "stats": "stats {0}",
    "diff": "diff {0} {2}",
    "inflect": "inflect es -s {0}",
    "pronounce": "pronounce es -s {0}",
    "lessons": "lessons es -s {0}",
    "new": "new es limón --topic food -s {0}",
}


TABLES = (
    *("words", "word_meanings", "word_forms", "word_difficulty_levels", "word_topics", "word_examples"),
    *("word_synonyms", "lessons", "lesson_items", "homographs", "release_packs"),
)
VALUES = {b"\xff\xfe": ("stats", "coverage", "diff-old"), "[": ("stats", "coverage")}
MORE_VALUES = ("", 2**63 - 1, -1.5, "9" * 5000, None)


def with_value(database: Path, bad: Path, table: str, column: str, value: object) -> bool:
    """Write a copy of a database with a value that its schema forbids; return False if SQLite refuses it."""
    shutil.copy(database, bad)
    with closing(sqlite3.connect(bad)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("INSERT INTO homographs VALUES ('es', 'pan', 'pane', 'noun', 0.05)")
        first = f"(SELECT min(rowid) FROM {table})"
        try:
            changed = connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = {first}", (value,)).rowcount
        except sqlite3.IntegrityError:  # NOT NULL, and the types of keys
            return False
    return bool(changed)


def read_with_values(table: str, values: dict[object, tuple[str, ...]], database: Path, folder: Path) -> int:
    """Give commands a database with each of these values in each column of a table; return how often."""
    (folder / "text.txt").write_text("pan y comer", "utf-8")
    with closing(sqlite3.connect(database)) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    count = 0
    for column in columns:
        for value, commands in values.items():
            for command in commands if with_value(database, folder / "bad.db", table, column, value) else ():
                learner = shutil.copy(database, folder / "learner.db")
                paths = {"bad": folder / "bad.db", "good": database, "text": folder / "text.txt", "learner": learner}
                arguments = READERS[command].format(**paths).split()
                with pytest.raises(SystemExit) as left:
                    main(arguments + ["--patterns"] * (command == "coverage"))
                assert left.value.code in (0, 1, 2, 4), (column, value, command)
                count += 1
    return count


@pytest.mark.parametrize("table", TABLES)
def test_a_column_may_hold_values_of_any_type(table: str, database: Path, tmp_path: Path) -> None:
    """Whatever the schema promises, SQLite keeps what a file has in it."""
    count = read_with_values(table, VALUES, database, tmp_path)
    assert count or table in ("lessons", "lesson_items"), "which the pack of this test does not have"


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_a_column_may_hold_any_value(table: str, database: Path, tmp_path: Path) -> None:
    commands = ("stats", "coverage", "diff-old", "diff-new", "verify", "upgrade", "upgrade-release")
    read_with_values(table, dict.fromkeys((*VALUES, *MORE_VALUES), commands), database, tmp_path)


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="names of files are UTF-8 there")
@pytest.mark.parametrize("command", NAMES)
@pytest.mark.parametrize(
    "place", [b"es/A1/caf\xe9.yaml", b"es/caf\xe9.yaml", b"es/A1/caf\xe9.csv", b"f\xe9", b"es/B\xe9"]
)
def test_names_that_are_not_utf_8(
    place: bytes, command: str, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = tmp_path / os.fsdecode(b"caf\xe9")
    copy_of_valid(sources)
    target = sources / os.fsdecode(place)
    if target.suffix == ".csv":
        shutil.copy(sources / "es" / "A1" / "greetings.csv", target)
    elif target.suffix:
        shutil.copy(sources / "es" / "A1" / "food.yaml", target)
    else:
        target.mkdir()
    arguments = NAMES[command].format("\0", tmp_path, database).split()
    with pytest.raises(SystemExit) as left:
        main([one.replace("\0", str(sources)) for one in arguments])
    assert left.value.code in (0, 1, 2)
    assert "Traceback" not in capsys.readouterr().err


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="names of files are UTF-8 there")
def test_a_name_that_is_not_utf_8_may_be_a_text_or_a_database(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = tmp_path / os.fsdecode(b"caf\xe9")
    shutil.copy(database, name)
    text = tmp_path / os.fsdecode(b"text\xe9")
    text.write_text("pan", "utf-8")
    for arguments, code in (
        (["coverage", text, "-l", "es", "--level", "A1", "--db", name], 0),
        (["coverage", name, "-l", "es", "--level", "A1", "--db", name], 2),
        (["coverage", text, "-l", "fr", "--level", "A1", "--db", name], 2),
        (["coverage", text, "-l", "es", "--level", "A1", "--db", text], 2),
        (["coverage", f"{text}x", "-l", "es", "--level", "A1", "--db", name], 2),
        (["stats", name], 0),
        (["stats", text], 2),
        (["verify", name], 0),
        (["verify", text], 1),
        (["diff", name, name], 0),
        (["diff", name, text], 2),
        (["upgrade", name, "-r", database], 0),
        (["upgrade", text, "-r", name], 1),
        (["schema", "words", "-o", text], 0),
    ):
        with pytest.raises(SystemExit) as left:
            main(list(map(str, arguments)))
        assert left.value.code == code, arguments
        assert "Traceback" not in capsys.readouterr().err
