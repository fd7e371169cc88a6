"""`babblr-vocab frequency`: what it prints and writes, and its exit codes."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import frequency
from pipeline.cli.frequency import command
from tests.app.database import write
from tests.curation.frequency import corpora


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("database") / "babblr.db", "es")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_table_of_lemmas(tmp_path: Path, database: Path) -> None:
    corpus = corpora.write(tmp_path / "corpus.txt", ["Como pan.", "Comes pan, ¿no?", "xyzzy"])
    result = run(corpus, "-l", "es", "--db", database)
    assert result.exit_code == 0, result.output
    found = rows(result.stdout)
    assert list(found[0]) == ["lemma", "level", "occurrences", "per_million", "documents", "evenness", "ambiguous"]
    assert [(one["lemma"], one["level"], one["occurrences"]) for one in found[:2]] == [
        ("comer", "A1", "2"),
        ("pan", "A1", "2"),
    ]
    assert "6 running words in 3 documents" in result.stderr
    assert [one["lemma"] for one in rows(run(corpus, "-l", "es", "--db", database, "--least", "2").stdout)] == [
        "comer",
        "pan",
    ]


def test_a_file_is_written_as_a_whole_or_not_at_all(tmp_path: Path, database: Path) -> None:
    corpus = corpora.write(tmp_path / "corpus.txt", corpora.lines(50))
    table = tmp_path / "counts.csv"
    assert run(corpus, "-l", "es", "--db", database, "-o", table).exit_code == 0
    before = table.read_bytes()
    assert rows(before.decode()) == rows(run(corpus, "-l", "es", "--db", database).stdout)
    assert run(corpus, "-l", "es", "--db", database, "-o", table).exit_code == 0
    assert table.read_bytes() == before
    (tmp_path / "bad.gz").write_bytes(b"no")
    result = run(corpus, tmp_path / "bad.gz", "-l", "es", "--db", database, "-o", table)
    assert (result.exit_code, "bad.gz cannot be read: it is damaged" in result.stderr) == (2, True)
    assert table.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.gz", "corpus.txt", "counts.csv"]


def test_dask_writes_the_same_bytes(tmp_path: Path, database: Path) -> None:
    pytest.importorskip("distributed")
    for number in range(6):
        corpora.write(tmp_path / f"{number}.txt", corpora.lines(200, number))
    tables = [tmp_path.parent / f"{tmp_path.name}-{workers}.csv" for workers in (0, 2)]
    for workers, table in zip(("0", "2"), tables, strict=True):
        assert run(tmp_path, "-l", "es", "--db", database, "-o", table, "--workers", workers).exit_code == 0
    assert tables[0].read_bytes() == tables[1].read_bytes() != b""


def test_a_document_that_is_no_utf_8_is_said_to_be_left_out(tmp_path: Path, database: Path) -> None:
    corpus = tmp_path / "corpus.txt"
    corpus.write_bytes("pan\nsé\n".encode("latin-1"))
    result = run(corpus, "-l", "es", "--db", database)
    assert result.exit_code == 1
    assert "1 documents are not UTF-8 and were left out" in result.stderr
    assert [one["lemma"] for one in rows(result.stdout)] == ["pan"]


def test_without_a_database_no_lemma_has_a_level(tmp_path: Path) -> None:
    corpus = corpora.write(tmp_path / "corpus.txt", ["casas"])
    result = run(corpus, "-l", "es", "--db", tmp_path / "no.db")
    assert result.exit_code == 0
    assert "no.db does not exist: no lemma has a level" in result.stderr
    assert [(one["lemma"], one["level"]) for one in rows(result.stdout)] == [("casa", "")]


def test_a_file_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    corpus = corpora.write(tmp_path / "corpus.txt", ["pan"])
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    for workers in ("0", "1"):
        result = run(corpus, "-l", "es", "--db", damaged, "--workers", workers)
        assert (result.exit_code, "damaged.db" in result.stderr, result.stdout) == (2, True, "")


def test_a_language_that_the_database_lacks_has_no_levels(tmp_path: Path, database: Path) -> None:
    corpus = corpora.write(tmp_path / "corpus.txt", ["case"])
    result = run(corpus, "-l", "it", "--db", database)
    assert result.exit_code == 0, result.output
    assert [one["level"] for one in rows(result.stdout)] == [""]


def test_an_empty_corpus_has_an_empty_table(tmp_path: Path, database: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run(tmp_path, "-l", "es", "--db", database)
    assert (result.exit_code, rows(result.stdout)) == (0, [])


def test_usage(tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = corpora.write(tmp_path / "corpus.txt", ["pan"])
    assert run(tmp_path / "missing", "-l", "es").exit_code == 2
    assert "written without spaces" in run(corpus, "-l", "ja").stderr
    assert run(corpus, "-l", "es", "--db", database, "-o", tmp_path / "no" / "counts.csv").exit_code == 2
    monkeypatch.setattr(frequency, "find_spec", lambda name: None)
    assert run(corpus, "-l", "es", "--db", database).exit_code == 0
