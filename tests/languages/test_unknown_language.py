"""A language that the program does not know: forty words of Catalan, and what the pack says of the language."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.app.vocabulary import index_of_file
from pipeline.cli import cli
from pipeline.languages.profile import profile
from pipeline.recognition.recognition import recognise
from tests.packs import UNKNOWN, UNKNOWN_TEXT


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that is built of the pack, which is clean; the pack is gone."""
    folder = tmp_path_factory.mktemp("unknown")
    sources, path = folder / "sources", folder / "babblr.db"
    shutil.copytree(UNKNOWN, sources)
    for arguments in (["validate", sources, "--strict"], ["build", sources, "--output", path]):
        done = CliRunner().invoke(cli, [*map(str, arguments), *(["--no-cache"] if arguments[0] == "build" else [])])
        assert done.exit_code == 0, done.output
    shutil.rmtree(sources)
    return path


def test_the_program_does_not_know_it() -> None:
    assert not profile("ca").known
    assert len((UNKNOWN / "ca" / "A1" / "first-words.csv").read_text("utf-8").splitlines()) == 40 + 1


def test_a_text_is_known_whole_from_the_database(database: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(UNKNOWN_TEXT, "utf-8")
    arguments = ["coverage", text, "-l", "ca", "--level", "A1", "--db", database, "--fail-under", 100]
    done = CliRunner().invoke(cli, list(map(str, arguments)))
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("text", "spelling", "base_form", "words"),
    [
        ("Els gats.", "gats", "gat", ["gat"]),
        ("La casa nova.", "nova", "nou", ["nou"]),
        ("L'escola.", "L'", "el", ["el"]),
        ("Vaig al llibre.", "al", "a", ["a", "el"]),
        ("Em rento.", "rento", "rentar-se", ["rentar-se"]),
        ("Rentant-te.", "Rentant-te", "rentar-se", ["rentar-se", "et"]),
        ("S'asseu.", "asseu", "asseure's", ["asseure's"]),
        ("M'he d'asseure.", "asseure", "asseure's", ["asseure's"]),
    ],
)
def test_forms_are_found_with_their_words(
    database: Path, text: str, spelling: str, base_form: str, words: list[str]
) -> None:
    index = index_of_file(database, "ca")
    (found,) = (one for _, _, one in recognise(text, index) if one.text == spelling)
    assert found.candidates[0].base_form == base_form
    assert [one.base_form for one in found.candidates[0].words] == words
    assert found.candidates[0].tolerated == ()


def test_without_the_pronoun_it_is_another_verb(database: Path) -> None:
    (found,) = (one for _, _, one in recognise("El gat renta.", index_of_file(database, "ca")) if one.text == "renta")
    assert found.candidates == () or found.candidates[0].tolerated != ()
