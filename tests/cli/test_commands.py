"""The command line: what it prints where, and its exit codes."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import COMMANDS, _run, cli
from pipeline.rules.catalogue import catalogue
from pipeline.stages.order import STAGES
from tests.packs import UNKNOWN, VALID, broken_pack, copy_of_valid, languages_in

RULES = Path(__file__).parents[2] / "docs" / "rules.md"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_help_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name, summary in COMMANDS.items():
        assert name in result.output
        assert summary in " ".join(result.output.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 5


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["explain", "V301"], ["--version"]])
def test_help_does_not_wait_for_heavy_packages(arguments: list[str]) -> None:
    program = (
        "import sys; from pipeline.cli import _run; code = _run(sys.argv[1:]); "
        "heavy = {'spacy', 'pandas', 'sqlalchemy', 'alembic', 'jsonschema', 'rich'} & set(sys.modules); "
        "sys.exit(code or len(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, check=False)
    assert done.returncode == 0


def test_clean_pack(tmp_path: Path) -> None:
    result = run("validate", copy_of_valid(tmp_path))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "1 pack: no findings\n"


def test_errors_go_to_standard_output_with_their_place(tmp_path: Path) -> None:
    pack = broken_pack("impossible-value", tmp_path)
    result = run("validate", pack)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{pack.as_posix()}/A1/food.yaml:6:21: error: “nuon” is not a valid part_of_speech [V109 schema]",
        "    at words[0].part_of_speech",
        "    6 |     part_of_speech: nuon",
        "      |                     ^^^^",
        "    help: did you mean “noun”?",
    ]
    assert result.stderr == "1 pack: 1 error\n"


def test_both_places_of_a_duplicate_are_shown(tmp_path: Path) -> None:
    pack = broken_pack("duplicate-word", tmp_path)
    assert f"    first defined here: {pack.as_posix()}/A1/food.yaml:5:16" in run("validate", pack).stdout


def test_warnings_do_not_fail(tmp_path: Path) -> None:
    pack = broken_pack("not-a-lemma", tmp_path)
    result = run("validate", pack)
    assert result.exit_code == 0
    assert "V302" in result.stdout
    assert run("validate", "--quiet", pack).output == ""


def test_a_single_file_is_checked_within_its_pack(tmp_path: Path) -> None:
    pack = broken_pack("duplicate-word", tmp_path)
    assert run("validate", pack / "A1" / "greetings.csv").exit_code == 1
    # The clash concerns the other file, too; a file that has no part in it stays clean.
    assert run("validate", pack / "A1" / "food.yaml").exit_code == 1
    assert run("validate", pack / "pack.yaml").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "no/such/place"],
        ["validate", "--no-such-option"],
        ["build", "--sources", "no/such/place"],
        ["build", "--sources", str(VALID), "--language", "xx"],
        ["explain", "V000"],
        ["stats", "no/such/place"],
        ["stats", __file__],
        ["inflect", "xx"],
        ["no-such-command"],
    ],
)
def test_wrong_calls_are_explained(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert "Traceback" not in result.output


def test_empty_folder_has_no_packs(tmp_path: Path) -> None:
    result = run("validate", tmp_path)
    assert result.exit_code == 2
    assert "there are no packs in" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need privileges there")
def test_two_packs_of_one_language_are_a_wrong_call(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / "sources").mkdir(exist_ok=True)
        (tmp_path / "sources" / name).symlink_to(copy_of_valid(tmp_path / name))
    result = run("build", "--sources", tmp_path / "sources", "--output", tmp_path / "babblr.db")
    assert result.exit_code == 2
    assert "/sources/first and " in result.stderr
    assert "/sources/second are packs of the same language" in result.stderr


def test_verbose_says_how_long_each_stage_took(tmp_path: Path) -> None:
    messages = run("validate", "--verbose", copy_of_valid(tmp_path)).stderr
    names = [stage.__name__.rpartition(".")[2] for stage in STAGES]
    assert [line.split()[-1] for line in messages.splitlines()[:-1]] == names


@pytest.mark.parametrize("name", ["V301", "v301", "301", "duplicate-word"])
def test_explain_finds_a_rule_by_any_name(name: str) -> None:
    result = run("explain", name)
    assert result.exit_code == 0
    assert result.output.startswith("V301 duplicate-word (error)\nA word is defined twice.\n")


def test_explain_lists_all_rules() -> None:
    assert [line.split()[0] for line in run("explain").output.splitlines()] == list(catalogue())


def test_explain_guesses() -> None:
    assert "did you mean “duplicate-word”?" in run("explain", "duplicat-word").stderr


def test_a_build_that_is_stopped_says_by_what(tmp_path: Path) -> None:
    pack = broken_pack("impossible-value", tmp_path / "sources")
    shutil.copytree(UNKNOWN, tmp_path / "sources", dirs_exist_ok=True)
    file = f"{tmp_path}/sources/es/A1/food.yaml"
    result = run("build", pack.parent, "-o", tmp_path / "babblr.db")
    assert result.exit_code == 1
    assert f"nothing was built, because of es ({file}: 1 error); no errors in ca" in result.stderr
    assert run("build", pack.parent, "-o", tmp_path / "babblr.db", "--language", "ca").exit_code == 0


def test_a_build_that_is_stopped_names_a_few_files_and_what_is_beside_the_packs(tmp_path: Path) -> None:
    pack = broken_pack("impossible-value", tmp_path)
    for name in "abcd":
        (pack / "A1" / f"{name}.yaml").write_text("words: [", "utf-8")
    (tmp_path / "concepts").mkdir()
    (tmp_path / "concepts" / "A1.yaml").write_text("concepts: [", "utf-8")
    result = run("build", tmp_path, "-o", tmp_path / "babblr.db")
    files = ", ".join(f"{tmp_path}/es/A1/{name}.yaml: 1 error" for name in "abc")
    beside = f"{tmp_path}/concepts/A1.yaml: 1 error"
    assert f"nothing was built, because of es ({files}, and 2 more files); {beside}\n" in result.stderr


def test_a_draft_with_an_error_does_not_stop_a_build(tmp_path: Path) -> None:
    pack = broken_pack("word-not-in-example", tmp_path / "sources")
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("status: reviewed", "status: draft"), "utf-8")
    result = run("build", pack.parent, "-o", tmp_path / "babblr.db")
    assert result.exit_code == 0
    assert "stays out of builds, as a draft with an error: " in result.stdout
    assert "[V801]" in result.stdout
    assert ": error: " not in result.stdout
    for more in ([], ["--strict"]):
        checked = run("validate", pack.parent, *more)
        assert checked.exit_code == 1
        assert "[V801 word-not-in-example]" in checked.stdout


def test_build_and_statistics(tmp_path: Path) -> None:
    copy_of_valid(tmp_path / "sources")
    output = tmp_path / "babblr.db"
    result = run("build", "--sources", tmp_path / "sources", "--output", output)
    assert result.exit_code == 0, result.output
    assert "6 words" in result.stdout
    of_database = json.loads(run("stats", output, "--format", "json").stdout)
    of_folder = json.loads(run("stats", tmp_path / "sources", "--format", "json").stdout)
    assert of_database == of_folder
    assert of_database[0] | {"forms": 0} == {
        "language": "es",
        "level": "A1",
        "words": 6,
        "cumulative": 6,
        "target": 6,
        "meanings": 6,
        "forms": 0,
        "examples": 6,
    }
    assert run("stats", output).stdout.split("\n")[1].split()[:6] == ["es", "A1", "6", "6", "/", "6"]


def test_quiet_build_says_nothing(tmp_path: Path) -> None:
    copy_of_valid(tmp_path / "sources")
    result = run("build", "-q", "-s", tmp_path / "sources", "-o", tmp_path / "babblr.db")
    assert (result.exit_code, result.output) == (0, "")


def test_closed_pipe_is_no_failure() -> None:
    command = f'"{sys.executable}" -m pipeline explain | head -n 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, env=os.environ)
    assert done.stdout.startswith("V101")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_files_and_pipes_take_every_character(encoding: str) -> None:
    command = [sys.executable, "-m", "pipeline", "explain", "--markdown"]
    poor = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, check=True, env=poor)
    assert done.stdout.decode("utf-8").splitlines() == RULES.read_text("utf-8").splitlines()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="the system has no such terminals")
def test_a_terminal_without_a_character_shows_its_code(tmp_path: Path) -> None:
    broken_pack("impossible-value", tmp_path)
    reader, terminal = os.openpty()
    command = [sys.executable, "-m", "pipeline", "validate", "--no-cache", "--select", "V109", tmp_path]
    poor = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(command, stdout=terminal, stderr=subprocess.PIPE, check=False, env=poor)
    os.close(terminal)
    shown = os.read(reader, 10_000).decode("latin-1")
    os.close(reader)
    assert done.returncode == 1
    assert "\\u201cnuon\\u201d is not a valid part_of_speech" in shown


def test_text_of_packs_cannot_steer_the_terminal(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    path = pack / "A1" / "food.yaml"
    text = path.read_text("utf-8").replace("part_of_speech: noun", 'part_of_speech: "\\e[31mnoun\\u202e"')
    path.write_text(text, "utf-8")
    output = run("validate", pack).output
    assert "\\u001b[31mnoun\\u202e" in output
    assert "\x1b[31m" not in output
    assert "\u202e" not in output


@pytest.mark.parametrize("command", [["inflect", "es"], ["fix"], ["new", "es", "limón"], ["pronounce", "es"], ["diff"]])
def test_a_faulty_profile_is_named_with_its_place(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = copy_of_valid(tmp_path / "sources")
    path = tmp_path / "languages" / "es" / "profile.toml"
    path.parent.mkdir(parents=True)
    path.write_text('name = "Spanish"\n"articels\\u001b" = ["la"]\n', "utf-8")
    paths = {"fix": [pack], "diff": [pack.parent, pack.parent]}.get(command[0], ["--sources", pack.parent])
    with languages_in(path.parent.parent):
        assert _run([*command, *map(str, paths)]) == 1
    message = f"{path}:2:1: there is no key “articels\\u001b” here; did you mean “articles”?"
    assert capsys.readouterr().err == f"error: {message}\n"


def test_internal_fault_is_told_from_a_fault_in_the_packs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("pipeline.rules.catalogue.catalogue", broken)
    monkeypatch.setattr("pipeline.cli.explain.catalogue", broken)
    assert _run(["explain"]) == 3
    assert "This is a bug in babblr-vocab" in capsys.readouterr().err


def test_a_name_in_an_error_of_the_system_cannot_control_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = copy_of_valid(tmp_path / "sources").parent
    folder = tmp_path / "\x07\x1b]0;x"
    folder.mkdir()
    (folder / ".babblr.db.building").symlink_to(sources)  # where the staging directory is to be
    assert _run(["build", "-s", str(sources), "-o", str(folder / "babblr.db")]) == 3
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "\x07" not in err
    assert "nothing was changed" in err


@pytest.mark.parametrize("command", ["build", "validate"])
def test_the_folder_of_packs_is_an_argument_or_an_option(command: str, tmp_path: Path) -> None:
    sources = copy_of_valid(tmp_path).parent
    output = ["--output", tmp_path / "x.db"] if command == "build" else []
    for arguments in ([sources], ["--sources", sources]):
        assert run(command, *output, *arguments, "--quiet").exit_code == 0
        assert run(command, *arguments, *output, "--quiet").exit_code == 0


def test_two_folders_of_packs_are_not_built(tmp_path: Path) -> None:
    sources = copy_of_valid(tmp_path).parent
    result = run("build", sources, "--sources", tmp_path / "other", "--output", tmp_path / "x.db")
    assert result.exit_code == 2
    assert f"two folders of packs are given: {sources} and {tmp_path / 'other'}" in result.stderr


@pytest.mark.parametrize("surroundings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_can_be_turned_off(surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in CliRunner().invoke(cli, ["explain", "V301"], color=True).stdout
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert "\x1b[" not in CliRunner().invoke(cli, ["explain", "V301"], color=True).stdout


@pytest.mark.parametrize("surroundings", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_bar_is_drawn_only_where_colours_are(
    surroundings: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in {"TERM": "xterm", **surroundings}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True, raising=False)
    result = CliRunner().invoke(cli, ["validate", str(copy_of_valid(tmp_path))])
    assert result.exit_code == 0
    assert ("\x1b[" in result.output) == (not surroundings)


def test_a_wrong_command_is_guessed() -> None:
    result = run("validat")
    assert result.exit_code == 2
    assert "there is no command “validat”; did you mean “validate”?" in result.stderr


def completed(words: str, current: str, folder: Path) -> list[str]:
    """What bash is given to complete the last word."""
    surroundings = os.environ | {
        "_BABBLR_VOCAB_COMPLETE": "bash_complete",
        "COMP_WORDS": f"babblr-vocab {words}",
        "COMP_CWORD": str(len(words.split()) + (not current)),
    }
    program = "from pipeline.cli import main; main([])"
    done = subprocess.run(
        [sys.executable, "-c", program], env=surroundings, cwd=folder, capture_output=True, text=True, check=False
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_the_shell_completes_commands_rules_and_languages(tmp_path: Path) -> None:
    sources = copy_of_valid(tmp_path / "vocab_sources").parent
    assert sources.name == "vocab_sources"
    assert completed("val", "val", tmp_path) == ["validate"]
    assert "V301" in completed("explain V30", "V30", tmp_path)
    assert completed("validate --select not-a-le", "not-a-le", tmp_path) == ["not-a-lemma"]
    assert completed("inflect", "", tmp_path) == ["es"]


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A database to which another program is writing."""
    path = tmp_path / "babblr.db"
    assert run("build", copy_of_valid(tmp_path / "sources").parent, "--output", path, "--quiet").exit_code == 0
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield path


@pytest.mark.parametrize("arguments", [["stats"], ["coverage", "-l", "es", "--level", "A1", "text.txt", "--db"]])
def test_a_locked_database_is_called_locked(
    arguments: list[str], locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.txt").write_text("Hola.", "utf-8")
    result = run(*arguments, locked)
    assert result.exit_code == 2
    assert f"{locked} is locked: another program is writing to it" in result.stderr
