"""The concepts are read beside each pack, checked like any source, and part of what its rows are made from."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.builder.analyse import read_pack
from pipeline.builder.digests import state_of_pack
from pipeline.builder.discover import PackFolder, packs_in
from pipeline.builder.release_record import release_record
from pipeline.cli import cli
from pipeline.model.concepts import Why
from tests.packs import copy_of_valid

BREAD = "  - {id: bread, gloss: baked food, cue: I buy bread., pos: noun, topic: food, level: A1}\n"
EAT = "  - {id: eat, gloss: to take food, cue: We eat at two., pos: verb, topic: food, level: A1, retired: true}\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack beside which there are concepts."""
    write(tmp_path / "sources" / "concepts" / "A1.yaml", f"concepts:\n{BREAD}{EAT}")
    return copy_of_valid(tmp_path / "sources")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def digest(pack: Path) -> str:
    return str(release_record(read_pack(PackFolder(pack, pack.as_posix())))["source_digest"])


def test_concepts_and_reasons_are_read(pack: Path) -> None:
    write(pack / "concepts-none.yaml", "covered_by: {eat: comer}\nnot_said_here: [bread]\n")
    lexicon = read_pack(PackFolder(pack, "es"))
    assert [(one.id, one.level, one.retired, one.place.file) for one in lexicon.concepts] == [
        ("bread", "A1", False, "concepts/A1.yaml"),
        ("eat", "A1", True, "concepts/A1.yaml"),
    ]
    assert [(one.concept, one.why, one.by, str(one)) for one in lexicon.without_words] == [
        ("eat", Why.COVERED_BY, "comer", "covered by comer"),
        ("bread", Why.NOT_SAID_HERE, None, "not said here"),
    ]


def test_a_word_that_is_spelled_otherwise_now_still_covers_a_concept_and_is_confused(pack: Path) -> None:
    write(pack / "concepts-none.yaml", "covered_by: {bread: pan}\n")
    text = (pack / "A1" / "food.yaml").read_text("utf-8").replace("antonyms: [malo]", "contrasts: [pan]")
    renamed = text.replace("base_form: pan\n", "base_form: pann\n    formerly: [pan]\n")
    write(pack / "A1" / "food.yaml", renamed)
    lexicon = read_pack(PackFolder(pack, "es"))
    assert [one.by for one in lexicon.without_words] == ["pann"]
    assert [word.contrasts for word in lexicon.words if word.contrasts] == [("pann",)]


def test_the_digest_of_a_pack_depends_on_the_concepts_but_not_on_where_they_are(pack: Path, tmp_path: Path) -> None:
    first, state = digest(pack), state_of_pack(pack)
    shutil.copytree(tmp_path / "sources", tmp_path / "other" / "place")
    assert digest(tmp_path / "other" / "place" / "es") == first
    assert state_of_pack(tmp_path / "other" / "place" / "es").digest == state.digest
    write(pack.parent / "concepts" / "A1.yaml", f"concepts:\n{BREAD}")
    assert digest(pack) != first
    assert state_of_pack(pack).digest != state.digest
    shutil.rmtree(pack.parent / "concepts")
    assert state_of_pack(pack).digest not in (None, state.digest)


@pytest.mark.parametrize(("here", "path"), [("es", "."), (".", "es"), ("..", "sources"), ("concepts", "A1.yaml")])
def test_a_fault_in_the_concepts_is_found_once_and_at_its_place(
    here: str, path: str, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(pack, pack.parent / "fr")
    text = (pack / "pack.yaml").read_text("utf-8").replace("language: es", "language: fr")
    write(pack.parent / "fr" / "pack.yaml", text)
    write(pack.parent / "concepts" / "A1.yaml", f"concepts:\n{BREAD.replace('noun', 'nuon')}")
    monkeypatch.chdir(pack.parent / here)
    for _ in range(2):  # the second time from the cache
        result = run("validate", path)
        assert result.exit_code == 1
        assert result.stdout.count("“nuon” is not a valid pos [V109 schema]") == 1
        assert "concepts/A1.yaml:2:60: error" in result.stdout
        assert "did you mean “noun”?" in result.stdout
        assert "reasons not shown" not in result.stderr


def test_a_change_to_the_concepts_is_seen_by_the_next_check(pack: Path) -> None:
    text = (pack / "A1" / "food.yaml").read_text("utf-8")
    write(pack / "A1" / "food.yaml", text.replace("translation: bread", "translation: bread\n        concept: bread"))
    assert run("validate", pack).exit_code == 0
    write(pack.parent / "concepts" / "A1.yaml", f"concepts:\n{EAT}")
    assert "there is no concept “bread” [V423" in run("validate", pack).stdout


def test_what_is_not_a_list_of_concepts_is_said(pack: Path) -> None:
    write(pack.parent / "concepts" / "food.yaml", "x: y")
    write(pack.parent / "concepts" / "README.md", "x")
    result = run("validate", pack)
    assert "concepts/food.yaml: warning: this is not read" in result.stdout
    assert "Concepts are <level>.yaml" in result.stdout
    assert "README" not in result.stdout


def test_a_file_on_standard_input_is_checked_with_the_concepts(pack: Path) -> None:
    text = (pack / "A1" / "food.yaml").read_text("utf-8")
    typed = text.replace("translation: bread", "translation: bread\n        concept: braed")
    result = CliRunner().invoke(cli, ["validate", "-", "--stdin-name", str(pack / "A1" / "food.yaml")], input=typed)
    assert "there is no concept “braed” [V423" in result.stdout


def test_fix_leaves_the_concepts_alone(pack: Path) -> None:
    before = f"concepts:\n{BREAD.replace('baked food', '  baked  food ')}"
    write(pack.parent / "concepts" / "A1.yaml", before)
    run("fix", pack.parent)
    assert (pack.parent / "concepts" / "A1.yaml").read_text("utf-8") == before


def test_concepts_are_not_in_the_database(pack: Path, tmp_path: Path) -> None:
    without = tmp_path / "without"
    shutil.copytree(pack, without / "es")
    text = (pack / "A1" / "food.yaml").read_text("utf-8")
    write(pack / "A1" / "food.yaml", text.replace("translation: bread", "translation: bread\n        concept: bread"))
    assert [one.name for one in packs_in(pack.parent)] == [pack.as_posix()]
    assert run("diff", without, pack.parent, "--exit-code").exit_code == 0
