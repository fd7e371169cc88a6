"""The rules the database itself enforces on the vocabulary tables: each refuses the bad row, by name, and takes its
good twin, which differs in nothing else."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.iso639 import ISO_639_1

from .rows import BASE, GOOD, columns_of, dump, insert
from .specification import TABLES, VOCABULARY

BLANK = ("", " ", "\t", "\r\n", "\u00a0", "\u2003 \u3000", "\0pan", b"pan")
NOT_LANGUAGES = ("xx", "ES", "spa", "spanish", "es ", " e", "e", "", "es fr", b"es")
NOT_PARTS_OF_SPEECH = ("article", "Noun", "noun ", "noun verb", "", b"noun")
NOT_WHOLE_FROM_1 = (0, -1, 1.5, "abc", "", b"1")
NOT_PERCENTAGES = (-0.1, 100.1, float("inf"), "abc", "", b"1")
NOT_JSON = ("", "{", "{'a': 1}", "plural", "NaN", b"{}")
NOT_TIMESTAMPS = (
    1735787045,
    2460310.5,
    "",
    "yesterday",
    "now",
    "12:30",
    "2025-01-02",
    "2025-1-2 3:4:5",
    "2025-02-30 00:00:00",
    "2025-01-02 24:00:00",
    "2025-01-02 03:04:05 +02:00",
    "2025-01-02 03:04:05 soon",
    b"2025-01-02 03:04:05",
)

REFUSED = {
    ("words", "language"): ("ck_words_language_iso639_1", NOT_LANGUAGES),
    ("words", "base_form"): ("ck_words_base_form_not_empty", BLANK),
    ("words", "part_of_speech"): ("ck_words_part_of_speech", NOT_PARTS_OF_SPEECH),
    ("words", "identity"): ("ck_words_identity_not_empty", BLANK),
    ("word_meanings", "meaning_text"): ("ck_word_meanings_meaning_text_not_empty", BLANK),
    ("word_meanings", "translation"): ("ck_word_meanings_translation_not_empty", BLANK),
    ("word_meanings", "meaning_order"): ("ck_word_meanings_meaning_order_positive", NOT_WHOLE_FROM_1),
    ("word_meanings", "part_of_speech"): ("ck_word_meanings_part_of_speech", NOT_PARTS_OF_SPEECH),
    ("word_meanings", "register"): ("ck_word_meanings_register", ("slang", "Formal", "formal ", "", b"formal")),
    ("word_meanings", "pattern"): ("ck_word_meanings_pattern_not_empty", BLANK),
    ("word_examples", "example_text"): ("ck_word_examples_example_text_not_empty", BLANK),
    ("word_forms", "form_type"): ("ck_word_forms_form_type_not_empty", BLANK),
    ("word_forms", "form_text"): ("ck_word_forms_form_text_not_empty", BLANK),
    ("word_forms", "grammatical_info"): ("ck_word_forms_grammatical_info_json", NOT_JSON),
    ("word_forms", "level"): ("ck_word_forms_level", ("A0", "C3", "a1", "A1 ", "beginner", "", b"A1")),
    ("word_difficulty_levels", "difficulty_level"): (
        "ck_word_difficulty_levels_difficulty_level",
        ("A0", "C3", "a1", "A1 ", "beginner", "", b"A1"),
    ),
    ("word_difficulty_levels", "priority"): ("ck_word_difficulty_levels_priority_positive", NOT_WHOLE_FROM_1),
    ("word_synonyms", "relationship_type"): (
        "ck_word_synonyms_relationship_type",
        ("hypernym", "Synonym", "", b"synonym"),
    ),
    ("word_synonyms", "synonym_word_id"): ("ck_word_synonyms_different_words", (1,)),
    ("word_topics", "topic_id"): ("ck_word_topics_topic_id_not_empty", BLANK),
    ("user_word_progress", "language"): ("ck_user_word_progress_language_iso639_1", NOT_LANGUAGES),
    ("user_word_progress", "times_encountered"): (
        "ck_user_word_progress_times_encountered_not_negative",
        (-1, 0.5, "abc", b"1"),
    ),
    ("user_word_progress", "mastery_score"): ("ck_user_word_progress_mastery_score_percentage", NOT_PERCENTAGES),
    ("user_word_progress", "first_encountered"): (
        "ck_user_word_progress_first_encountered_timestamp",
        NOT_TIMESTAMPS,
    ),
    ("user_word_progress", "last_encountered"): (
        "ck_user_word_progress_last_encountered_timestamp",
        NOT_TIMESTAMPS,
    ),
    ("homographs", "language"): ("ck_homographs_language_iso639_1", NOT_LANGUAGES),
    ("homographs", "spelling"): ("ck_homographs_spelling_not_empty", BLANK),
    ("homographs", "lemma"): ("ck_homographs_lemma_not_empty", BLANK),
    ("homographs", "part_of_speech"): ("ck_homographs_part_of_speech", ("", "Noun", "nouns", 1)),
    ("homographs", "share"): ("ck_homographs_share_range", (-0.1, 1.1, "much", b"0.5")),
    ("user_word_progress", "stability"): ("ck_user_word_progress_stability", (0, -1, 36501, float("inf"), "abc", b"1")),
    ("user_word_progress", "difficulty"): ("ck_user_word_progress_difficulty", (0, 0.9, 10.1, "abc", "", b"1")),
    ("user_word_progress", "due"): ("ck_user_word_progress_due_timestamp", NOT_TIMESTAMPS),
    ("user_word_progress", "last_reviewed"): ("ck_user_word_progress_last_reviewed_timestamp", NOT_TIMESTAMPS),
    ("release_packs", "language"): ("ck_release_packs_language_iso639_1", NOT_LANGUAGES),
    ("release_packs", "version"): ("ck_release_packs_version_not_empty", BLANK),
    ("release_packs", "release_date"): (
        "ck_release_packs_release_date",
        (20250601, "", "now", "2025-6-1", "2025-02-30", "2025-06-01 00:00:00", b"2025-06-01"),
    ),
    ("release_packs", "licence"): ("ck_release_packs_licence_not_empty", BLANK),
    ("release_packs", "sources"): ("ck_release_packs_sources_json", (*NOT_JSON, "[]", "null")),
    ("release_packs", "targets"): ("ck_release_packs_targets_json", (*NOT_JSON, "[]", "null")),
    ("release_packs", "source_digest"): (
        "ck_release_packs_source_digest_sha256",
        ("", "0" * 63, "0" * 65, "g" * 64, "A" * 64),
    ),
    ("release_packs", "tool_versions"): ("ck_release_packs_tool_versions_json", (*NOT_JSON, "[]", "null")),
    ("release_packs", "app_topics"): ("ck_release_packs_app_topics_json", (*NOT_JSON, "[]", "null")),
    ("release_packs", "language_profile"): ("ck_release_packs_language_profile_json", (*NOT_JSON, "[]", "null")),
}
"""By table and column: the constraint that stands in the way, and values it must refuse."""

BAD_VALUES = [
    pytest.param(table, column, value, constraint, id=f"{constraint}-{value!r}")
    for (table, column), (constraint, values) in REFUSED.items()
    for value in values
]

BOUNDARIES = {
    ("words", "language"): ISO_639_1,
    ("words", "base_form"): ("a", "\u00a0a ", "c'est-à-dire", "水"),
    ("words", "part_of_speech"): (
        "noun",
        "verb",
        "adjective",
        "adverb",
        "pronoun",
        "preposition",
        "conjunction",
        "interjection",
    ),
    ("words", "identity"): (None, "malo#2"),
    ("word_meanings", "meaning_order"): (1, 2, "3"),
    ("word_meanings", "part_of_speech"): ("verb", None),
    ("word_meanings", "register"): ("formal", "informal", None),
    ("word_meanings", "pattern"): (None, "aller + Inf"),
    ("word_examples", "translation"): (None,),
    ("word_forms", "form_type"): ("conjugation", "past_tense", "of our own"),
    ("word_forms", "level"): (None, "A1", "C2"),
    ("word_forms", "grammatical_info"): (None, "{}", "[]", '"x"', "null"),
    ("word_difficulty_levels", "difficulty_level"): ("A1", "A2", "B1", "B2", "C1", "C2"),
    ("word_difficulty_levels", "priority"): (1, 10_000),
    ("word_synonyms", "relationship_type"): ("synonym", "near_synonym", "antonym"),
    ("user_word_progress", "times_encountered"): (0, 1),
    ("user_word_progress", "mastery_score"): (0, 0.0, 50, 100, 100.0),
    ("user_word_progress", "stability"): (None, 0.001, 36500),
    ("user_word_progress", "difficulty"): (None, 1, 10.0),
    ("user_word_progress", "last_encountered"): (
        None,
        "2025-01-02 03:04:05",
        "2025-01-02T03:04:05.123456",
        "2025-01-02T03:04:05Z",
        "2025-01-01 23:04:05-04:00",
        "2025-01-02 05:04:05+02:00",
    ),
}
"""By table and column: values just inside a rule."""


@pytest.mark.parametrize(("table", "column", "value", "constraint"), BAD_VALUES)
def test_a_bad_value_is_refused(connection, table, column, value, constraint):
    """The INSERT fails and names the rule; the same row with the good value goes in."""
    before = dump(connection, table)
    with pytest.raises(sqlite3.IntegrityError, match=rf"CHECK constraint failed: {constraint}$"):
        insert(connection, table, {**GOOD[table], column: value})
    assert dump(connection, table) == before
    insert(connection, table, GOOD[table])


@pytest.mark.parametrize(("table", "column", "value", "constraint"), BAD_VALUES)
def test_a_bad_value_cannot_replace_a_good_one(connection, table, column, value, constraint):
    """The same for an UPDATE."""
    row = insert(connection, table, GOOD[table])
    before = dump(connection, table)
    change = f"UPDATE {table} SET {column} = ? WHERE rowid = ?"
    with pytest.raises(sqlite3.IntegrityError, match=rf"CHECK constraint failed: {constraint}$"):
        connection.execute(change, (value, row))
    assert dump(connection, table) == before
    connection.execute(change, (GOOD[table][column], row))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [(table, column, value) for (table, column), values in BOUNDARIES.items() for value in values],
)
def test_a_value_just_inside_a_rule_is_taken(connection, table, column, value):
    insert(connection, table, {**GOOD[table], column: value})


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table, column.name)
        for table in (*VOCABULARY, "homographs", "release_packs")
        for column in TABLES[table].columns
        if column.not_null and column.name != "id"
    ],
)
def test_null_is_refused_where_a_value_is_required(connection, table, column):
    with pytest.raises(sqlite3.IntegrityError, match=rf"NOT NULL constraint failed: {table}\.{column}$"):
        insert(connection, table, {**GOOD[table], column: None})
    insert(connection, table, GOOD[table])


def test_no_check_is_without_a_case(connection):
    """Every CHECK of the schema is put to the test in this module."""
    text = " ".join(sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table'"))
    checks = {word for word in text.split() if word.startswith("ck_")}
    tested = {constraint for constraint, _ in REFUSED.values()} | {"ck_user_word_progress_encountered_in_order"}
    assert checks == tested


UNIQUE = {
    "words": ("words.language, words.base_form", {"language": "it", "base_form": "pane"}),
    "word_forms": (
        "word_forms.word_id, word_forms.form_type, word_forms.form_text",
        {"word_id": 2, "form_type": "diminutive", "form_text": "casita"},
    ),
    "word_difficulty_levels": (
        "word_difficulty_levels.word_id, word_difficulty_levels.difficulty_level",
        {"word_id": 2, "difficulty_level": "B1"},
    ),
    "word_synonyms": (
        "word_synonyms.word_id, word_synonyms.synonym_word_id",
        {"word_id": 4, "synonym_word_id": 4},
    ),
    "word_topics": ("word_topics.word_id, word_topics.topic_id", {"word_id": 2, "topic_id": "housing"}),
    "user_word_progress": (
        "user_word_progress.word_id, user_word_progress.language",
        {"word_id": 2, "language": "pt"},
    ),
    "user_levels": ("user_levels.language", {"language": "fr"}),
    "homographs": (
        "homographs.language, homographs.spelling, homographs.lemma, homographs.part_of_speech",
        {"language": "fr", "spelling": "estados", "lemma": "estar", "part_of_speech": "verb"},
    ),
    "release_packs": ("release_packs.language", {"language": "fr"}),
}
"""By table: the columns SQLite names when the combination is there already, and another value for each of them."""


@pytest.mark.parametrize("table", UNIQUE)
def test_a_combination_is_unique(connection, table):
    """The same combination is refused, by INSERT and by UPDATE; one that differs in any column is another one."""
    columns, others = UNIQUE[table]
    insert(connection, "words", {**BASE[0][1], "id": 4, "base_form": "vivienda"})
    insert(connection, table, GOOD[table])
    with pytest.raises(sqlite3.IntegrityError, match=rf"UNIQUE constraint failed: {columns}$"):
        insert(connection, table, GOOD[table])
    for column, value in others.items():
        row = insert(connection, table, {**GOOD[table], column: value})
        with pytest.raises(sqlite3.IntegrityError, match=rf"UNIQUE constraint failed: {columns}$"):
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (GOOD[table][column], row))
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))


@pytest.mark.parametrize(
    ("first", "last", "taken"),
    [
        ("2025-01-02 03:04:05", "2025-01-02 03:04:05", True),
        ("2025-01-02 03:04:05", "2025-01-02 03:04:06", True),
        ("2025-01-02 03:04:05", "2025-01-02 03:04:04", False),
        ("2025-01-02T03:04:05Z", "2025-01-02 03:04:05", True),  # as text, T is greater than a space
        ("2025-01-02T03:04:05", "2025-01-02 03:04:04", False),
        ("2025-01-02 03:04:05", "2025-01-02 04:04:04+01:00", False),  # one second earlier, in Paris
        ("2025-01-02 03:04:05", "2025-01-02 04:04:05+01:00", True),
        (None, "2025-01-02 03:04:05", True),
        ("2025-01-02 03:04:05", None, True),
        (None, None, True),
    ],
)
def test_the_last_encounter_is_not_before_the_first(connection, first, last, taken):
    row = {**GOOD["user_word_progress"], "first_encountered": first, "last_encountered": last}
    if taken:
        insert(connection, "user_word_progress", row)
        return
    constraint = "CHECK constraint failed: ck_user_word_progress_encountered_in_order$"
    with pytest.raises(sqlite3.IntegrityError, match=constraint):
        insert(connection, "user_word_progress", row)
    insert(connection, "user_word_progress", {**row, "last_encountered": first})
    with pytest.raises(sqlite3.IntegrityError, match=constraint):
        connection.execute("UPDATE user_word_progress SET last_encountered = ?", (last,))


def test_synonyms_of_two_languages_are_refused(connection):
    """`casa` and the French `maison` mean the same, and are not synonyms."""
    with pytest.raises(sqlite3.IntegrityError, match=r"^tr_word_synonyms_insert_same_language: "):
        insert(connection, "word_synonyms", {**GOOD["word_synonyms"], "synonym_word_id": 3})
    with pytest.raises(sqlite3.IntegrityError, match=r"^tr_word_synonyms_insert_same_language: "):
        insert(connection, "word_synonyms", {**GOOD["word_synonyms"], "word_id": 3})
    insert(connection, "word_synonyms", GOOD["word_synonyms"])


@pytest.mark.parametrize("column", ["word_id", "synonym_word_id"])
def test_synonyms_cannot_be_moved_to_another_language(connection, column):
    insert(connection, "words", {**BASE[0][1], "id": 4, "base_form": "vivienda"})
    insert(connection, "word_synonyms", GOOD["word_synonyms"])
    with pytest.raises(sqlite3.IntegrityError, match=r"^tr_word_synonyms_update_same_language: "):
        connection.execute(f"UPDATE word_synonyms SET {column} = 3")
    connection.execute(f"UPDATE word_synonyms SET {column} = 4")


@pytest.mark.parametrize("word", [1, 2])
def test_a_word_with_synonyms_cannot_change_its_language(connection, word):
    """Whichever end of the relationship it is; a word without any can, and so can this one to what it was."""
    insert(connection, "word_synonyms", GOOD["word_synonyms"])
    with pytest.raises(sqlite3.IntegrityError, match=r"^tr_words_update_same_language: "):
        connection.execute("UPDATE words SET language = 'pt' WHERE id = ?", (word,))
    connection.execute("UPDATE words SET language = 'es' WHERE id = ?", (word,))
    connection.execute("UPDATE words SET language = 'nl' WHERE id = 3")
    connection.execute("DELETE FROM word_synonyms")
    connection.execute("UPDATE words SET language = 'pt' WHERE id = ?", (word,))


def test_a_synonym_that_is_no_word_is_a_broken_foreign_key(connection):
    with pytest.raises(sqlite3.IntegrityError, match=r"^FOREIGN KEY constraint failed$"):
        insert(connection, "word_synonyms", {**GOOD["word_synonyms"], "synonym_word_id": 99})


def test_an_upsert_is_held_to_the_rules_too(connection):
    with pytest.raises(sqlite3.IntegrityError, match="ck_word_difficulty_levels_priority_positive"):
        connection.execute(
            "INSERT INTO word_difficulty_levels (word_id, difficulty_level) VALUES (1, 'A1'), (1, 'A1') "
            "ON CONFLICT (word_id, difficulty_level) DO UPDATE SET priority = 0"
        )


@given(st.lists(st.text(max_size=8) | st.text(" \t\n\u00a0\u2028\u3000\x1c", max_size=4), min_size=1))
def test_empty_means_the_same_in_sql_and_in_python(migrated, texts):
    """What `str.strip` leaves nothing of is empty, and nothing else is; a text ends at its first NUL."""
    database = sqlite3.connect(f"{migrated.as_uri()}?mode=ro", uri=True)
    rule = database.execute("SELECT sql FROM sqlite_master WHERE name = 'word_examples'").fetchone()[0]
    rule = rule.partition("ck_word_examples_example_text_not_empty CHECK ")[2].partition(", \n")[0]
    for text in texts:
        value = database.execute(f"SELECT {rule} FROM (SELECT ? AS example_text)", (text,)).fetchone()[0]
        assert bool(value) == bool(text.partition("\0")[0].strip())
    database.close()


def test_good_rows_name_real_columns(connection):
    for table, row in GOOD.items():
        assert set(row) <= set(columns_of(connection, table))
