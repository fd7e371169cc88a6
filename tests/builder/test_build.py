"""A build is all or nothing, and the same sources give the same bytes."""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.builder.build import WRITING_STEPS, build
from pipeline.builder.discover import packs_in
from pipeline.builder.publish import BusyError, VerificationError, verify_draft
from pipeline.builder.rows import TABLES
from pipeline.stages.order import STAGES
from tests.children import PROGRAM, run, started
from tests.packs import broken_pack, copy_of_valid
from tests.surroundings import sigint

STEPS = [
    WRITING_STEPS[0],
    *(stage.__name__.rpartition(".")[2] for stage in STAGES),
    "rows",
    "load",
    *WRITING_STEPS[1:],
]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The valid pack, built once."""
    folder = tmp_path_factory.mktemp("built")
    copy_of_valid(folder / "sources")
    published, findings = build(packs_in(folder / "sources"), folder / "babblr.db")
    assert published is not None
    assert findings == []
    return folder / "babblr.db"


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def test_every_word_arrives_with_all_it_has(built: Path) -> None:
    assert rows(built, "SELECT base_form, part_of_speech, pronunciation FROM words ORDER BY base_form") == [
        ("adiós", "interjection", "aˈdjos"),
        ("bueno", "adjective", "ˈbweno"),
        ("comer", "verb", "koˈmeɾ"),
        ("hola", "interjection", "ˈola"),
        ("malo", "adjective", "ˈmalo"),
        ("pan", "noun", "pan"),
    ]
    query = """
        SELECT m.meaning_text, m.translation, m.meaning_order, e.example_text, e.translation,
            l.difficulty_level, l.priority
        FROM words w JOIN word_meanings m ON m.word_id = w.id JOIN word_examples e ON e.word_meaning_id = m.id
        JOIN word_difficulty_levels l ON l.word_id = w.id WHERE w.base_form = 'pan'"""
    meaning = "Alimento de harina y agua que se cuece en el horno."
    assert rows(built, query) == [
        (meaning, "bread", 1, "Compro pan todos los días.", "I buy bread every day.", "A1", 1)
    ]


def test_relations_are_stated_in_both_directions(built: Path) -> None:
    query = """SELECT a.base_form, b.base_form, s.relationship_type FROM word_synonyms s
        JOIN words a ON a.id = s.word_id JOIN words b ON b.id = s.synonym_word_id ORDER BY 1"""
    assert rows(built, query) == [
        ("adiós", "hola", "antonym"),
        ("bueno", "malo", "antonym"),
        ("hola", "adiós", "antonym"),
        ("malo", "bueno", "antonym"),
    ]


def test_forms_carry_their_features(built: Path) -> None:
    query = (
        "SELECT w.base_form, form_type, form_text, grammatical_info FROM word_forms f JOIN words w ON w.id = word_id"
    )
    found = rows(built, query)
    for form in (
        ("bueno", "comparative", "mejor", '[{"Degree":"Cmp"}]'),
        ("bueno", "feminine", "buena", '[{"Gender":"Fem","Number":"Sing"}]'),
        ("pan", "plural", "panes", '[{"Gender":"Masc","Number":"Plur"}]'),
        ("pan", "singular", "pan", '[{"Gender":"Masc","Number":"Sing"}]'),
    ):
        assert form in found


def test_analyses_of_one_spelling_share_a_row(built: Path) -> None:
    query = """SELECT grammatical_info FROM word_forms f JOIN words w ON w.id = word_id
        WHERE base_form = 'comer' AND form_text = 'coma' AND form_type = 'conjugation'"""
    ((info,),) = rows(built, query)
    assert [(one["Mood"], one["Person"]) for one in json.loads(str(info))] == [("Sub", "1"), ("Sub", "3")]


def test_rows_carry_the_release_date_and_no_clock(built: Path) -> None:
    assert rows(built, "SELECT DISTINCT created_at, updated_at FROM words") == [("2026-01-02 00:00:00",) * 2]


def test_release_record_and_manifest_say_what_was_built(built: Path) -> None:
    manifest = json.loads((built.parent / "manifest.json").read_text("utf-8"))
    assert manifest["sha256"] == sha256(built)
    assert manifest["bytes"] == built.stat().st_size
    assert manifest["rows"] == {table: rows(built, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}
    record = manifest["packs"][0]
    assert (record["language"], record["version"], record["licence"]) == ("es", "1.0.0", "CC-BY-4.0")
    assert rows(built, "SELECT language, version, source_digest FROM release_packs") == [
        ("es", "1.0.0", record["source_digest"])
    ]


def test_statistics_for_the_query_planner_are_shipped(built: Path) -> None:
    assert rows(built, "SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'words'") != [(0,)]


def build_in_process(sources: Path, output: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    arguments = ("build", "--sources", sources, "--output", output)
    return run(PROGRAM, *arguments, environment=os.environ | environment)


def test_other_folder_time_zone_locale_and_hash_seed_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    copy_of_valid(tmp_path / "elsewhere" / "with a space")
    for seed, zone in (("0", "Pacific/Kiritimati"), ("1", "America/Lima")):
        output = tmp_path / seed / "other.db"
        sources = tmp_path / "elsewhere" / "with a space"
        command = [sys.executable, "-m", "pipeline", "build", "--sources", sources, "--output", output]
        variables = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert sha256(output) == sha256(built)


def test_source_date_epoch_overrides_the_release_date(tmp_path: Path) -> None:
    copy_of_valid(tmp_path / "sources")
    assert build_in_process(tmp_path / "sources", tmp_path / "a.db", SOURCE_DATE_EPOCH="86400").returncode == 0
    assert rows(tmp_path / "a.db", "SELECT DISTINCT created_at FROM words") == [("1970-01-02 00:00:00",)]
    assert build_in_process(tmp_path / "sources", tmp_path / "a.db", SOURCE_DATE_EPOCH="soon").returncode == 2


@pytest.fixture
def former(built: Path, tmp_path: Path) -> Iterator[Path]:
    """A target with a database of a former build in it."""
    output = tmp_path / "build" / "babblr.db"
    output.parent.mkdir()
    shutil.copy(built, output)
    shutil.copy(built.parent / "manifest.json", output.parent)
    yield output
    assert sorted(path.name for path in output.parent.iterdir()) in (
        [".babblr.db.lock", "babblr.db", "manifest.json"],
        ["babblr.db", "manifest.json"],
    )


def test_errors_publish_nothing(former: Path, tmp_path: Path) -> None:
    before = sha256(former)
    broken_pack("word-not-in-example", tmp_path / "sources")
    done = build_in_process(tmp_path / "sources", former)
    assert done.returncode == 1
    assert "V801" in done.stdout
    assert "nothing was built" in done.stderr
    assert sha256(former) == before


def changed_sources(folder: Path) -> Path:
    """Sources that build into other bytes than the former database."""
    pack = copy_of_valid(folder)
    path = pack / "pack.yaml"
    path.write_text(path.read_text("utf-8").replace("version: 1.0.0", "version: 1.0.1"), "utf-8")
    return folder


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such signal")
@pytest.mark.parametrize("number", range(len(STEPS)), ids=STEPS)
def test_killed_build_leaves_the_former_database(number: int, former: Path, tmp_path: Path) -> None:
    """The build is killed while it is in the step: as soon as the one before has been said to be done."""
    before = sha256(former)
    sources = changed_sources(tmp_path / "sources")
    with started(PROGRAM, "build", "-v", "-s", sources, "-o", former) as child:
        for _ in range(number):
            assert child.stderr.readline().strip().endswith(tuple(STEPS))
        child.kill()
    assert child.wait() == -signal.SIGKILL
    after = sha256(former)
    if STEPS[number] != "publish":  # in that step the rename may have happened already: then all of it has
        assert after == before
    assert rows(former, "PRAGMA integrity_check") == [("ok",)]

    done = build_in_process(sources, former)
    assert done.returncode == 0, done.stderr
    assert sha256(former) == json.loads((former.parent / "manifest.json").read_text("utf-8"))["sha256"]
    assert rows(former, "SELECT version FROM release_packs") == [("1.0.1",)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console")
def test_interrupted_build_cleans_up(former: Path, tmp_path: Path) -> None:
    before = sha256(former)
    sources = changed_sources(tmp_path / "sources")
    command = [sys.executable, "-u", "-m", "pipeline", "build", "-v", "-s", str(sources), "-o", str(former)]
    with sigint(signal.SIG_DFL):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        _, messages = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in messages
    assert sha256(former) == before


def test_two_builds_of_one_target_do_not_meet(former: Path, tmp_path: Path) -> None:
    sources = changed_sources(tmp_path / "sources")
    with FileLock(former.parent / f".{former.name}.lock"), pytest.raises(BusyError):
        build(packs_in(sources), former)


def test_target_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    copy_of_valid(tmp_path / "sources")
    (tmp_path / "file").write_text("not a folder", "utf-8")
    done = build_in_process(tmp_path / "sources", tmp_path / "file" / "babblr.db")
    assert done.returncode == 2
    assert "babblr.db cannot be replaced: not a directory" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("DELETE FROM words WHERE base_form = 'pan'", "refers to a missing row of words"),
        ("DELETE FROM word_examples", "has none of the word_examples"),
        ("DELETE FROM word_synonyms", "word_synonyms has 0 rows; 4 were written"),
    ],
)
def test_incomplete_database_is_refused(built: Path, tmp_path: Path, fault: str, message: str) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(built, copy)
    counts = json.loads((built.parent / "manifest.json").read_text("utf-8"))["rows"]
    with closing(sqlite3.connect(copy)) as connection:
        verify_draft(connection, counts)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(fault)
        emptied = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in counts}
        with pytest.raises(VerificationError, match=message):
            verify_draft(connection, counts if "synonyms" in fault else emptied)
