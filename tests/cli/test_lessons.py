"""`babblr-vocab lessons`: proposals printed, written, or only asked for."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from tests.packs import copy_of_valid

WORD = (
    "  - {{base_form: cosa{0}, part_of_speech: noun, priority: 1, status: reviewed, meanings: "
    "[{{meaning: Es una cosa., translation: thing, examples: [{{text: Es la cosa{0}.}}]}}]}}\n"
)


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["lessons", "es", "-s", str(folder), *options])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The valid pack, with ten more words of food: 13 of them are in no lesson, and two of greetings."""
    pack = copy_of_valid(tmp_path)
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").rstrip("\n") + "\n" + "".join(map(WORD.format, range(10))), "utf-8")
    return pack


def test_proposals_are_printed_and_nothing_is_written(pack: Path) -> None:
    result = run(pack.parent)
    assert result.exit_code == 0
    assert result.stdout.startswith("# A1\n  - id: a1-food-1\n    topic: food\n    title: La comida  # better")
    assert "A1 greetings: not enough for a lesson yet, only 2 words: " in result.stderr
    assert result.stderr.endswith("1 lesson proposed\n")
    assert not (pack / "lessons").exists()


def test_what_is_written_is_taken_by_the_build_and_proposed_no_more(pack: Path) -> None:
    from pipeline.builder.analyse import analyse
    from pipeline.builder.discover import PackFolder

    result = run(pack.parent, "--write")
    assert result.exit_code == 0
    assert (pack / "lessons" / "A1.yaml").is_file()
    lexicon = analyse(PackFolder(pack, "es"), chosen=()).lexicon
    (lesson,) = lexicon.lessons
    assert {item.text for item in lesson.items} == {word.base_form for word in lexicon.words if word.topic == "food"}
    assert run(pack.parent).stderr.endswith("0 lessons proposed\n")


def test_lessons_that_are_there_stay_as_they_are(pack: Path) -> None:
    run(pack.parent, "--write")
    path = pack / "lessons" / "A1.yaml"
    mine = path.read_text("utf-8").replace("title: La comida  # better: a title of its own", "title: ¡A comer! # mine")
    path.write_text(mine, "utf-8")
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8") + "".join(map(WORD.format, range(10, 20))), "utf-8")
    assert run(pack.parent, "--write").exit_code == 0
    text = path.read_text("utf-8")
    assert text.startswith(mine)
    assert "id: a1-food-2\n" in text


def test_check_says_by_its_exit_code_whether_a_word_is_in_no_lesson(pack: Path) -> None:
    assert run(pack.parent, "--check").exit_code == 1
    assert not (pack / "lessons").exists()
    greetings = pack / "A1" / "greetings.csv"
    greetings.unlink()
    run(pack.parent, "--write")
    assert run(pack.parent, "--check").exit_code == 0


def test_only_a_level_that_is_asked_for(pack: Path) -> None:
    assert run(pack.parent, "--level", "B1").stderr == "0 lessons proposed\n"


def test_a_pack_that_cannot_be_read_whole_is_left_alone(pack: Path) -> None:
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("part_of_speech: noun", "part_of_speech: nuon", 1), "utf-8")
    result = run(pack.parent, "--write")
    assert result.exit_code == 2
    assert "`babblr-vocab validate " in result.stderr
    assert not (pack / "lessons").exists()


def test_a_list_in_brackets_is_left_as_it_is(pack: Path) -> None:
    path = pack / "lessons" / "A1.yaml"
    path.parent.mkdir()
    path.write_text("lessons: []\n", "utf-8")
    result = run(pack.parent, "--write")
    assert (result.exit_code, path.read_text("utf-8")) == (1, "lessons: []\n")
    assert "A1.yaml has no list of lessons to add to" in result.stderr


def test_a_language_without_a_pack(pack: Path) -> None:
    result = CliRunner().invoke(cli, ["lessons", "fr", "-s", str(pack.parent)])
    assert result.exit_code == 2
    assert "there is no pack “fr”" in result.stderr
