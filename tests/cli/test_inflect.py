"""`babblr-vocab inflect`: on the packs of this repository, and on tables that miss rows or cannot be read in full."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.linguistics.de import nouns
from pipeline.builder.discover import packs_in
from pipeline.cli import cli
from pipeline.languages.references import paradigms
from tests.packs import copy_of_valid

SOURCES = Path(__file__).parents[2] / "vocab_sources"


FEWER_FORMS = {
    "de": "einverstanden verboten eigen täglich schaffen geschieden Gesundheit Mitte Nähe Natur",
    "fr": "déjeuner dîner football faim soif argent janvier février mars avril mai juin juillet août septembre octobre "
    "novembre décembre aucun santé tennis plupart avenir météo chômage",
    "it": "nonno riso salute Paesi",
    "nl": "zijn hebben kunnen mogen moeten hoeven begin gelijk paar been hoofdpijn voetbal geboren boodschappen "
    "middernacht overkant",
    "pt": "natação",
}
"""By language, words of which a curator left out forms that the rules give and nobody says in this sense: des faims,
déjeunée, verbotener, schuf."""
_DIFFERENCE = re.compile("the table has “(.*?)”, the rules give “(.*?)”")


@pytest.mark.parametrize("language", [pack.path.name for pack in packs_in(SOURCES, [])])
def test_every_row_is_there_and_is_what_the_rules_give(language: str) -> None:
    pytest.importorskip("ablaut")
    result = CliRunner().invoke(cli, ["inflect", language, "--check", "--sources", str(SOURCES)])
    words = FEWER_FORMS.get(language, "").split()
    lines = result.output.splitlines()
    different = [line for line in lines if "the rules give" in line]
    (summary,) = [line for line in lines if " missing, " in line]
    assert [line.partition(":")[0].split()[1] for line in different] == words
    for line in different:
        for ours, theirs in _DIFFERENCE.findall(line):
            assert set(filter(None, ours.split("|"))) < set(theirs.split("|")), line
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


SOURCE = """\
  german-nouns:
    title: german-nouns 1.2.5, from German Wiktionary
    licence: CC-BY-SA-4.0
    author: Gregor Weichbrodt and the German Wiktionary contributors
"""


def german(folder: Path, entries: dict[str, str], *, source: str = "", rows: str = "") -> Path:
    """Make a German pack with these nouns and their genders, and return its path."""
    if paradigms("de") is None:
        pytest.skip("the list is not installed")
    pack = copy_of_valid(folder).rename(folder / "de")
    shutil.rmtree(pack / "lessons", ignore_errors=True)
    for file in [*pack.glob("A1/*"), *pack.glob("paradigms/*")]:
        file.unlink()
    text = (pack / "pack.yaml").read_text("utf-8").replace("language: es", "language: de")
    (pack / "pack.yaml").write_text(text.replace("sources:\n", f"sources:\n{source}"), "utf-8")
    head = "base_form,part_of_speech,gender,priority,meaning,translation,example,example_translation\n"
    lines = [f"{noun},noun,{gender},1,x,x,x,x\n" for noun, gender in entries.items()]
    (pack / "A1" / "food.csv").write_text(head + "".join(lines), "utf-8")
    if rows:
        (pack / "paradigms" / "noun.csv").write_text(rows, "utf-8")
    return pack


def test_a_noun_that_nothing_determines_is_to_be_written_into_the_pack(tmp_path: Path) -> None:
    result = run(german(tmp_path, {"Blorf": "masculine"}), "--write")
    assert result.stdout == (
        "noun Blorf: nothing about Blorf says what its genitive and plural are; write its row in paradigms/noun.csv\n"
    )
    assert (result.exit_code, result.stderr) == (1, "1 missing, 0 different\n")


def test_facts_under_another_licence_are_shown_but_not_written(tmp_path: Path) -> None:
    pack = german(tmp_path, {"Laptop": "masculine"})
    result = run(pack, "--write")
    assert "write its row in paradigms/noun.csv. german-nouns has Laptop, Laptops; under its licence" in result.stdout
    assert (result.exit_code, result.stderr) == (1, "1 missing, 0 different\n")
    assert not (pack / "paradigms" / "noun.csv").exists()


def test_facts_of_a_source_of_the_pack_are_written(tmp_path: Path) -> None:
    pack = german(tmp_path, {"Laptop": "masculine", "Meinung": "feminine"}, source=SOURCE)
    result = run(pack)
    assert result.stdout == "noun Laptop: no row; from german-nouns\nnoun Meinung: no row\n"
    result = run(pack, "--write")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("0 missing, 0 different\n1 from german-nouns\n")
    rows = (pack / "paradigms" / "noun.csv").read_text("utf-8").splitlines()[1:]
    assert [row.split(",")[:5] for row in rows] == [
        ["Laptop", "Laptop", "Laptops", "Laptop", "Laptop"],
        ["Meinung", "Meinung", "Meinungen", "Meinung", "Meinung"],
    ]


def test_a_row_that_the_list_contradicts_is_shown(tmp_path: Path) -> None:
    head = "base_form,Case=Nom|Number=Sing,Case=Nom|Number=Plur\n"
    pack = german(tmp_path, {"Laptop": "masculine"}, rows=f"{head}Laptop,Laptop,Laptöpe\n")
    result = run(pack)
    assert result.stdout == "noun Laptop: Case=Nom|Number=Plur: the table has “Laptöpe”, german-nouns has “Laptops”\n"
    assert (result.exit_code, result.stderr) == (0, "0 missing, 0 different\n1 otherwise in a published list\n")


def test_a_plural_that_only_the_rules_form_is_not_proposed(tmp_path: Path) -> None:
    result = run(german(tmp_path, {"Achtung": "feminine"}, source=SOURCE))
    assert "Case=Nom|Number=Plur: the rules give “Achtungen”, german-nouns has “”" in result.stdout
    assert result.exit_code == 1


def test_common_nouns_are_filled_and_right() -> None:
    if paradigms("de") is None:
        pytest.skip("the list is not installed")
    filled = nouns.proposed(with_list=True)
    everything = dict(nouns.reference())
    assert len(filled) / len(everything) >= 0.98
    assert len(nouns.wrong_cells(filled)) / (8 * len(filled)) <= 0.002


def test_common_nouns_that_rules_alone_fill_are_right() -> None:
    filled = nouns.proposed(with_list=False)
    assert len(filled) / len(dict(nouns.reference())) >= 0.6
    assert not nouns.wrong_cells(filled)
