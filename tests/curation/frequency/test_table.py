"""Tables of `frequency` are read back, and what is none is refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import frequency, homographs
from pipeline.curation.frequency.table import TableError, occurrences_in
from tests.curation.frequency.corpora import write


def test_a_table_is_read_back(tmp_path: Path) -> None:
    corpus = write(tmp_path / "corpus.txt", ["casas casa pan", "pan"])
    table = tmp_path / "counts.csv"
    result = CliRunner().invoke(
        frequency.command, [str(corpus), "-l", "es", "-o", str(table), "--db", str(tmp_path / "no.db")]
    )
    assert result.exit_code == 0, result.output
    assert occurrences_in(table) == {"casa": 2, "pan": 2}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "must have the columns lemma and occurrences"),
        (b"word,n\npan,1\n", "must have the columns lemma and occurrences"),
        (b"lemma,occurrences\npan,many\n", "is no table of `frequency`"),
        (b"lemma,occurrences\npan\n", "is no table of `frequency`"),
        (b"lemma,occurrences\n\xff,1\n", "is no table of `frequency`"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "counts.csv"
    path.write_bytes(content)
    with pytest.raises(TableError, match=message):
        occurrences_in(path)
    with pytest.raises(TableError, match="cannot be read"):
        occurrences_in(tmp_path)


def test_frequent_homographs_come_first(tmp_path: Path) -> None:
    table = tmp_path / "counts.csv"
    table.write_text("lemma,occurrences\ncasa,90\ncasar,70\npan,80\n", "utf-8")
    arguments = ["es", "-s", "tests/data/packs/valid"]
    plain = CliRunner().invoke(homographs.command, arguments).stdout.splitlines()
    sorted_ = CliRunner().invoke(homographs.command, [*arguments, "--counts", str(table)]).stdout.splitlines()
    assert sorted(plain) == sorted(sorted_)
    assert len(plain) > 0
    bad = CliRunner().invoke(homographs.command, [*arguments, "--counts", "README.md"])
    assert (bad.exit_code, "must have the columns" in bad.stderr) == (2, True)
