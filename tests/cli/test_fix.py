"""`babblr-vocab fix`: what it prints where, what it writes, and its exit codes."""

import subprocess
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.builder.analyse import analyse
from pipeline.builder.discover import PackFolder
from pipeline.cli import cli
from tests.packs import broken_pack, copy_of_valid


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["fix", *map(str, arguments)])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def damage(pack: Path, old: str, new: str, file: str = "A1/food.yaml") -> Path:
    path = pack / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())
    return path


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A pack with everything that `fix` fixes."""
    pack = copy_of_valid(tmp_path)
    damage(pack, "días", unicodedata.normalize("NFD", "días"))
    damage(pack, "translation: to eat", "translation: to  eat")
    damage(pack, "text: Comemos a las dos.", "text: ' Comemos \"a las\u00a0dos\".'")
    damage(pack, "    gender: masculine\n    pronunciation: pan\n", "    pronunciation: pan\n    gender: masculine\n")
    damage(pack, "Se dice al irse.", " Se  dice al irse. ", "A1/greetings.csv")
    return pack


def test_sound_pack(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    before = contents(pack)
    for options in (["--check"], ["--diff"], []):
        result = run(pack, *options)
        assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 of 6 files fixed\n"
    assert contents(pack) == before


def test_validate_is_clean_of_what_was_fixed_and_the_lexicon_is_the_same(damaged: Path) -> None:
    def analysis() -> tuple[set[str], list[object]]:
        found = analyse(PackFolder(damaged, damaged.as_posix()))
        return {finding.rule.code for finding in found.findings}, [
            (word.base_form, word.levels, word.gender, word.forms, word.related) for word in found.lexicon.words
        ]

    codes, before = analysis()
    assert {"V113", "V121", "V122"} <= codes
    result = run(damaged)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [f"fixed {damaged}/A1/food.yaml", f"fixed {damaged}/A1/greetings.csv"]
    assert result.stderr == "2 of 6 files fixed\n"
    codes, after = analysis()
    assert codes.isdisjoint({"V113", "V120", "V121", "V122", "V123"})
    assert after == before
    assert "text: 'Comemos «a las dos».'" in (damaged / "A1" / "food.yaml").read_text("utf-8")
    assert run("--check", damaged).exit_code == 0


def test_check_and_diff_write_nothing(damaged: Path) -> None:
    before = contents(damaged)
    result = run("--check", damaged)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "2 of 6 files would change\n")
    result = run("--diff", damaged)
    assert result.exit_code == 0
    assert run("--diff", "--check", damaged).exit_code == 1
    assert contents(damaged) == before
    subprocess.run(
        ["git", "apply", "--unsafe-paths", "--directory=/", "-"], input=result.stdout.encode(), cwd="/", check=True
    )
    assert run("--check", damaged).exit_code == 0


def test_only_what_is_named_changes(damaged: Path) -> None:
    assert run(damaged / "A1" / "greetings.csv").stderr == "1 of 1 file fixed\n"
    assert run("--check", damaged).stderr == "1 of 6 files would change\n"
    assert run("--check", damaged / "paradigms").exit_code == 0


def test_quiet(damaged: Path) -> None:
    result = run("--quiet", damaged)
    assert (result.exit_code, result.output) == (0, "")


def test_broken_file_is_skipped_and_said(tmp_path: Path, damaged: Path) -> None:
    (damaged / "A1" / "broken.yaml").write_text("a: b: c", "utf-8")
    result = run(damaged)
    assert result.exit_code == 1
    assert f"{damaged}/A1/broken.yaml:1:5: error: mapping values are not allowed" in result.stdout
    assert result.stderr == "2 of 6 files fixed, 1 skipped because of errors\n"
    assert (damaged / "A1" / "broken.yaml").read_text("utf-8") == "a: b: c"


@pytest.mark.parametrize("case", ["anchor-and-alias", "duplicate-key", "tag", "latin-1-csv", "utf-16", "nesting"])
def test_what_cannot_be_read_is_not_touched(case: str, tmp_path: Path) -> None:
    pack = broken_pack(case, tmp_path)
    before = contents(pack)
    result = run(pack)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert contents(pack) == before


def test_link_out_of_the_pack_is_refused(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path / "sources")
    path = damage(pack, "to eat", "to  eat")
    outside = path.rename(tmp_path / "outside.yaml")
    path.symlink_to(outside)
    for wanted in (pack, path):
        result = run(wanted)
        assert result.exit_code == 1
        assert "this links to a place outside the pack [V101" in result.stdout
    assert "to  eat" in outside.read_text("utf-8")


def test_two_names_of_one_file(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    damage(pack, "to eat", "to  eat")
    (pack / "A1" / "again.yaml").symlink_to("food.yaml")
    result = run(pack / "A1" / "again.yaml")
    assert result.exit_code == 1
    assert "again.yaml was left unchanged: it is a link to " in result.stderr
    assert run(pack).exit_code == 0
    assert (pack / "A1" / "again.yaml").is_symlink()
    assert "to eat" in (pack / "A1" / "food.yaml").read_text("utf-8")


def test_line_breaks_and_byte_order_mark_stay(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    for file in ("A1/food.yaml", "A1/greetings.csv"):
        path = pack / file
        sound = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(sound.replace(b"to eat", b"to  eat").replace(b"goodbye", b" goodbye "))
        assert run(path).exit_code == 0
        assert path.read_bytes() == sound


def test_no_pack(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 2


def test_file_that_cannot_be_written(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.system.targets.os.access", lambda path, _: not str(path).endswith(".yaml"))
    result = run(damaged)
    assert result.exit_code == 3
    assert "food.yaml cannot be written: it is read-only" in result.stderr
    assert "1 of 6 files fixed, 1 could not be written" in result.stderr


def test_text_of_packs_cannot_steer_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.cli import fix

    shown: list[str] = []
    monkeypatch.setattr(fix.sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(fix.click, "echo", lambda text, nl: shown.append(text))
    fix.show_diff("+\x1b[31mred\r\n+x\n")
    assert shown == ["+\\u001b[31mred\\u000d\n+x\n"]
