"""Every fault a released file can have is found, and a file made to do harm does none."""

import gzip
import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.builder.rows import TABLES
from pipeline.database import migrate, untrusted
from pipeline.database.manifests import read_manifest
from pipeline.release.checks import LEARNER, CheckResult, Verdict, inside
from pipeline.release.verify import verify
from tests.release.samples import WORDS, altered, changed, run

NAME = "babblr-1.0.0.db.gz"
PAN = "SELECT id FROM words WHERE base_form = 'pan'"


def failed(path: Path, manifest: Path | None = None, sources: Path | None = None) -> dict[str, str]:
    """The checks that failed, with what was seen."""
    return {check.name: check.detail for check in verify(path, manifest, sources) if check.outcome is Verdict.FAILED}


def test_release_is_sound(released: Path, sources: Path) -> None:
    for name in (NAME, "babblr-1.0.0-es.db.gz"):
        result = run("verify", released / name, "--sources", sources)
        assert result.exit_code == 0
        assert [line.split()[0] for line in result.stdout.splitlines()] == ["ok"] * 16
        assert result.stderr == f"{released / name}: all checks passed\n"


def test_unpacked_and_renamed_files_are_known_by_their_hash(released: Path, database: Path, tmp_path: Path) -> None:
    assert failed(database, released / "manifest.json") == {}
    shutil.copy(released / NAME, tmp_path / "mine.gz")
    assert failed(tmp_path / "mine.gz", released / "manifest.json") == {}


def test_build_has_a_manifest_too(sources: Path, tmp_path: Path) -> None:
    build(packs_in(sources), tmp_path / "my words.db")
    checks = list(verify(tmp_path / "my words.db", sources=sources))
    assert {check.outcome for check in checks} == {Verdict.OK}


def test_without_a_manifest_hashes_are_told(database: Path) -> None:
    checks = {check.name: check for check in verify(database)}
    assert checks["manifest"].outcome is Verdict.SKIPPED
    assert "SHA-256 is " in checks["database hash"].detail
    assert checks["row counts"].outcome is Verdict.SKIPPED
    assert failed(database) == {}


LATER = {"word_topics", "homographs"}
"""Tables that the schema of `0009_lesson_source` does not have."""


def test_release_of_an_older_schema_is_sound(released: Path, database: Path, tmp_path: Path) -> None:
    """It has not all the tables that there are now, and its manifest does not count them."""
    old = tmp_path / "old.db"
    migrate.upgrade(old, "0009_lesson_source")
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("ATTACH ? AS now", (str(database),))
        for table in TABLES.keys() - LATER:
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM now.{table}")
    rows = read_manifest(released / "manifest.json").artefacts[0].database.rows
    checks = list(inside(old, {table: count for table, count in rows.items() if table not in LATER}))
    assert {check.outcome for check in checks} == {Verdict.OK}


def test_verify_leaves_nothing_behind(released: Path, database: Path) -> None:
    before = sorted(path.name for path in (*released.iterdir(), *database.parent.iterdir()))
    run("verify", released / NAME)
    run("verify", database)
    assert sorted(path.name for path in (*released.iterdir(), *database.parent.iterdir())) == before


FAULTS = {
    "an unknown revision": ("schema", "UPDATE alembic_version SET version_num = '9999_future'"),
    "a name of Alembic's for a revision": ("schema", "UPDATE alembic_version SET version_num = 'head'"),
    "two revisions": ("schema", "INSERT INTO alembic_version VALUES ('0001_conversations')"),
    "no revision": ("schema", "DROP TABLE alembic_version"),
    "another revision's": ("schema", "UPDATE alembic_version SET version_num = '0001_conversations'"),
    "a view": ("schema", "CREATE VIEW payload AS SELECT load_extension('x')"),
    "a trigger": ("schema", "CREATE TRIGGER t AFTER INSERT ON messages BEGIN DELETE FROM words; END"),
    "a table": ("schema", "CREATE TABLE extra (x)"),
    "no index": ("schema", "DROP INDEX uq_words_language_base_form"),
    "another identity": ("identifiers", f"UPDATE words SET identity = 'pam' WHERE id = ({PAN})"),
    "a lost reference": ("foreign keys", "UPDATE word_forms SET word_id = 5"),
    "a broken rule": ("integrity", "UPDATE word_difficulty_levels SET priority = 0"),
    "an added word": (
        "row counts",
        "INSERT INTO words (language, base_form, part_of_speech) VALUES ('es', 'x', 'noun')",
    ),
    "a bare word": ("meanings", f"DELETE FROM word_meanings WHERE word_id IN ({PAN})"),
    "a bare meaning": ("examples", "DELETE FROM word_examples WHERE id = 1"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_fault_inside_is_found(what: str, released: Path, database: Path, tmp_path: Path) -> None:
    name, statement = FAULTS[what]
    bad = altered(database, tmp_path / "babblr-1.0.0.db", statement)
    found = failed(bad, released / "manifest.json")
    assert {name, "database hash"} <= set(found), found
    assert name in failed(bad) or name == "row counts"


@pytest.mark.parametrize("table", LEARNER)
def test_learners_own_rows_are_found(table: str, database: Path, tmp_path: Path) -> None:
    word, assessment = f"({PAN})", "INSERT INTO assessments (id, language, assessment_type, title, difficulty_level)"
    lesson = "INSERT INTO lessons (id, language, lesson_type, title) VALUES (1, 'es', 'grammar', 'x')"
    rows = {
        "conversations": ["(language) VALUES ('spanish')"],
        "messages": ["(conversation_id, role, content) VALUES (1, 'user', 'Hola')"],
        "user_word_progress": [f"(word_id, language) VALUES ({word}, 'es')"],
        "lesson_progress": [lesson, "(lesson_id, language) VALUES (1, 'es')"],
        "assessment_attempts": [
            f"{assessment} VALUES (1, 'es', 'vocabulary', 'x', 'A1')",
            "(assessment_id, language, score, total_questions, correct_answers) VALUES (1, 'es', 1, 1, 1)",
        ],
        "user_levels": ["(language) VALUES ('es')"],
    }
    statements = [*rows[table][:-1], f"INSERT INTO {table} {rows[table][-1]}"]
    assert table in failed(altered(database, tmp_path / "a.db", *statements))["learner rows"]


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    """Change a byte in the middle."""
    place = len(data) // 2
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


DAMAGE: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "cut off": ("unpacking", cut),
    "a flipped bit": ("unpacking", flipped),
    "rubbish behind": ("unpacking", lambda data: data + b"rubbish"),
    "empty": ("header", lambda _: b""),
    "only the mark of gzip": ("unpacking", lambda _: b"\x1f\x8b"),
    "not a database": ("header", lambda _: gzip.compress(b"x" * 4096)),
    "database cut off": ("header", lambda data: gzip.compress(cut(gzip.decompress(data)))),
    "another release": ("file hash", lambda data: gzip.compress(gzip.decompress(data), 1)),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_found(what: str, released: Path, tmp_path: Path) -> None:
    name, damage = DAMAGE[what]
    bad = tmp_path / NAME
    bad.write_bytes(damage((released / NAME).read_bytes()))
    found = failed(bad, released / "manifest.json")
    assert name in found, found


def test_damaged_pages_are_no_fault_of_ours(database: Path, tmp_path: Path) -> None:
    """Whatever bytes are in the file, the answer is a list of checks."""
    whole = database.read_bytes()
    for place in range(100, len(whole), len(whole) // 40):
        bad = tmp_path / "bad.db"
        bad.write_bytes(whole[:place] + bytes(range(256)) * 8 + whole[place + 2048 :])
        result = run("verify", bad)
        assert result.exit_code in (0, 1), result.output
        assert not isinstance(result.exception, Exception)


def test_bomb_is_not_unfolded(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    squeeze = zlib.compressobj(9, wbits=31)
    bomb = tmp_path / NAME
    with bomb.open("wb") as out:
        for _ in range(64):
            out.write(squeeze.compress(bytes(1 << 20)))
        out.write(squeeze.flush())
    size = json.loads((released / "manifest.json").read_text("utf-8"))["files"][0]["database"]["bytes"]
    assert f"larger than the limit of {size:,} bytes" in failed(bomb, released / "manifest.json")["unpacking"]
    monkeypatch.setattr(untrusted, "LIMIT", 1 << 24)  # stands for 2 GB
    assert "16,777,216" in failed(bomb)["unpacking"]


def test_manifest_cannot_raise_the_limit(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "LIMIT", 1 << 12)
    stated = json.loads((released / "manifest.json").read_text("utf-8"))
    stated["files"][0]["database"]["bytes"] = 10**30
    (tmp_path / "manifest.json").write_text(json.dumps(stated), "utf-8")
    assert "4,096" in failed(released / NAME, tmp_path / "manifest.json")["unpacking"]


def edited(**fields: Any) -> Callable[[dict[str, Any]], str]:
    return lambda stated: json.dumps(stated | fields)


def of_file(**fields: Any) -> Callable[[dict[str, Any]], str]:
    return lambda stated: json.dumps(stated | {"files": [stated["files"][0] | fields]})


MANIFESTS: dict[str, Callable[[dict[str, Any]], str]] = {
    "empty": lambda _: "",
    "not JSON": lambda _: "<html>",
    "cut off": lambda stated: json.dumps(stated)[:-40],
    "not an object": lambda _: "[]",
    "too deep": lambda _: "[" * 200_000,
    "too large": lambda _: " " * 5_000_000,
    "a number of many digits": lambda _: '{"format": ' + "9" * 100_000 + "}",
    "another format": edited(format=2),
    "a strange version": edited(version="../../x"),
    "no files": edited(files=[]),
    "files of another kind": edited(files="x"),
    "a file of another kind": edited(files=[1]),
    "a file elsewhere": of_file(name="../../x"),
    "a hash of another kind": of_file(sha256="\x1b[31m"),
    "a size of another kind": of_file(bytes=True),
    "no database": of_file(database=None),
    "rows of another kind": of_file(database={"sha256": "0" * 64, "bytes": 1, "rows": {"words": "=cmd()"}}),
    "not this file": of_file(
        name="other.db.gz", sha256="0" * 64, database={"sha256": "0" * 64, "bytes": 1, "rows": {}}
    ),
}


@pytest.mark.parametrize("what", MANIFESTS)
def test_manifest_may_be_anything(what: str, released: Path, tmp_path: Path) -> None:
    stated = json.loads((released / "manifest.json").read_text("utf-8"))
    path = tmp_path / "manifest.json"
    path.write_text(MANIFESTS[what](stated), "utf-8")
    result = run("verify", released / NAME, "--manifest", path)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"failed    manifest       {path} ")
    assert "\x1b" not in result.output
    assert not isinstance(result.exception, Exception)


def test_manifest_with_tables_of_its_own(released: Path, tmp_path: Path) -> None:
    stated = json.loads((released / "manifest.json").read_text("utf-8"))
    stated["files"][0]["database"]["rows"]["words; DROP TABLE words"] = 1
    (tmp_path / "manifest.json").write_text(json.dumps(stated), "utf-8")
    assert "not a vocabulary table" in failed(released / NAME, tmp_path / "manifest.json")["row counts"]


def test_manifest_that_is_not_utf_8(released: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(b"\xff\xfe{}")
    assert "not JSON in UTF-8" in failed(released / NAME, tmp_path / "manifest.json")["manifest"]


def test_journal_beside_the_file_is_told(database: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(database, tmp_path / "babblr.db"))
    with closing(sqlite3.connect(copy)) as app:
        app.execute("PRAGMA journal_mode=WAL")
        app.execute("INSERT INTO conversations (language) VALUES ('spanish')")
        app.commit()
        assert "babblr.db-wal" in failed(copy)["header"]


def rebuilt(path: Path, sources: Path) -> tuple[CheckResult, CheckResult]:
    """The two verdicts of a comparison with what the sources make."""
    content, provenance = list(verify(path, sources=sources))[-2:]
    assert (content.name, provenance.name) == ("content", "provenance")
    return content, provenance


def test_other_sources_make_another_file(released: Path, tmp_path: Path) -> None:
    new = changed(tmp_path / "new", (WORDS, "to eat", "to dine"))
    content, provenance = rebuilt(released / NAME, new)
    assert content.outcome is Verdict.FAILED
    assert content.detail.startswith("word_meanings")
    assert provenance.outcome is Verdict.UNPROVEN
    assert "the pack es is not the one it was made from" in provenance.detail


def test_sources_that_make_nothing_say_nothing_of_the_file(released: Path, tmp_path: Path) -> None:
    broken = changed(tmp_path / "broken", (WORDS, "part_of_speech: verb", "part_of_speech: vreb"))
    (tmp_path / "french" / "fr").mkdir(parents=True)
    (tmp_path / "french" / "fr" / "pack.yaml").touch()
    for sources, reason in ((broken, "the packs have errors"), (tmp_path / "french", "there is no pack “es”")):
        content, provenance = rebuilt(released / NAME, sources)
        assert (content.outcome, provenance.outcome) == (Verdict.SKIPPED, Verdict.UNPROVEN)
        assert reason in provenance.detail


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (
            "UPDATE release_packs SET tool_versions = json_set(tool_versions, '$.spacy', '0.0')",
            "es was made with spacy 0.0, but here it is ",
        ),
        (f"UPDATE release_packs SET source_digest = '{'0' * 64}'", "the pack es is not the one it was made from"),
    ],
)
def test_the_same_rows_of_other_tools_are_good(
    database: Path, sources: Path, tmp_path: Path, statement: str, reason: str
) -> None:
    """Nothing is wrong with such a file; only where it comes from was not shown."""
    other = altered(database, tmp_path / "a.db", statement)
    content, provenance = rebuilt(other, sources)
    assert (content.outcome, provenance.outcome) == (Verdict.OK, Verdict.UNPROVEN)
    assert reason in provenance.detail
    result = run("verify", other, "--sources", sources)
    assert result.exit_code == 4
    assert "do not use it" not in result.stderr
    assert "the file is sound, but not proven" in result.stderr


def test_other_rows_are_found_whatever_the_tools(database: Path, sources: Path, tmp_path: Path) -> None:
    tools = "UPDATE release_packs SET tool_versions = json_set(tool_versions, '$.spacy', '0.0')"
    rows = {
        "words": "UPDATE words SET notes = 'x'",
        "assessments": "INSERT INTO assessments (language, assessment_type, title, difficulty_level)"
        " VALUES ('es', 'vocabulary', 'x', 'A1')",
    }
    for table, statement in rows.items():
        other = altered(altered(database, tmp_path / "tools.db", tools), tmp_path / f"{table}.db", statement)
        content, provenance = rebuilt(other, sources)
        assert (content.outcome, provenance.outcome) == (Verdict.FAILED, Verdict.UNPROVEN)
        assert content.detail.startswith(f"{table}: other rows")
        assert run("verify", other, "--sources", sources).exit_code == 1


def test_other_bytes_that_no_tool_explains_are_a_change(database: Path, sources: Path, tmp_path: Path) -> None:
    other = altered(database, tmp_path / "b.db", "PRAGMA user_version = 7")
    content, provenance = rebuilt(other, sources)
    assert (content.outcome, provenance.outcome) == (Verdict.OK, Verdict.FAILED)
    assert "changed after it was built" in provenance.detail


def test_tools_that_are_stated_too_deeply_to_read(database: Path, sources: Path, tmp_path: Path) -> None:
    deep = f"UPDATE release_packs SET tool_versions = '{{\"a\":{'[' * 900 + ']' * 900}}}'"
    _, provenance = rebuilt(altered(database, tmp_path / "c.db", deep), sources)
    assert provenance.outcome in (Verdict.UNPROVEN, Verdict.FAILED)


@pytest.mark.parametrize("arguments", [["/dev/null"], ["no/such.db"], ["."], [__file__, "--manifest", "/dev/zero"]])
def test_what_is_no_file_is_refused(arguments: list[str]) -> None:
    result = run("verify", *arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
