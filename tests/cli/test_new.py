"""`babblr-vocab new` and `new-pack`: what they write follows the schema, and nothing that is typed gets out of hand."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from pipeline.builder.analyse import analyse, read_pack
from pipeline.builder.discover import PackFolder
from pipeline.cli import cli
from pipeline.curation.scaffold import NotPossibleError, base_form
from pipeline.languages.profile import profile
from pipeline.model.findings import Severity
from pipeline.model.lexicon import PARTS_OF_SPEECH, Unfinished
from pipeline.reading import yaml_events
from pipeline.reading.profiles import profile_of
from pipeline.system.resources import resource
from tests.packs import broken_pack, copy_of_valid

NOTHING_WRONG: set[str] = set()
"""An entry that is not filled in yet stops no build."""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def new(pack: Path, *arguments: str) -> Result:
    return run("new", "--sources", pack.parent, *arguments)


def errors(pack: Path) -> set[str]:
    found = analyse(PackFolder(pack, pack.as_posix()), chosen=None).findings
    return {finding.rule.code for finding in found if finding.severity is Severity.ERROR}


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def drafts(pack: Path) -> dict[str, Unfinished]:
    """Return the drafts that are not filled in yet."""
    return {one.base_form: one for one in read_pack(PackFolder(pack, pack.as_posix())).unfinished}


def entry(pack: Path, word: str) -> Any:
    """Return an entry as it is written; to the build, it is a draft that is not filled in yet."""
    draft = drafts(pack)[word]
    data, _ = yaml_events.parse(Path(draft.place.file).read_text("utf-8"), "")
    return data["words"][draft.place.pointer[1]]


def test_entry_at_the_end_of_a_word_list(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    before = (pack / "A1" / "food.yaml").read_text("utf-8")
    result = new(pack, "es", "limón", "--topic", "food")
    assert result.exit_code == 0
    assert result.stdout == f"added “limón” to {pack}/A1/food.yaml\n"
    assert f"babblr-vocab validate {pack}/A1/food.yaml" in result.stderr
    text = (pack / "A1" / "food.yaml").read_text("utf-8")
    assert text.startswith(before)
    assert text.removeprefix(before).startswith("  - base_form: limón\n    part_of_speech: noun\n    # gender: one of ")
    word = entry(pack, "limón")
    assert (word["priority"], word["pronunciation"], word["status"]) == (6, "liˈmon", "draft")  # in the last band
    assert errors(pack) == NOTHING_WRONG
    assert run("fix", "--check", pack).exit_code == 0


def test_word_that_is_there_is_not_added_again(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    for word, place in (("pan", "A1/food.yaml:5:16"), (" adio\u0301s ", "A1/greetings.csv:3:1")):
        result = new(pack, "es", word, "--topic", "food", "--print")
        assert result.exit_code == 1
        assert f"{pack}/{place}: error: “{word.strip()}”".replace("o\u0301", "ó") in result.stdout


def test_word_that_differs_in_capitals_alone_is_not_added(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    before = files(pack)
    result = new(pack, "es", "Pan", "--topic", "food")
    assert result.exit_code == 1
    assert "“Pan” differs from this word of the pack only in capitals" in result.stdout
    assert files(pack) == before


def test_article_is_not_part_of_a_word(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    before = files(pack)
    result = new(pack, "es", "el limón", "--topic", "food")
    assert result.exit_code == 2
    assert "a base form has no article; add “limón”" in result.stderr
    assert files(pack) == before


@pytest.mark.parametrize("said", ["formerly: [pann, pam]", "identity: pam"])
def test_word_that_is_spelled_as_another_once_was_is_not_added(said: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    path = pack / "A1" / "food.yaml"
    text = path.read_text("utf-8").replace("    source: babblr\n", f"    {said}\n    source: babblr\n")
    path.write_text(text, "utf-8")
    result = new(pack, "es", "pam", "--topic", "food")
    assert result.exit_code == 1
    assert f"{path}:5:16: error: “pam” was once the spelling of “pan”" in result.stdout
    assert "`identity: pam#2`" in result.stdout
    assert path.read_text("utf-8") == text
    assert new(pack, "es", "pamm", "--topic", "food").exit_code == 0


def test_word_in_an_entry_with_faults_is_found(tmp_path: Path) -> None:
    pack = broken_pack("impossible-value", tmp_path)
    assert new(pack, "es", "pan", "--topic", "greetings").exit_code == 1


def test_csv_list(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    path = pack / "A1" / "greetings.csv"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert new(pack, "es", 'buenas, "tú"', "--topic", "greetings", "--part-of-speech", "interjection").exit_code == 0
    assert path.read_text("utf-8").splitlines()[3].startswith('"buenas, ""tú""",interjection,,6,FIXME,FIXME,FIXME,')
    assert errors(pack) == NOTHING_WRONG


def test_new_list(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    assert new(pack, "es", "limón", "--topic", "food", "--level", "b1").exit_code == 0
    text = (pack / "B1" / "food.yaml").read_text("utf-8")
    schema = "../../../../../../schemas/words.schema.json"
    assert text.startswith(f"# yaml-language-server: $schema={schema}\nlevel: B1\ntopic: food\nwords:\n  - base_form: ")
    assert entry(pack, "limón")["priority"] == 1
    assert errors(pack) == NOTHING_WRONG


@pytest.mark.parametrize("part_of_speech", PARTS_OF_SPEECH)
def test_print_writes_nothing(part_of_speech: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    before = (pack / "A1" / "food.yaml").read_bytes()
    for topic in ("food", "greetings"):
        result = new(pack, "es", "limón", "--topic", topic, "--part-of-speech", part_of_speech, "--print")
        assert result.exit_code == 0
        assert f"limón,{part_of_speech}" in result.stdout or f"part_of_speech: {part_of_speech}\n" in result.stdout
    assert (pack / "A1" / "food.yaml").read_bytes() == before


def test_topic(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    assert "the topics are: food, greetings" in new(pack, "es", "limón").stderr
    assert "did you mean “food”?" in new(pack, "es", "limón", "--topic", "foods").stderr
    for topic in ("../../x", "/etc/x", "foo\nd", "\x1b[31m", ""):
        result = new(pack, "es", "limón", "--topic", topic)
        assert result.exit_code == 2
        assert "\x1b" not in result.output
    text = (pack / "pack.yaml").read_text("utf-8")
    (pack / "pack.yaml").write_text(text.replace("  food:", '  "../food\\e":'), "utf-8")
    result = new(pack, "es", "limón", "--topic", "../food\x1b")
    assert result.exit_code == 2
    assert "\x1b" not in result.output
    assert not (pack / "food.yaml").exists()


@pytest.mark.parametrize(
    "word", ["", " ", "\n", "a\nb", "\x1b[31mpan", "a\u202eb", "pa\u200bn", "x" * 101, "!", "\udc80"]
)
def test_what_is_no_word(word: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    before = files(pack)
    result = new(pack, "es", word, "--topic", "food")
    assert result.exit_code == 2
    assert "\x1b" not in result.output
    assert files(pack) == before


HARD = """no|null|12:30|1|a: b|- a|'a'|"a"|../a|#a|&a|*a|!a|[a|{a}|a #b|@a|%a|a\\n|~a"""
DATES_AND_MARKS = ["2024-01-01", "2024-99-99", "=1+1", "año d’été", "¿qué?"]


@pytest.mark.parametrize("word", HARD.split("|") + DATES_AND_MARKS)
def test_every_word_comes_back_as_it_was(word: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    before = files(pack)
    for topic in ("food", "greetings"):
        assert new(pack, "es", "--topic", topic, "--", word if topic == "food" else f"{word} z").exit_code == 0
    assert entry(pack, word.replace("’", "'"))["status"] == "draft"
    assert f"{word} z".replace("’", "'") in drafts(pack)
    assert files(pack) == before
    data, _ = yaml_events.parse((pack / "A1" / "food.yaml").read_text("utf-8"), "")
    assert len(data["words"]) == 5


@given(st.text())
def test_words_are_lines_without_anything_hidden(word: str) -> None:
    try:
        result = base_form(word, "noun", profile("es"))
    except NotPossibleError:
        return
    assert result == result.strip() == base_form(result, "noun", profile("es"))
    assert 0 < len(result) <= 100
    assert all(character.isprintable() or character.isspace() for character in result)
    assert len(result.splitlines()) == 1


def test_list_that_cannot_be_read(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "A1" / "food.yaml").write_text("a: b: c", "utf-8")
    result = new(pack, "es", "limón", "--topic", "food")
    assert result.exit_code == 1
    assert "A1/food.yaml:1:5: error" in result.stdout
    assert new(pack, "es", "limón", "--topic", "greetings").stderr.startswith(f"{pack}/A1/food.yaml could not be read")


@pytest.mark.parametrize("words", ["", "[]", "[{base_form: a}]", "null"])
def test_list_of_another_shape(words: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    text = f"level: A1\ntopic: food\nwords: {words}\n"
    (pack / "A1" / "food.yaml").write_text(text, "utf-8")
    result = new(pack, "es", "limón", "--topic", "food")
    assert result.exit_code == 1
    assert "has no list of words to add to" in result.stderr
    assert (pack / "A1" / "food.yaml").read_text("utf-8") == text


def test_layout_of_the_list_is_followed(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    text = "level: A1\r\nwords:\r\n- base_form: sal\r\n  priority: 3\r\n  # of sal\r\n# of the file\r\ntopic: food"
    (pack / "A1" / "food.yaml").write_bytes(text.encode())
    assert new(pack, "es", "limón", "--topic", "food").exit_code == 0
    result = (pack / "A1" / "food.yaml").read_bytes().decode()
    assert re.search(r"  # of sal\r\n- base_form: limón\r\n  part_of_speech: noun\r\n", result)
    assert result.endswith("# of the file\r\ntopic: food")
    assert result.count("\n") == result.count("\r\n")


def test_links_out_of_the_pack(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path / "sources")
    (tmp_path / "out").mkdir()
    (pack / "B1").symlink_to(tmp_path / "out")
    result = new(pack, "es", "limón", "--topic", "food", "--level", "B1")
    assert result.exit_code == 1
    assert "outside the pack" in result.output
    assert files(tmp_path / "out") == []


@pytest.mark.parametrize("language", ["xx", "../es", "", "es/A1", "\x1b"])
def test_unknown_pack(language: str, tmp_path: Path) -> None:
    result = new(copy_of_valid(tmp_path), language, "limón", "--topic", "food")
    assert result.exit_code == 2


def test_only_packs_are_offered_in_place_of_an_unknown_one(tmp_path: Path) -> None:
    copy_of_valid(tmp_path)
    (tmp_path / "notes").mkdir()
    assert new(tmp_path / "es", "fr", "lait").stderr.endswith(f"there is no pack “fr” in {tmp_path}; there are: es\n")
    (tmp_path / "es" / "pack.yaml").unlink()
    result = new(tmp_path / "es", "fr", "lait")
    assert result.exit_code == 2
    assert (
        f"there are no packs in {tmp_path}: a pack is a folder such as {tmp_path}/es with a pack.yaml" in result.stderr
    )


@pytest.mark.parametrize("language", ["es", "fr", "de", "it", "nl", "eu", "ja", "ar"])
def test_new_pack_is_valid_once_it_is_filled_in(language: str, tmp_path: Path) -> None:
    result = run("new-pack", language, "--sources", tmp_path)
    pack = tmp_path / language
    described = profile(language).describes_words
    assert result.exit_code == 0
    assert result.stdout == "".join(
        f"wrote {tmp_path}/{name}\n"
        for name in (
            f"{language}/pack.yaml",
            *([] if described else [f"{language}/language.toml"]),
            *(f"{language}/{name}" for name in ("A1/greetings.yaml", "README.md")),
            *(f"_schemas/{kind}.schema.json" for kind in ("pack", "words")),
            *([] if described else ["_schemas/profile.schema.json"]),
        )
    )
    checked = run("validate", "--quiet", "--format", "concise", pack)
    assert checked.exit_code == 1
    errors_in = [line for line in checked.stdout.splitlines() if ": error: " in line]
    assert all(line.endswith("[V125 placeholder]") for line in errors_in)
    assert len(errors_in) == (1 if profile(language).known else 2)
    for file in (pack / "pack.yaml", pack / "language.toml"):
        if file.exists():
            file.write_text(file.read_text("utf-8").replace("FIXME", "OK"), "utf-8")
    checked = run("validate", "--strict" if language in ("es", "fr", "de", "it", "nl") else "--quiet", pack)
    assert (checked.exit_code, checked.stdout) == (0, "")
    findings = analyse(PackFolder(pack, language)).findings
    assert {one.rule.code for one in findings if one.severity is not Severity.INFO} <= {"V207"}
    assert run("fix", "--check", pack).exit_code == 0
    assert new(pack, language, "taxi").exit_code == 0
    assert errors(pack) == NOTHING_WRONG


def test_new_pack_explains_every_field(tmp_path: Path) -> None:
    from pipeline.reading.explanations import schema

    run("new-pack", "it", "--sources", tmp_path)
    text = (tmp_path / "it" / "pack.yaml").read_text("utf-8")
    for name in schema("pack")["properties"]:
        assert re.search(rf"^#.*\n(# )?{name}:", text, re.MULTILINE), name


@pytest.mark.parametrize("language", ["eu", "ja"])
def test_what_the_new_pack_says_of_a_language_holds_once_it_is_uncommented(language: str, tmp_path: Path) -> None:
    run("new-pack", language, "--sources", tmp_path)
    path = tmp_path / language / "language.toml"
    schema_line, *lines = path.read_text("utf-8").splitlines()
    assert (path.parent / schema_line.removeprefix("#:schema ")).read_text("utf-8") == run("schema", "profile").stdout
    keys = [re.sub(r"^# (?=[a-z_]+ = |\[|\"l'|me |se |del )", "", line) for line in lines]
    path.write_text("\n".join(keys).replace("FIXME", "X"), "utf-8")
    its = profile_of(path.parent, language, language)
    assert its.describes_words
    assert its.core("lavarsi") == "lavare"
    assert its.recognition.elisions
    assert its.recognition.reflexive_pronouns


@pytest.mark.parametrize("sources", [Path(), Path("made/ of/packs")])
def test_new_pack_names_schemas_that_are_there(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sources.mkdir(parents=True, exist_ok=True)
    run("new-pack", "it", "--sources", sources)
    new(sources / "it", "it", "ciao", "--topic", "greetings", "--level", "B1")
    lists = sorted((sources / "it").rglob("*.yaml"))
    assert len(lists) == 3
    for path in lists:
        (named,) = re.findall(r"^# yaml-language-server: \$schema=(\S+)$", path.read_text("utf-8"), re.MULTILINE)
        kind = "pack" if path.name == "pack.yaml" else "words"
        assert (path.parent / named).read_text("utf-8") == run("schema", kind).stdout


def test_schemas_that_are_there_stay(tmp_path: Path) -> None:
    run("new-pack", "ca", "--sources", tmp_path)
    (tmp_path / "_schemas" / "pack.schema.json").write_text("{}", "utf-8")
    (tmp_path / "_schemas" / "words.schema.json").unlink()
    assert run("new-pack", "eu", "--sources", tmp_path).stdout.endswith(
        f"/README.md\nwrote {tmp_path}/_schemas/words.schema.json\n"
    )
    assert (tmp_path / "_schemas" / "pack.schema.json").read_text("utf-8") == "{}"
    assert run("validate", "--quiet", "--ignore", "placeholder", tmp_path).exit_code == 0  # the folder is no pack


def test_new_pack_in_a_checkout_names_its_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(resource("schemas"), tmp_path / "schemas")
    (tmp_path / "vocab_sources").mkdir()
    monkeypatch.setattr("pipeline.curation.scaffold_pack.resource", lambda name: tmp_path / name)
    run("new-pack", "it", "--sources", tmp_path / "vocab_sources")
    pack = (tmp_path / "vocab_sources" / "it" / "pack.yaml").read_text("utf-8")
    assert pack.startswith("# yaml-language-server: $schema=../../schemas/pack.schema.json\n")
    assert [path.name for path in (tmp_path / "vocab_sources").iterdir()] == ["it"]


def test_existing_pack_is_refused(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    before = files(tmp_path)
    result = run("new-pack", "es", "--sources", tmp_path)
    assert result.exit_code == 2
    assert f"{pack} already exists" in result.stderr
    (tmp_path / "it").symlink_to("nowhere")
    assert run("new-pack", "it", "--sources", tmp_path).exit_code == 2
    (tmp_path / "it").unlink()
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("ES", "did you mean “es”?"),
        ("deu", "did you mean “de”?"),
        ("spanish", "did you mean “es” (Spanish)?"),
        ("itt", "did you mean “it”?"),
        ("sp", "with the same first letter there are sa, sc,"),
        ("../x", "all are listed at https://"),
        ("", "all are listed at https://"),
        ("\x1b[31m", "“\\u001b[31m” is not"),
    ],
)
def test_unknown_code(code: str, hint: str, tmp_path: Path) -> None:
    result = run("new-pack", "--sources", tmp_path, "--", code)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert files(tmp_path) == []


def test_failed_pack_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    assert isinstance(run("new-pack", "it", "--sources", tmp_path).exception, OSError)
    assert files(tmp_path) == []


def test_new_pack_needs_a_folder(tmp_path: Path) -> None:
    assert "does not exist" in run("new-pack", "it", "--sources", tmp_path / "x").stderr


def test_new_pack_with_topics_has_no_word_to_replace(tmp_path: Path) -> None:
    topics = ("--topic", "in-the-kitchen=A la cuina: què hi ha?", "--topic", "town=El poble")
    result = run("new-pack", "ca", "--name", "Catalan", *topics, "--sources", tmp_path)
    assert result.exit_code == 0, result.output
    pack = yaml.safe_load((tmp_path / "ca" / "pack.yaml").read_text("utf-8"))
    assert pack["title"] == "Catalan"
    assert pack["topics"] == {
        "in-the-kitchen": {"title": "A la cuina: què hi ha?", "title_en": "In the kitchen"},
        "town": {"title": "El poble", "title_en": "Town"},
    }
    assert not list((tmp_path / "ca").glob("*/*.yaml"))
    checked = run("validate", "--no-cache", tmp_path / "ca")
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("topic", ["kitchen", "kitchen=", "In the kitchen=A la cuina", "../x=A la cuina"])
def test_new_pack_refuses_topics_without_title_or_id(topic: str, tmp_path: Path) -> None:
    result = run("new-pack", "ca", "--topic", topic, "--sources", tmp_path)
    assert result.exit_code == 2
    assert topic.partition("=")[0] in result.output
    assert list(tmp_path.iterdir()) == []
