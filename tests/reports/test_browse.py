"""The lexicon to leaf through, asked by Datasette's own client."""

import asyncio
import gzip
import html
import json
import shutil
import sqlite3
import unicodedata
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.builder.cache import PLACE
from pipeline.cli.browse import fault_in
from pipeline.database.untrusted import ContentError
from pipeline.reports.browse import server
from pipeline.reports.browse.copy import indexed_copy
from pipeline.reports.browse.metadata import VOCABULARY, metadata, metadata_text
from pipeline.reports.browse.paradigm import StoredForm, paradigm
from tests.release.samples import altered
from tests.release.test_hostile import HOSTILE
from tests.reports.browsing import ETRE


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own for each test."""
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    return tmp_path / "cache" / "browse"


def asked(shown: Any, path: str, status: int = 200) -> str:
    answer = asyncio.run(shown.client.get(path))
    assert answer.status_code == status, answer.text
    return str(answer.text)


def rows(shown: Any, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(asked(shown, path))["rows"]
    return found


def test_accents_are_not_needed_to_find_a_form_or_a_translation(shown: Any) -> None:
    for search, word in (("etre", "être"), ("ETAIS", "être"), ("to+be", "être"), ("panes", "pan"), ("bread", "pan")):
        found = rows(shown, f"/babblr/lexicon.json?_search={search}&_shape=objects")
        assert [one["base_form"] for one in found] == [word], search


def test_filters_give_the_rows_of_the_query(shown: Any, database: Path) -> None:
    address = "/babblr/lexicon.json?language=es&level=A1&topics__arraycontains=food&learner=unread&_shape=objects"
    with closing(sqlite3.connect(database)) as connection:
        expected = connection.execute(
            """
            SELECT w.base_form FROM words w JOIN word_difficulty_levels l ON l.word_id = w.id
              JOIN word_topics t ON t.word_id = w.id
             WHERE w.language = 'es' AND l.difficulty_level = 'A1' AND t.topic_id = 'food'
               AND w.id NOT IN (SELECT word_id FROM user_word_progress) ORDER BY l.priority, w.id
            """
        ).fetchall()
    assert [(one["base_form"],) for one in rows(shown, address)] == expected
    assert [("pan",)] not in expected
    assert len(expected) == 3


def test_facets_are_offered(shown: Any) -> None:
    facets = json.loads(asked(shown, "/babblr/lexicon.json"))["facet_results"]
    assert facets.keys() == {"language", "level", "part_of_speech", "topics", "learner"}
    assert {one["value"]: one["count"] for one in facets["learner"]["results"]} == {"unread": 6, "met": 1}


def test_the_specified_selection_is_a_saved_query(shown: Any, database: Path) -> None:
    specified = """
        SELECT w.id FROM words w
        JOIN word_difficulty_levels wdl ON w.id = wdl.word_id
        LEFT JOIN user_word_progress uwp ON w.id = uwp.word_id
        WHERE w.language = 'es' AND wdl.difficulty_level = 'A1'
        ORDER BY COALESCE(uwp.mastery_score, 0) ASC, wdl.priority ASC,
                 COALESCE(uwp.last_encountered, '1970-01-01') ASC, w.id ASC
        LIMIT 4
    """
    with closing(sqlite3.connect(database)) as connection:
        expected = [row[0] for row in connection.execute(specified)]
        (met,) = connection.execute("SELECT word_id FROM user_word_progress").fetchone()
    address = "/babblr/select_words.json?language=es&level=A1&unread={}&word_count={}&_shape=objects"
    assert [one["id"] for one in rows(shown, address.format("", 4))] == expected
    assert met in [one["id"] for one in rows(shown, address.format("", ""))]
    assert met not in [one["id"] for one in rows(shown, address.format(1, ""))]


@pytest.mark.parametrize("name", metadata([])["databases"]["babblr"]["queries"])
def test_saved_queries_run(shown: Any, name: str) -> None:
    asked(shown, f"/babblr/{name}?language=es&level=A1&topic=food&unread=0&form=panes&word_count=2")
    assert rows(shown, f"/babblr/{name}.json?language=es&level=A1&topic=food&unread=0&form=panes&word_count=2")


def test_a_word_has_a_page(shown: Any) -> None:
    page = html.unescape(asked(shown, f"/babblr/words/{ETRE}"))
    for text in (
        '<h1 lang="fr">être</h1>',
        "to be",
        '<span lang="fr">Je suis là.</span>',
        '<th scope="col">1st person singular</th>',
        '<th scope="row">indicative imperfect</th>',
        '<td lang="fr">suivre</td><td>verb</td><td class="n">3 %</td>',
        "Qui suis-je ?",
        "être, suis, sommes, étais",
    ):
        assert text in page, text
    assert asked(shown, f"/babblr/lexicon/{ETRE}") == asked(shown, f"/babblr/words/{ETRE}")
    assert "Met 3 times" in asked(shown, f"/babblr/words/{rows(shown, '/babblr/lexicon.json?learner=met')[0][0]}")
    asked(shown, "/babblr/words/12345", 404)


def test_rows_that_refer_to_others_name_them(shown: Any) -> None:
    assert f'<a href="/babblr/words/{ETRE}">être</a>' in asked(shown, f"/babblr/word_meanings?word_id={ETRE}")
    assert ">Qui suis-je ?</a>" in asked(shown, f"/babblr/word_lessons?word_id={ETRE}")


def test_what_is_personal_is_not_in_the_copy(database: Path) -> None:
    copy = indexed_copy(database, fault_in)
    with closing(sqlite3.connect(copy)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert not names & {"conversations", "messages", "user_levels", "lesson_progress", "assessment_attempts"}
        assert connection.execute("SELECT last_accessed_at FROM lessons WHERE id = 9").fetchone() == (None,)
    assert b"MY SECRET" not in copy.read_bytes()


def test_the_database_stays_as_it_is(database: Path, cache: Path) -> None:
    before = database.read_bytes(), database.stat().st_mtime_ns
    copy = indexed_copy(database, fault_in)
    assert (database.read_bytes(), database.stat().st_mtime_ns) == before
    assert sorted(database.parent.glob("babblr.db*")) == [database]
    assert list(cache.iterdir()) == [copy]


def test_the_copy_is_kept_and_made_anew_if_it_is_damaged(database: Path, tmp_path: Path, cache: Path) -> None:
    calls = []

    def check(path: Path) -> str | None:
        calls.append(path)
        return fault_in(path)

    copy = indexed_copy(database, check)
    content = copy.read_bytes()
    packed = tmp_path / "babblr.db.gz"
    packed.write_bytes(gzip.compress(database.read_bytes()))
    assert indexed_copy(packed, check) == copy
    assert len(calls) == 1
    copy.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert indexed_copy(database, check).read_bytes() == content
    assert len(calls) == 2
    other = altered(database, tmp_path / "other.db", "DELETE FROM user_word_progress")
    assert indexed_copy(other, check) != copy
    assert len(list(cache.iterdir())) == 2


def test_what_an_app_has_written_by_now_is_shown(database: Path, tmp_path: Path) -> None:
    live = Path(shutil.copy(database, tmp_path / "live.db"))
    with closing(sqlite3.connect(live)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"UPDATE word_meanings SET translation = 'to exist' WHERE word_id = {ETRE}")
        connection.commit()
        shown = server.datasette_of(indexed_copy(live, fault_in))
        assert "to exist" in asked(shown, f"/babblr/words/{ETRE}")


HARMFUL = {
    "no database": None,
    "view": "DROP TABLE homographs; CREATE VIEW homographs AS SELECT 1 AS language",
    "trigger": "CREATE TRIGGER x AFTER INSERT ON words BEGIN DELETE FROM words; END",
    "revision": "UPDATE alembic_version SET version_num = 'x'",
    "key": "PRAGMA foreign_keys=OFF; DELETE FROM words WHERE base_form = 'pan'",
}


@pytest.mark.parametrize("what", HARMFUL)
def test_a_database_that_is_not_ours_is_refused(what: str, database: Path, tmp_path: Path, cache: Path) -> None:
    bad = tmp_path / "bad.db"
    statements = HARMFUL[what]
    if statements is None:
        bad.write_bytes(b"SQLite format 3\0 or not")
    else:
        shutil.copy(database, bad)
        with closing(sqlite3.connect(bad)) as connection:
            connection.executescript(statements)
    with pytest.raises(ContentError, match=r"bad\.db is not shown: (schema|integrity|foreign keys): "):
        indexed_copy(bad, fault_in)
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_markup(text: str, database: Path, tmp_path: Path) -> None:
    quoted = f"{text} <b class=evil>".replace("'", "''")
    bad = altered(
        database,
        tmp_path / "bad.db",
        f"UPDATE words SET base_form = '{quoted}', notes = '{quoted}', pronunciation = '{quoted}' WHERE id = {ETRE}",
        f"UPDATE word_meanings SET meaning_text = '{quoted}', translation = '{quoted}', explanation = '{quoted}'",
        f"UPDATE word_examples SET example_text = '{quoted}', translation = '{quoted}'",
        f"UPDATE word_forms SET form_text = form_text || '{quoted}', form_type = '{quoted}' || id",
        f"UPDATE word_topics SET topic_id = '{quoted}' || topic_id",
        f"UPDATE lessons SET title = '{quoted}'",
        f"UPDATE release_packs SET licence = '{quoted}', attribution = '{quoted}', version = '{quoted}'",
    )
    shown = server.datasette_of(indexed_copy(bad, fault_in))
    for path in (f"/babblr/words/{ETRE}", "/babblr/lexicon", "/babblr", "/", "/babblr/word_meanings"):
        page = asked(shown, path)
        assert "evil" in page
        assert "<b class" not in page
        assert "<script>alert" not in page
        assert "<img" not in page
    for path in (f"/babblr/words/{ETRE}", "/babblr/lexicon"):
        page = asked(shown, path)
        assert not [one for one in page.replace("\n", "") if unicodedata.category(one) in ("Cc", "Cf")]


def test_nothing_is_written_and_nothing_else_is_run(shown: Any) -> None:
    from datasette.plugins import pm

    assert "babblr_vocab_pages" in {name for name, _ in pm.list_name_plugin()}
    assert not {plugin for plugin, _ in pm.list_plugin_distinfo()} & pm.get_plugins()
    assert not [one for one in metadata([])["databases"]["babblr"]["queries"].values() if one.get("write")]
    assert "Statement must be a SELECT" in asked(shown, "/babblr?sql=DELETE+FROM+words", 400)
    assert [one["is_mutable"] for one in json.loads(asked(shown, "/-/databases.json"))] == [False]


def test_the_specification_comes_with_each_release(database: Path) -> None:
    packs = [{"language": "es", "version": "1.0.0", "licence": "CC-BY-4.0", "attribution": "Us"}]
    its = json.loads(metadata_text(packs))
    assert its == metadata(packs)
    assert (its["license"], its["source"]) == ("CC-BY-4.0", "Us")
    tables = its["databases"]["babblr"]["tables"]
    with closing(sqlite3.connect(database)) as connection:
        for table in VOCABULARY:
            there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            assert tables[table].get("label_column", "word_id") in there | {"word_id"}
            assert set(tables[table].get("facets", ())) <= there
            assert tables[table]["columns"].keys() <= there


def test_anybodys_datasette_shows_a_release(database: Path) -> None:
    """Without the copy and its index, and without our templates."""
    from datasette.app import Datasette

    theirs = Datasette([], immutables=[str(database)], metadata=json.loads(metadata_text([])))
    assert f'<a href="/babblr/words/{ETRE}">être</a>' in asked(theirs, f"/babblr/word_meanings?word_id={ETRE}")
    assert rows(theirs, "/babblr/select_words.json?language=es&level=A1&unread=1&word_count=&_shape=objects")
    assert json.loads(asked(theirs, "/babblr/words.json"))["facet_results"].keys() == {"language", "part_of_speech"}


async def _answer(headers: list[tuple[bytes, bytes]], app: Any) -> tuple[int, dict[bytes, bytes], bytes]:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": "/-/versions.json", "raw_path": b"/-/versions.json",
        "query_string": b"", "headers": headers, "http_version": "1.1", "scheme": "http",
    }  # fmt: skip
    await app(scope, receive, send)
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost", "LOCALHOST:80", "[::1]:8001"])
def test_requests_that_name_this_machine_are_answered(shown: Any, host: str) -> None:
    status, headers, _ = asyncio.run(_answer([(b"host", host.encode())], server.guarded(shown.app())))
    assert status == 200
    assert b"default-src 'none'" in headers[b"content-security-policy"]


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org:8001", "localhost@example.org", "", "::1:x"])
def test_other_names_are_refused(shown: Any, host: str) -> None:
    status, _, body = asyncio.run(_answer([(b"host", host.encode())], server.guarded(shown.app())))
    assert status == 421
    assert b"only for the machine" in body
    assert asyncio.run(_answer([], server.guarded(shown.app())))[0] == 421


def test_a_paradigm_is_a_table_of_persons() -> None:
    indicative = {"Mood": "Ind", "Tense": "Pres", "VerbForm": "Fin"}
    forms = [
        StoredForm("conjugation", "como", json.dumps([{**indicative, "Person": "1", "Number": "Sing"}])),
        StoredForm("conjugation", "comemos", json.dumps([{**indicative, "Person": "1", "Number": "Plur"}])),
        StoredForm("conjugation", "come", json.dumps([{**indicative, "Person": "3", "Number": "Sing"}]), "A2"),
        StoredForm("gerund", "comiendo", None),
    ]
    first, second = paradigm(forms)
    assert first.columns == ("1st person singular", "3rd person singular", "1st person plural")
    assert first.rows == (("indicative present", ((forms[0],), (forms[2],), (forms[1],))),)
    assert (second.columns, second.rows) == (("",), (("", ((forms[3],),)),))


@pytest.mark.parametrize("info", ["", "[]", "no JSON", "3", '{"Case": "Nom"}', "[" * 100_000, '[{"Person": {}}]'])
def test_a_paradigm_takes_whatever_is_stored(info: str) -> None:
    (table,) = paradigm([StoredForm("x", "y", info)])
    assert "y" in str(table.rows)


def test_the_same_database_gives_the_same_copy(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sha256(indexed_copy(database, fault_in).read_bytes()).hexdigest()
    monkeypatch.setenv(PLACE, str(tmp_path / "elsewhere"))
    assert sha256(indexed_copy(database, fault_in).read_bytes()).hexdigest() == first
