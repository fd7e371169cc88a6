"""`validate`: which findings are reported, where and how, and what makes the run fail."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli, main
from pipeline.cli.selection import UnknownNameError, chosen, rules_named
from pipeline.model.findings import AREAS, Severity
from pipeline.reporting.formats import REPORT_FORMATS
from pipeline.rules.catalogue import catalogue
from tests.packs import broken_pack, copy_of_valid, languages_in

CHEAP = ("--select", "files,V208,V209")
"""Rules that need no spaCy, so that these tests need not wait for it."""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["validate", *(str(argument) for argument in arguments)])


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """A pack with one warning: V112, a folder that is not read."""
    return broken_pack("wrong-folder", tmp_path)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A pack with one error: V109, a part of speech that does not exist."""
    return broken_pack("impossible-value", tmp_path)


def configure(pack: Path, text: str) -> Path:
    """Give settings in the folder around a pack."""
    path = pack.parent / "pyproject.toml"
    path.write_text(f"[tool.babblr-vocab]\n{text}\n", "utf-8")
    return path


# --- formats and files


@pytest.mark.parametrize("format_", [name for name in REPORT_FORMATS if name != "text"])
def test_payload_alone_goes_to_standard_output(format_: str, faulty: Path) -> None:
    result = run("-f", format_, *CHEAP, faulty)
    assert result.exit_code == 1
    assert result.stderr == "1 pack: 1 error\n"
    assert "V109" in result.stdout
    if format_ in ("json", "sarif"):
        assert json.loads(result.stdout)


@pytest.mark.parametrize("format_", REPORT_FORMATS)
def test_payload_goes_to_a_file(format_: str, faulty: Path, tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("what was here before", "utf-8")
    result = run("-f", format_, "--output", path, *CHEAP, faulty)
    assert (result.exit_code, result.stdout) == (1, "")
    assert path.read_text("utf-8") == run("-f", format_, *CHEAP, faulty).stdout
    assert not list(tmp_path.glob(".report*"))


def test_text_in_a_file_has_no_colours(faulty: Path, tmp_path: Path) -> None:
    CliRunner().invoke(cli, ["validate", "-o", str(tmp_path / "report"), *CHEAP, str(faulty)], color=True)
    assert "\x1b" not in (tmp_path / "report").read_text("utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_written_to_and_not_replaced(faulty: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to("pipe")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run("-o", tmp_path / "link", *CHEAP, faulty).exit_code == 1
        assert b"V109" in os.read(reader, 1 << 16)
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_what_is_no_file_and_no_stream_is_not_replaced(faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "report").write_text("what was here before", "utf-8")
    (tmp_path / "link").symlink_to("report")
    result = run("-o", tmp_path / "link", *CHEAP, faulty)
    assert result.exit_code == 2
    assert "it is a link; name the file that it leads to" in result.stderr
    (tmp_path / "report").chmod(0o444)
    result = run("--write-baseline", tmp_path / "report", *CHEAP, faulty)
    assert result.exit_code == 2
    assert "it is read-only" in result.stderr
    assert (tmp_path / "report").read_text("utf-8") == "what was here before"


def test_file_has_the_usual_permissions(faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    run("-o", tmp_path / "report", *CHEAP, faulty)
    assert (tmp_path / "report").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("option", ["--output", "--write-baseline"])
def test_file_in_no_folder_is_a_wrong_call(option: str, faulty: Path, tmp_path: Path) -> None:
    result = run(option, tmp_path / "no" / "report", faulty)
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_clean_files_are_counted(tmp_path: Path) -> None:
    result = run("-f", "json", *CHEAP, copy_of_valid(tmp_path) / "A1")
    assert json.loads(result.stdout)["summary"]["files"] == 2


@pytest.mark.parametrize("flags", [[], ["-q"], ["-v"]])
def test_machines_are_told_everything(flags: list[str], warned: Path) -> None:
    assert json.loads(run("-f", "json", *flags, *CHEAP, warned).stdout)["summary"]["warnings"] == 1


# --- what is in a pack


@pytest.mark.parametrize("path", ["", "es", "es/A1", "es/A1/link.yaml", "es/../es"])
def test_a_link_out_of_the_pack_is_in_it_by_its_name(path: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path / "sources")
    (tmp_path / "outside.yaml").write_text("a", "utf-8")
    (pack / "A1" / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (pack / "B1").symlink_to(tmp_path)
    result = run(*CHEAP, tmp_path / "sources" / path)
    assert result.exit_code == 1
    assert "A1/link.yaml: error: this links to a place outside the pack [V101" in result.stdout
    assert ("B1: error: this links" in result.stdout) == (path in ("", "es", "es/../es"))


def test_a_linked_pack_is_checked_whatever_it_is_called(faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "es"
    link.symlink_to(faulty)
    for path in (tmp_path / "links", link, link / "A1"):
        assert "V109" in run(*CHEAP, path).stdout
    both = run(*CHEAP, link / "paradigms", faulty / "A1")
    assert "V109" in both.stdout
    assert run(*CHEAP, link / "paradigms").exit_code == 0


@pytest.mark.parametrize("path", ["es/A1/loop", "es/A1/loop/x", "fr", "fr/A1", "."])
def test_a_loop_of_links_is_no_internal_fault(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "A1" / "loop").symlink_to("loop")
    (pack / "B1").symlink_to("B1")
    (tmp_path / "fr").symlink_to("fr")
    monkeypatch.chdir(tmp_path)
    for command in ("validate", "fix"):
        with pytest.raises(SystemExit) as left:
            main([command, path])
        assert left.value.code in (1, 2)
        assert "Traceback" not in capsys.readouterr().err


# --- selection


@pytest.mark.parametrize(
    ("name", "codes"),
    [("V302", {"V302"}), ("302", {"V302"}), ("v302", {"V302"}), ("not-a-lemma", {"V302"}), (" Not-A-Lemma ", {"V302"})],
)
def test_rule_is_selected_by_any_name(name: str, codes: set[str]) -> None:
    assert rules_named(name) == codes


def test_rules_are_selected_in_groups() -> None:
    codes = frozenset(catalogue())
    assert rules_named("V3") == rules_named("words") == {code for code in codes if code.startswith("V3")}
    assert rules_named("V") == codes
    assert frozenset().union(*map(rules_named, AREAS.values())) == codes
    assert frozenset().union(*(rules_named(severity.value) for severity in Severity)) == codes
    assert chosen([], []) == codes
    assert chosen(["words,V4"], ["V302", "meanings"]) == rules_named("V3") - {"V302"}


def test_names_of_rules_areas_and_severities_differ() -> None:
    names = [*AREAS.values(), *(severity.value for severity in Severity), *(rule.slug for rule in catalogue().values())]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("wrds", "did you mean “words”?"),
        ("not-a-lema", "did you mean “not-a-lemma”?"),
        ("errors", "did you mean “error”?"),
        ("V3O2", "`babblr-vocab explain` lists them"),
        ("V000", "`babblr-vocab explain` lists them"),
        ("", "`babblr-vocab explain` lists them"),
        ("V302,", "`babblr-vocab explain` lists them"),
    ],
)
@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_unknown_name_is_a_wrong_call(option: str, name: str, hint: str, warned: Path) -> None:
    result = run(option, name, warned)
    assert result.exit_code == 2
    assert hint in result.stderr


def test_nothing_left_to_check_is_a_wrong_call(warned: Path) -> None:
    result = run("--select", "V302", "--ignore", "words", warned)
    assert result.exit_code == 2
    assert "no rules are left" in result.stderr
    with pytest.raises(UnknownNameError):
        chosen([], ["V"])


@pytest.mark.parametrize("names", [["--select", "words"], ["--ignore", "V109"], ["--ignore", "error"]])
def test_what_is_not_selected_is_not_reported(names: list[str], faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.stages.lemmatize.run", lambda lexicon, _: lexicon)
    result = run(*names, "--ignore", "V302,V801", faulty)
    assert result.exit_code == 0
    assert "V109" not in result.stdout
    assert result.stderr.startswith("es: some entries could not be read, for reasons not shown here")


def test_spacy_is_not_loaded_unless_a_rule_asks(warned: Path) -> None:
    program = (
        "import sys; from pipeline.cli import _run; code = _run(sys.argv[1:]); "
        "sys.exit(code or len({'spacy', 'simplemma'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, "validate", "--ignore", "V302,V801", str(warned / "A1" / "food.yaml")]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


# --- the profile of the language


@pytest.fixture
def misspelt(tmp_path: Path) -> Iterator[Path]:
    """A valid pack, and a profile of its language with a misspelt key."""
    path = tmp_path / "languages" / "es" / "profile.toml"
    path.parent.mkdir(parents=True)
    path.write_text('name = "Spanish"\narticels = ["la"]\n', "utf-8")
    with languages_in(tmp_path / "languages"):
        yield copy_of_valid(tmp_path / "sources")


@pytest.mark.parametrize("inside", ["", "A1", "A1/food.yaml"])
def test_a_faulty_profile_concerns_all_of_its_pack(misspelt: Path, inside: str) -> None:
    result = run(misspelt / inside)
    path = misspelt.parents[1] / "languages" / "es" / "profile.toml"
    assert result.exit_code == 1
    assert result.stdout == (
        f"{path.as_posix()}:2:1: error: there is no key “articels” here [V211 faulty-language-profile]\n"
        "    at articels\n"
        '    2 | articels = ["la"]\n'
        "      | ^^^^^^^^\n"
        "    help: did you mean “articles”?\n"
    )
    assert result.stderr == "1 pack: 1 error\n"


@pytest.mark.parametrize("format_", REPORT_FORMATS)
def test_a_faulty_profile_is_found_in_every_format(format_: str, misspelt: Path) -> None:
    for _ in range(2):  # the second time from the cache
        result = run("-f", format_, misspelt)
        assert result.exit_code == 1
        assert "V211" in result.stdout


def test_what_a_faulty_profile_hides_is_said(misspelt: Path, tmp_path: Path) -> None:
    assert run("--ignore", "V211", misspelt).stderr.startswith("es: some entries could not be read")
    result = CliRunner().invoke(cli, ["stats", str(misspelt.parent)])
    assert "es: some entries could not be read" in result.stderr
    assert CliRunner().invoke(cli, ["build", "-s", str(misspelt.parent), "-o", str(tmp_path / "x.db")]).exit_code == 1
    assert not (tmp_path / "x.db").exists()


def test_a_faulty_profile_has_one_name_in_all_baselines(misspelt: Path, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    assert run("--write-baseline", path, misspelt).exit_code == 0
    assert json.loads(path.read_text("utf-8"))["findings"][0]["file"] == "es/profile.toml"
    assert run("--baseline", path, misspelt).exit_code == 0


# --- pyproject.toml


def test_settings_come_from_the_nearest_file(warned: Path) -> None:
    configure(warned, 'ignore = ["V112"]\nselect = ["files"]\nstrict = true')
    assert run(warned).stderr == "1 pack: no findings\n"
    assert run(warned / "A1").stderr == "1 pack: no findings\n"


def test_file_without_our_table_is_passed_over(warned: Path) -> None:
    configure(warned, 'select = ["files"]\nstrict = true')
    (warned / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    assert run(warned).exit_code == 1


def test_command_line_wins(warned: Path) -> None:
    configure(warned, 'select = ["files"]\nignore = ["V112"]\nstrict = true')
    assert run("--select", "V112", warned).exit_code == 1
    assert run("--ignore", "V113", warned).exit_code == 1
    assert run("--select", "V112", "--no-strict", warned).exit_code == 0


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("selekt = []", "2:1: there is no key “selekt” here; did you mean “select”?"),
        ("colour = 1", "2:1: there is no key “colour” here; the keys here are: select, ignore, strict, baseline"),
        ('select = "V3"', "2:10: “select” must be a list, not text"),
        ('ignore = [\n  "V3",\n  3]', "4:3: “ignore” must be text, not a number"),
        ("select = [[]]", "2:11: “select” must be text, not a list"),
        ('strict = "yes"', "2:10: “strict” must be true or false, not text"),
        ("strict = 1", "2:10: “strict” must be true or false, not a number"),
        ("baseline = 3", "2:12: “baseline” must be text, not a number"),
        ("baseline = 2026-01-02", "2:12: “baseline” must be text, not a date or time"),
        ("baseline = {}", "2:12: “baseline” must be text, not a mapping"),
        ('baseline = ""', "2:12: “baseline” is not a path"),
        (r'baseline = "a\u0000b"', "2:12: “baseline” is not a path"),
        ('baseline = "known.json"', "2:12: the baseline {}/known.json does not exist; write one with --write-baseline"),
        ('baseline = "."', "2:12: the baseline {} is not a regular file"),
        ('baseline = "pyproject.toml"', "2:12: {}/pyproject.toml is not a baseline: it is not JSON"),
        ('select = ["V3", "wrds"]', "2:17: there is no rule, area or severity “wrds”; did you mean “words”?"),
        ('select = ["V1"]\nignore = ["V3,V0"]', "3:11: there is no rule, area or severity “V0”"),
        ('select = ["V1"]\nignore = ["V1"]', "1:7: no rules are left to check"),
        ("select = [", "2:10: this is not TOML: invalid value"),
        ("select = []\nselect = []", "3:1: the key “select” is given twice"),
        ("[[tool.babblr-vocab]]", "2:8: the key “babblr-vocab” is given twice"),
        ("select = " + "[" * 5000, "2:110: lists and tables are nested more than 100 deep"),
        ("a." * 5000 + "b = 1", "2:1: lists and tables are nested more than 100 deep"),
        ("strict = 1" + "0" * 5000, "2:10: this is not TOML: a number has too many digits"),
        ("strict = \0", "2:10: this is not TOML: invalid value"),
    ],
)
def test_faulty_settings_are_a_wrong_call(text: str, fault: str, warned: Path) -> None:
    file = configure(warned, text)
    result = run(warned)
    assert result.exit_code == 2
    assert f"{file}:{fault.format(file.parent)}" in " ".join(result.stderr.split())


def test_settings_that_are_no_table_are_a_wrong_call(warned: Path) -> None:
    path = configure(warned, "")
    path.write_text("[tool]\nbabblr-vocab = [3]\n", "utf-8")
    result = run(warned)
    assert result.exit_code == 2
    assert f"{path}:2:16: “babblr-vocab” must be a table" in result.stderr
    path.write_bytes(b"[tool.babblr-vocab]\nselect = ['\xe9']\n")
    result = run(warned)
    assert result.exit_code == 2
    assert f"{path}:2:12: byte 0xE9 is not UTF-8" in result.stderr
    path.write_bytes(b"#" * 2**20)
    assert run(warned).exit_code == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_baseline_that_is_no_file_is_not_waited_for(warned: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    configure(warned, 'baseline = "pipe"')
    for arguments in ([warned], ["--baseline", tmp_path / "pipe", warned]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "is not a regular file" in result.stderr


def test_a_baseline_without_end_is_not_read(warned: Path, tmp_path: Path) -> None:
    with (tmp_path / "known.json").open("wb") as file:
        file.truncate(2**40)  # which takes no room on the disk
    result = run("--baseline", tmp_path / "known.json", warned)
    assert result.exit_code == 2
    assert "it is larger than 16 MB" in result.stderr


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\nbabblr-vocab = 3", "\xff"])
def test_odd_settings_are_no_internal_fault(text: str, warned: Path) -> None:
    (warned.parent / "pyproject.toml").write_bytes(text.encode("latin-1"))
    assert run(*CHEAP, warned).exit_code in (0, 2)


# --- strict


def test_strict_fails_on_warnings(warned: Path) -> None:
    assert run(*CHEAP, warned).exit_code == 0
    result = run("--strict", "-q", *CHEAP, warned)
    assert result.exit_code == 1
    assert "V112" in result.stdout  # what fails is shown, however quiet


def test_strict_leaves_remarks_alone(tmp_path: Path) -> None:
    assert run("--strict", "--select", "info", copy_of_valid(tmp_path)).exit_code == 0


# --- waivers


def test_waived_findings_are_counted(warned: Path) -> None:
    path = warned / "pack.yaml"
    path.write_text(f"{path.read_text('utf-8')}waivers: [{{rule: V112, file: a2, reason: Ours.}}]\n", "utf-8")
    result = run("--strict", *CHEAP, warned)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 pack: no findings (1 waived)\n"
    assert run(*CHEAP, warned / "A1").stderr == "1 pack: no findings\n"


# --- baseline


@pytest.fixture
def baseline(faulty: Path, tmp_path: Path) -> Path:
    """A baseline of the faulty pack."""
    path = tmp_path / "known.json"
    result = run("--write-baseline", path, *CHEAP, faulty)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("1 pack: no findings (1 in the baseline)\n")
    return path


def test_known_findings_do_not_fail(faulty: Path, baseline: Path) -> None:
    result = run("--baseline", baseline, *CHEAP, faulty)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("1 pack: no findings (1 in the baseline)\n")
    summary = json.loads(run("-f", "json", "--baseline", baseline, *CHEAP, faulty).stdout)["summary"]
    assert (summary["errors"], summary["in_baseline"]) == (0, 1)


def test_new_findings_fail(faulty: Path, baseline: Path) -> None:
    path = faulty / "A1" / "food.yaml"
    path.write_text("# one line more\n" + path.read_text("utf-8").replace("priority: 2", "priority: two"), "utf-8")
    result = run("--baseline", baseline, *CHEAP, faulty)
    assert result.exit_code == 1
    assert "priority" in result.stdout
    assert "nuon" not in result.stdout


def test_gone_findings_are_counted(faulty: Path, baseline: Path) -> None:
    path = faulty / "A1" / "food.yaml"
    path.write_text(path.read_text("utf-8").replace("nuon", "noun"), "utf-8")
    assert run("--baseline", baseline, *CHEAP, faulty).stderr == "1 pack: no findings (1 gone from the baseline)\n"
    # What was not looked for is not gone.
    assert run("--baseline", baseline, "--select", "V112", faulty).stderr == "1 pack: no findings\n"
    assert run("--baseline", baseline, *CHEAP, faulty / "pack.yaml").stderr == "1 pack: no findings\n"


def test_baseline_is_the_same_wherever_it_was_written(
    faulty: Path, baseline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(faulty / "A1")
    run("--write-baseline", "../../other.json", *CHEAP, "..")
    assert (faulty.parent / "other.json").read_bytes() == baseline.read_bytes()
    assert json.loads(baseline.read_text("utf-8"))["findings"][0] | {"fingerprint": ""} == {
        "file": "es/A1/food.yaml",
        "rule": "V109",
        "word": "pan",
        "fingerprint": "",
    }


def test_baseline_comes_from_the_settings(faulty: Path, baseline: Path) -> None:
    configure(faulty, 'baseline = "known.json"\nselect = ["files"]')
    assert run(faulty).exit_code == 0
    assert run("--no-baseline", faulty).exit_code == 1
    baseline.unlink()
    assert run(faulty).exit_code == 2
    assert run("--write-baseline", baseline, faulty).exit_code == 0
    assert baseline.is_file()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"{", "it is not JSON"),
        (b"\xff", "it is not UTF-8 text"),
        (b'{"version": 9, "findings": []}', "its version is not 1"),
    ],
)
def test_faulty_baseline_is_a_wrong_call(content: bytes, fault: str, faulty: Path, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(content)
    result = run("--baseline", path, faulty)
    assert result.exit_code == 2
    assert fault in result.stderr


def test_missing_baseline_is_a_wrong_call(faulty: Path, tmp_path: Path) -> None:
    result = run("--baseline", tmp_path / "known.json", faulty)
    assert result.exit_code == 2
    assert "does not exist; write one with --write-baseline" in result.stderr
    assert run("--baseline", tmp_path, faulty).exit_code == 2


# --- a text on standard input


def typed(name: Path, text: str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["validate", *arguments, "-", "--stdin-name", str(name)], input=text)


def test_a_text_that_is_not_saved_is_checked_in_its_place(tmp_path: Path) -> None:
    file = copy_of_valid(tmp_path) / "A1" / "food.yaml"
    saved = file.read_text("utf-8")
    result = typed(file, saved.replace("noun", "nuon", 1), "-f", "concise", *CHEAP, "--select", "V109")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert re.fullmatch(rf"{re.escape(str(file))}:\d+:21: error: “nuon” is not a valid .* \[V109 schema\]", line)
    assert file.read_text("utf-8") == saved
    text = typed(file, saved.replace("noun", "nuon", 1), *CHEAP, "--select", "V109").stdout
    assert "part_of_speech: nuon" in text
    assert typed(file, saved, *CHEAP).exit_code == 0


def test_a_file_that_is_not_there_yet_is_checked(tmp_path: Path) -> None:
    file = copy_of_valid(tmp_path) / "A1" / "drinks.yaml"
    assert "V109" in typed(file, "level: A1\n", "-f", "concise", *CHEAP, "--select", "V109").stdout
    assert not file.exists()


def test_a_text_in_a_linked_folder_is_not_written_there(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path / "sources")
    outside = (pack / "A1").rename(tmp_path / "A1")
    (pack / "A1").symlink_to(outside)
    before = (outside / "food.yaml").read_bytes()
    result = typed(pack / "A1" / "food.yaml", "level: A1\n")
    assert result.exit_code == 2
    assert "is not inside a pack" in result.stderr
    assert (outside / "food.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], "--stdin-name says which file it is"),
        (["-", "vocab_sources", "--stdin-name", "x.yaml"], "“-” stands alone"),
        (["vocab_sources", "--stdin-name", "x.yaml"], "--stdin-name needs the path “-”"),
        (["-", "--stdin-name", "nowhere/x.yaml"], "nowhere does not exist"),
    ],
)
def test_standard_input_needs_a_name(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(cli, ["validate", *arguments], input="level: A1\n")
    assert result.exit_code == 2
    assert message in result.stderr


def test_statistics_count_by_rule(warned: Path) -> None:
    result = run("--statistics", *CHEAP, warned)
    assert result.stdout == "1  V112 unexpected-file  warning: A file or folder in the pack is not read\n"
    assert run("--statistics", "-f", "json", warned).exit_code == 2
