"""`babblr-vocab draft`: what it writes, from whom, and what it leaves to people."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.intake.sources import Source
from pipeline.intake.statements import Entry, Pair, Sample
from tests.intake.candidates.imports import bring_in
from tests.packs import copy_of_valid

OURS = Source("our-school", "Words of our school", "own")
FREE = Source("free", "A free list", "CC0-1.0", "Ben", "https://example.org")
SHARED = Source("shared", "A wiki", "CC-BY-SA-4.0")
CLOSED = Source("closed", "A publisher's list")
QUESO = Entry("queso", part_of_speech="noun", gender="masculine", plural="quesos", senses=(("cheese",),), level="A2")
SAL = Entry("sal", part_of_speech="noun", gender="feminine", senses=(("salt",), ("wit",)), count=40)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small Spanish pack, and one for candidates."""
    monkeypatch.chdir(tmp_path)
    copy_of_valid(tmp_path / "vocab_sources")
    (tmp_path / "candidates").mkdir()
    return tmp_path


def run(*arguments: str | Path, level: str = "A2", topic: str = "food") -> Result:
    return CliRunner().invoke(cli, ["draft", "es", "--level", level, "--topic", topic, *map(str, arguments)])


def drafts(folder: Path, name: str = "A2/food.yaml") -> dict[str, dict[str, Any]]:
    words = yaml.safe_load((folder / "vocab_sources" / "es" / name).read_text("utf-8"))["words"]
    return {one["base_form"]: one for one in words if one.get("status") == "draft"}


def declared(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((folder / "vocab_sources" / "es" / "pack.yaml").read_text("utf-8"))[
        "sources"
    ]
    return found


def every_file(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_two_lists_say_becomes_an_entry(folder: Path) -> None:
    bring_in(folder / "candidates", {OURS: [QUESO], FREE: [QUESO]})
    result = run("--write")
    assert result.exit_code == 0, result.output
    assert drafts(folder)["queso"] == {
        "base_form": "queso",
        "part_of_speech": "noun",
        "gender": "masculine",
        "pronunciation": "ˈkeso",
        "priority": 1,
        "meanings": [
            {
                "meaning": "FIXME",
                "translation": "cheese",
                "examples": [{"text": "FIXME", "translation": "FIXME"}],
                "source": "free",
            }
        ],
        "source": "free",
        "status": "draft",
    }
    table = (folder / "vocab_sources" / "es" / "paradigms" / "noun.csv").read_text("utf-8")
    assert {row["base_form"]: row["Number=Plur"] for row in csv.DictReader(table.splitlines())}["queso"] == "quesos"
    assert declared(folder)["free"] == {
        "title": "A free list",
        "licence": "CC0-1.0",
        "author": "Ben",
        "url": "https://example.org",
    }
    checked = CliRunner().invoke(cli, ["validate", "--verbose", "--no-cache"])
    assert checked.exit_code == 0, checked.output
    assert "queso" in checked.output


def test_without_write_it_is_shown_as_a_diff(folder: Path) -> None:
    bring_in(folder / "candidates", {OURS: [QUESO]})
    before = every_file(folder)
    result = run()
    assert result.exit_code == 0, result.output
    assert every_file(folder) == before
    assert "+  - base_form: queso\n" in result.stdout
    assert "+    translation: FIXME cheese" in result.stdout.replace("  " * 2 + "    translation", "    translation")
    assert "  translation: only our-school has “cheese”" in result.stderr.splitlines()


def test_twice_changes_nothing(folder: Path) -> None:
    bring_in(folder / "candidates", {OURS: [QUESO, SAL, Entry("arroz"), Entry("leche")]})
    assert run("-n", "2", "--write").exit_code == 0
    first = every_file(folder)
    again = run("-n", "2", "--write")
    assert again.exit_code == 0, again.output
    assert every_file(folder) == first
    assert len(drafts(folder)) == 2
    run("-n", "3", "--write")
    assert len(drafts(folder)) == 3
    assert (
        (folder / "vocab_sources" / "es" / "A2" / "food.yaml")
        .read_bytes()
        .startswith(first[str(Path("vocab_sources/es/A2/food.yaml"))])
    )


def test_what_the_pack_has_is_not_touched(folder: Path) -> None:
    bring_in(folder / "candidates", {OURS: [Entry("Pan", part_of_speech="noun", senses=(("loaf",),))]})
    before = every_file(folder)
    assert run("--write").exit_code == 0
    named = run("--words", "pan", "--write")
    assert "pan is in the pack" in named.stderr
    assert every_file(folder) == before


@pytest.mark.parametrize(("licence", "part"), [("CC-BY-4.0", "FIXME"), ("CC-BY-SA-4.0", "noun")])
def test_share_alike_needs_a_pack_that_declares_it(licence: str, part: str, folder: Path) -> None:
    path = folder / "vocab_sources" / "es" / "pack.yaml"
    path.write_text(path.read_text("utf-8").replace("licence: CC-BY-4.0\nattr", f"licence: {licence}\nattr"), "utf-8")
    bring_in(folder / "candidates", {SHARED: [QUESO]})
    assert run("--write").exit_code == 0
    word = drafts(folder)["queso"]
    assert word["part_of_speech"] == part
    assert ("source" in word) == ("shared" in declared(folder)) == (part == "noun")


def test_a_closed_list_is_compared_with_and_never_written(folder: Path) -> None:
    closed = Entry("queso", part_of_speech="noun", gender="feminine", senses=(("cheese",),), definition="Comida.")
    bring_in(
        folder / "candidates",
        {CLOSED: [closed, Entry("arroz", part_of_speech="noun", senses=(("rice",),))], OURS: [QUESO]},
    )
    result = run("--write")
    word, rice = drafts(folder)["queso"], drafts(folder)["arroz"]
    assert word["meanings"][0]["translation"] == "cheese"
    assert (word["meanings"][0]["meaning"], word["gender"]) == ("FIXME", "FIXME")
    assert "  gender: masculine or feminine" in result.stderr.splitlines()
    assert (rice["part_of_speech"], rice["meanings"][0]["translation"]) == ("FIXME", "FIXME")
    assert declared(folder).keys() == {"babblr", "our-school"}
    assert declared(folder)["our-school"]["licence"] == "CC-BY-4.0"  # the curator's own has the pack's


def test_examples_have_one_new_word(folder: Path) -> None:
    pairs = [
        Pair("Como queso.", "I eat cheese."),
        Pair("Como queso y arroz.", "I eat cheese and rice."),
        Pair("Como pan.", "I eat bread."),
    ]
    bring_in(folder / "candidates", {OURS: [QUESO, SAL], FREE: pairs, CLOSED: [Pair("Compro queso.", "I buy cheese.")]})
    assert run("--write").exit_code == 0
    assert drafts(folder)["queso"]["meanings"][0]["examples"] == [
        {"text": "Como queso.", "translation": "I eat cheese.", "source": "free"}
    ]
    assert drafts(folder)["sal"]["meanings"][0]["examples"] == [{"text": "FIXME", "translation": "FIXME"}]
    assert declared(folder).keys() == {"babblr", "our-school", "free"}


def test_a_sentence_of_its_own_list_with_more_new_words_is_a_proposal(folder: Path) -> None:
    one = Entry("sal", examples=(Sample("Compro sal y arroz.", "I buy salt and rice."),))
    bring_in(folder / "candidates", {OURS: [one]})
    result = run("--write")
    (example,) = drafts(folder)["sal"]["meanings"][0]["examples"]
    assert example["text"] == "FIXME Compro sal y arroz."
    assert any(line.startswith("  example: also new: ") and "arroz" in line for line in result.stderr.splitlines())


def test_levels_are_shown_and_sorted_by_and_not_assigned(folder: Path) -> None:
    def at(word: str, *levels: str) -> dict[Source, list[Entry]]:
        return {source: [Entry(word, level=level)] for source, level in zip((OURS, FREE), levels, strict=False)}

    said: dict[Source, list[Entry | Pair]] = {OURS: [], FREE: []}
    for word, levels in {"a2": ("A2", "A2"), "split": ("A2", "B2"), "other": ("C1", "C1"), "none": ()}.items():
        for source, entries in (at(word, *levels) or {OURS: [Entry(word)]}).items():
            said[source] += entries
    bring_in(folder / "candidates", said)
    result = run("--write")
    assert list(drafts(folder)) == ["a2", "split", "none"]
    lines = result.stderr.splitlines()
    assert lines[lines.index("split  FIXME, FIXME") + 1] == "  level: A2 (our-school), B2 (free)"
    assert lines[lines.index("none  FIXME, FIXME") + 1] == "  level: nothing is said"
    assert "not A2 by anything that is said: 1 candidate; --words drafts them" in lines
    run("--words", "other", "--write")
    assert "other" in drafts(folder)


def test_bands_follow_counts(folder: Path) -> None:
    words = [f"palabra{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    bring_in(folder / "candidates", {OURS: [Entry(word) for word in words]})
    table = folder / "counts.csv"
    table.write_text("".join(["lemma,occurrences\n", *(f"{word},{100 - at}\n" for at, word in enumerate(words[:-1]))]))
    assert run("-n", "26", "--counts", table, "--write").exit_code == 0
    found = {word: one["priority"] for word, one in drafts(folder).items()}
    assert [found[word] for word in words] == [1] * 20 + [2] * 5 + [1]  # the last one has no count
    assert list(found) == words


def test_words_for_concepts(folder: Path) -> None:
    concepts = [
        {"id": id_, "gloss": gloss, "cue": "…", "pos": "noun", "topic": topic, "level": "A2"}
        for id_, gloss, topic in (("cheese", "cheese", "food"), ("rice", "rice", "food"), ("sun", "sun", "weather"))
    ]
    (folder / "vocab_sources" / "concepts").mkdir()
    (folder / "vocab_sources" / "concepts" / "A2.yaml").write_text(yaml.safe_dump({"concepts": concepts}), "utf-8")
    sol = Entry("sol", part_of_speech="noun", senses=(("sun",),))
    bring_in(folder / "candidates", {OURS: [QUESO, sol, SAL]})
    result = run("--concepts", "--write")
    (word,) = drafts(folder).values()
    assert word["meanings"][0] | {"examples": []} == {
        "meaning": "FIXME",
        "translation": "cheese",  # the list and the concept agree
        "concept": "cheese",
        "examples": [],
        "source": "our-school",
    }
    lines = result.stderr.splitlines()
    assert "  level: A2 (our-school), A2 (concept cheese)" in lines
    assert "no list has a word for rice (rice)" in lines


def write_concepts(folder: Path, *concepts: tuple[str, str]) -> None:
    """Write concepts of A2, of the topic food, by their ids and glosses."""
    said = [
        {"id": id_, "gloss": gloss, "cue": "…", "pos": "noun", "topic": "food", "level": "A2"}
        for id_, gloss in concepts
    ]
    (folder / "vocab_sources" / "concepts").mkdir()
    (folder / "vocab_sources" / "concepts" / "A2.yaml").write_text(yaml.safe_dump({"concepts": said}), "utf-8")


def test_the_concept_that_a_translation_names_is_in_the_entry(folder: Path) -> None:
    write_concepts(folder, ("cheese", "cheese"), ("salt-1", "salt"), ("salt-2", "salt, sodium chloride"))
    bring_in(folder / "candidates", {OURS: [QUESO, SAL]})
    result = run("--write")
    (queso,), (sal,) = drafts(folder)["queso"]["meanings"], drafts(folder)["sal"]["meanings"]
    assert (queso["concept"], queso["translation"]) == ("cheese", "FIXME cheese")  # it was found by the translation
    assert "concept" not in sal
    assert "  concept: salt-1 or salt-2" in result.stderr.splitlines()


def test_translations_that_are_not_taken_are_named(folder: Path) -> None:
    tap = Entry("grifo", part_of_speech="noun", senses=(("tap",),), level="A2")
    bring_in(folder / "candidates", {OURS: [tap], FREE: [replace(tap, senses=(("tap", "faucet"), ("valve",)))]})
    result = run("--write")
    assert drafts(folder)["grifo"]["meanings"][0]["translation"] == "tap, faucet"
    assert {
        "  translation: only free has “faucet” too",
        "  translation: not taken: valve (free)",
    } <= set(result.stderr.splitlines())


def test_translations_into_another_language_are_not_taken_for_english(folder: Path) -> None:
    write_concepts(folder, ("pain", "pain"))
    french, more = replace(FREE, translations="fr"), Source("more", "More", "CC0-1.0", translations="fr")
    said = Entry(
        "bollo", part_of_speech="noun", senses=(("pain",),), level="A2", examples=(Sample("Un bollo.", "Un pain."),)
    )
    bring_in(folder / "candidates", {french: [said, Pair("Como un bollo.", "Je mange un pain.")], more: [said]})
    result = run("--write")
    assert "concept pain" not in result.stderr
    assert drafts(folder)["bollo"]["meanings"][0]["translation"] == "FIXME"
    assert "Un pain" not in str(drafts(folder))
    assert "Je mange" not in str(drafts(folder))
    assert "bollo" in str(drafts(folder)["bollo"]["meanings"][0]["examples"])


def test_words_that_no_list_has(folder: Path) -> None:
    assert run("--words", "queso", "--words", "mesa", "--write").exit_code == 0
    assert list(drafts(folder)) == ["queso", "mesa"]
    assert drafts(folder)["mesa"]["part_of_speech"] == "FIXME"


def test_a_word_of_the_pack_typed_otherwise_is_in_the_pack(folder: Path) -> None:
    before = every_file(folder)
    result = run("--words", " pan  ", "--write")
    assert "pan" in result.stderr
    assert every_file(folder) == before


def test_a_list_that_is_a_table_gets_rows(folder: Path) -> None:
    bring_in(folder / "candidates", {OURS: [QUESO], FREE: [QUESO]})
    result = run("--words", "queso", "--write", level="A1", topic="greetings")
    assert result.exit_code == 0, result.output
    table = (folder / "vocab_sources" / "es" / "A1" / "greetings.csv").read_text("utf-8")
    row = list(csv.DictReader(table.splitlines()))[-1]
    assert (row["base_form"], row["translation"], row["meaning_source"]) == ("queso", "cheese", "free")


def test_sources_that_cannot_be_declared_are_named(folder: Path) -> None:
    path = folder / "vocab_sources" / "es" / "pack.yaml"
    block = "sources:\n  babblr: {title: Our own work, licence: CC-BY-4.0}"
    text = path.read_text("utf-8")
    assert block in text
    path.write_text(text.replace(block, "sources: {babblr: {title: Our own work, licence: CC-BY-4.0}}"), "utf-8")
    bring_in(folder / "candidates", {FREE: [QUESO]})
    result = run("--write")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    at = lines.index("To declare in pack.yaml, under sources:")
    assert lines[at + 1 : at + 4] == ["  free:", "    title: A free list", "    licence: CC0-1.0"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fr", "--level", "A2", "--topic", "food"], "fr"),
        (["es", "--level", "A2"], "--topic"),
        (["es", "--level", "A2", "--topic", "fod"], "food"),
        (["es", "--level", "A2", "--topic", "food", "--counts", "list.csv"], "lemma, occurrences"),
        (["es", "--level", "A2", "--topic", "food", "--counts", "bad.csv"], "bad.csv:2"),
    ],
)
def test_what_is_not_possible(arguments: list[str], said: str, folder: Path) -> None:
    (folder / "list.csv").write_text("word\npan\n", "utf-8")
    (folder / "bad.csv").write_text("lemma,occurrences\npan,many\n", "utf-8")
    result = CliRunner().invoke(cli, ["draft", *arguments])
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_damaged_store_is_named(folder: Path) -> None:
    (folder / "candidates" / "es.jsonl").write_text('{"base_form":"x"}\n', "utf-8")
    result = run()
    assert result.exit_code == 2
    assert "es.jsonl:1" in result.stderr


@pytest.mark.parametrize("topic", ["food", "La comida", "Food"])
def test_topics_are_named_by_id_or_title_and_categories_are_matched_with_them(folder: Path, topic: str) -> None:
    named = {"queso": "comida", "sal": "greetings", "leche": "desayuno"}
    entries = [Entry(word, part_of_speech="noun", topics=(its,), level="A2") for word, its in named.items()]
    bring_in(folder / "candidates", {OURS: entries})
    result = run("--write", topic=topic)
    assert set(drafts(folder)) == {"queso", "leche"}, result.output
    assert "of other topics: 1 candidate;" in result.output


def test_categories_of_no_topic_are_named_with_the_nearest_topics_and_can_be_mapped(folder: Path) -> None:
    """The pack teaches pan under food, so that desayuno, which has it, may be food."""
    rows = "".join(f"{word},{its}\n" for word, its in {"pan": "desayuno", "queso": "desayuno", "sal": "salud"}.items())
    Path("school.csv").write_text(f"palabra,categoría\n{rows}", "utf-8")
    bring = ["import", "school.csv", "-l", "es", "--licence", "own"]
    shown = CliRunner().invoke(cli, bring).stdout.splitlines()
    at = shown.index("Of no topic of the pack: 2 categories")
    assert [line.split() for line in shown[at + 1 : at + 3]] == [
        ["desayuno", "2", "rows", "nearest:", "food"],
        ["salud", "1", "row", "nearest:", "greetings"],
    ]
    assert shown[at + 3] == "  To say which topic one is: --map-topic desayuno=food"
    assert CliRunner().invoke(cli, [*bring, "--write"]).exit_code == 0
    named = "categories that are no topic of the pack, whose words fit any: "
    named += "desayuno (2; nearest: food), salud (1; nearest: greetings)\n"
    assert named in run().stderr
    assert "2 drafts" in run(topic="greetings").stderr
    stated = [*bring, "--map-topic", "el desayuno=La comida", "--map-topic", "salud=greetings", "--write"]
    assert CliRunner().invoke(cli, stated).exit_code == 0
    assert "of other topics: 1 candidate;" in run().stderr
    assert "no topic" not in run().stderr
    kept = every_file(folder)
    assert (
        "topics:\n  el desayuno: food\n  salud: greetings\n"
        in kept[str(Path("candidates/mappings/school.yaml"))].decode()
    )
    again = CliRunner().invoke(cli, [*bring, "--write", "--level", "A2"])
    assert again.exit_code == 0, again.output
    assert "  el desayuno: food\n" in Path("candidates/mappings/school.yaml").read_text("utf-8")
    assert "no topic" not in CliRunner().invoke(cli, bring).stdout
    result = run("--write")
    assert set(drafts(folder)) == {"queso"}, result.output


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("desayuno=fod", "did you mean “food”?"),
        ("desayuno=xyz", "the topics are: "),
        ("desayuno", "write it as bagno=housing"),
        ("=food", "write it as bagno=housing"),
    ],
)
def test_a_category_is_mapped_to_a_topic_of_the_pack(folder: Path, text: str, message: str) -> None:
    Path("list.csv").write_text("palabra,categoría\nqueso,desayuno\n", "utf-8")
    result = CliRunner().invoke(cli, ["import", "list.csv", "-l", "es", "--map-topic", text])
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_damaged_mapping_file_is_named(folder: Path) -> None:
    (folder / "candidates" / "mappings").mkdir()
    (folder / "candidates" / "mappings" / "school.yaml").write_text("language: es\ntopics: [a]\ntables: []\n", "utf-8")
    result = run()
    assert result.exit_code == 2
    assert "school.yaml:2" in result.stderr
