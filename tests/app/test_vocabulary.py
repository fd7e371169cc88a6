"""Words read from a database are those of the lexicon."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.app.stored_words import NoVocabularyError
from pipeline.app.vocabulary import records_of_file, vocabulary_index
from pipeline.database.engine import create_engine_for
from pipeline.database.migrate import upgrade
from pipeline.model.identity import word_id
from pipeline.recognition.index import of_records
from pipeline.recognition.recognition import recognise
from tests.app.database import write
from tests.app.learners import KINDS, run
from tests.recognition.small import records, rules, small, words_of

TEXT = "Dámelo, por favor. Me levanto y como pan. El poder de la rosa, los poderes."


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("database") / "babblr.db", "de", "es")


def test_what_is_read_is_what_was_written(database: Path) -> None:
    found = {one.entry: (one.parts_of_speech, one.forms) for one in records_of_file(database, "es")}
    assert found == {one.entry: (one.parts_of_speech, one.forms) for one in records("es")}


@pytest.mark.parametrize("index", ["ix_word_forms_word_id", "uq_word_forms_word_id_form_type_form_text"])
def test_forms_have_their_order_in_whatever_order_sqlite_finds_them(tmp_path: Path, index: str) -> None:
    path = write(tmp_path / "babblr.db", "es")
    expected = records_of_file(path, "es")
    with create_engine_for(path).begin() as connection:
        connection.exec_driver_sql(f"DROP INDEX {index}")
    found = records_of_file(path, "es")
    assert [one.forms for one in found] == [one.forms for one in expected]
    assert any(list(one.texts) != sorted(one.texts) for one in found)


def test_a_database_recognises_like_a_lexicon(database: Path) -> None:
    vocabulary = of_records("es", records_of_file(database, "es"), rules("es"))
    assert words_of(recognise(TEXT, vocabulary)) == words_of(recognise(TEXT, small("es")))


@pytest.mark.parametrize("kind", KINDS)
def test_a_session_will_do(database: Path, kind: str) -> None:
    vocabulary = run(kind, database, vocabulary_index, "es", rules("es"))
    assert words_of(recognise(TEXT, vocabulary)) == words_of(recognise(TEXT, small("es")))


def test_a_retired_word_has_no_level(tmp_path: Path) -> None:
    path = write(tmp_path / "babblr.db", "es")
    with create_engine_for(path).begin() as connection:
        connection.exec_driver_sql("DELETE FROM word_difficulty_levels WHERE word_id = ?", (word_id("es", "pan"),))
    (entry,) = [one.entry for one in records_of_file(path, "es") if one.entry.base_form == "pan"]
    assert entry.level is None


def test_features_of_one_analysis_need_no_array(tmp_path: Path) -> None:
    path = write(tmp_path / "babblr.db", "es")
    with create_engine_for(path).begin() as connection:
        connection.exec_driver_sql(
            "UPDATE word_forms SET grammatical_info = ? WHERE form_text = 'panes'", (json.dumps({"Number": "Plur"}),)
        )
    (form,) = [form for one in records_of_file(path, "es") for form in one.forms if form.text == "panes"]
    assert form.features == ({"Number": "Plur"},)


def test_a_language_that_is_not_there(database: Path) -> None:
    with pytest.raises(NoVocabularyError, match="no words of language “fr”; it has de, es"):
        records_of_file(database, "fr")


def test_an_empty_database(tmp_path: Path) -> None:
    upgrade(tmp_path / "empty.db")
    with pytest.raises(NoVocabularyError, match="it has no words at all"):
        records_of_file(tmp_path / "empty.db", "es")


@pytest.mark.parametrize("content", [None, b"", b"not a database, but long enough to be read as one" * 40])
def test_no_database(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NoVocabularyError, match=r"other\.db (is not a vocabulary database|cannot be opened)"):
        records_of_file(path, "es")


@pytest.mark.parametrize("info", ["[1]", '"x"', "3"])
def test_a_damaged_form_is_told(tmp_path: Path, info: str) -> None:
    path = write(tmp_path / "x.db", "es")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE word_forms SET grammatical_info = ?", (info,))
        connection.commit()
    with pytest.raises(NoVocabularyError, match="is damaged"):
        records_of_file(path, "es")
