"""`babblr-vocab inflect`: on the packs of this repository, and on tables that miss rows or cannot be read in full."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.builder.discover import packs_in
from pipeline.cli import cli
from tests.packs import copy_of_valid

SOURCES = Path(__file__).parents[2] / "vocab_sources"


FEWER_FORMS = {
    "fr": "déjeuner dîner football faim soif argent janvier février mars avril mai juin juillet août septembre octobre "
    "novembre décembre"
}
"""By language, words of which a curator left out forms that the rules give and nobody says: des faims, déjeunée."""


@pytest.mark.parametrize("language", [pack.path.name for pack in packs_in(SOURCES, [])])
def test_every_row_is_there_and_is_what_the_rules_give(language: str) -> None:
    pytest.importorskip("ablaut")
    result = CliRunner().invoke(cli, ["inflect", language, "--check", "--sources", str(SOURCES)])
    words = FEWER_FORMS.get(language, "").split()
    *different, summary = result.output.splitlines()
    assert [line.partition(":")[0].split()[1] for line in different] == words
    assert all("the table has “”, the rules give" in line for line in different)
    assert summary == f"0 missing, {len(words)} different"
    assert result.exit_code == 0


def run(pack: Path, *arguments: str) -> Result:
    pytest.importorskip("ablaut")
    return CliRunner().invoke(cli, ["inflect", pack.name, "--sources", str(pack.parent), *arguments])


def table(pack: Path, *, without: str = "", more: str = "") -> Path:
    """Take a row out of the table of nouns, put others in, and return its path."""
    path = pack / "paradigms" / "noun.csv"
    rows = [row for row in path.read_text("utf-8").splitlines() if not without or not row.startswith(f"{without},")]
    path.write_text("\n".join([*rows, more]), "utf-8")
    return path


def test_a_missing_row_is_added(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    path = table(pack, without="pan", more="sal,sal,sales\n")
    result = run(pack)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "noun pan: no row\n", "1 missing, 0 different\n")
    result = run(pack, "--write")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"wrote {path}; review it like any other change\n0 missing, 0 different\n"
    assert path.read_text("utf-8").splitlines()[1:] == ["pan,pan,panes,,", "sal,sal,sales,,"]


def test_a_table_that_is_not_there_is_made(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    path = pack / "paradigms" / "noun.csv"
    path.unlink()
    assert run(pack, "--write").exit_code == 0
    assert path.read_text("utf-8").splitlines()[1:] == ["pan,pan,panes,,"]


@pytest.mark.parametrize(
    "more",
    [
        'sal,"sal\n',
        "sal,sal,sales,x\n",
        "sal,sal,sales\nsal,sal,\n",
        "\udcff",
    ],
)
def test_rows_that_cannot_be_read_are_not_lost(more: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    path = table(pack, without="pan")
    path.write_bytes(path.read_bytes() + more.encode("utf-8", "surrogateescape"))
    before = path.read_bytes()
    result = run(pack, "--write")
    assert result.exit_code == 1
    assert path.read_bytes() == before
    assert f"{path} was left unchanged: " in result.stderr
    assert result.stderr.endswith("1 missing, 0 different\n")


def test_a_table_with_another_header_is_left_alone(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    path = pack / "paradigms" / "noun.csv"
    text = path.read_text("utf-8").replace("Number=Plur", "Number=Plural")
    path.write_text(text, "utf-8")
    result = run(pack, "--write")
    assert result.exit_code == 1
    assert f"{path} was left unchanged: it has errors; see `babblr-vocab validate`" in result.stderr
    assert path.read_text("utf-8") == text


def test_a_link_out_of_the_pack_is_not_written_through(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path / "sources")
    outside = table(pack, without="pan").rename(tmp_path / "outside.csv")
    (pack / "paradigms" / "noun.csv").symlink_to(outside)
    before = outside.read_bytes()
    assert run(pack, "--write").exit_code == 1
    assert outside.read_bytes() == before
