"""Whatever a learner's database is and whatever two releases are, an upgrade loses nothing and brings everything."""

import hashlib
import random
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.database.upgrade import upgrade_database
from pipeline.model.identity import word_id

from .learners import ANCESTRIES, NAMES, Rows, contents, make, missing, opened
from .releases import Edition, Entry, build, of_languages, vocabulary

LEARNERS = (
    "conversations",
    "messages",
    "user_word_progress",
    "lesson_progress",
    "grammar_rules",
    "assessments",
    "assessment_questions",
    "assessment_attempts",
    "user_levels",
)
"""The tables in which every row is the learner's."""

texts = st.sampled_from(("un sentido", "otro", "tercero"))
examples = st.lists(st.sampled_from(("Un ejemplo.", "otro", "más")), min_size=1, max_size=3).map(tuple)
meanings = st.lists(st.tuples(texts, st.sampled_from(("a", "b")), examples), min_size=1, max_size=3).map(tuple)


@st.composite
def editions(draw: Callable[..., object], language: str, version: str, date: str) -> Edition:
    """One language of a release: any of the words, in any shape."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    first = draw(st.permutations(NAMES)) if draw(st.booleans()) else names
    identities = dict(zip(names, first, strict=False))
    entries = tuple(
        Entry(
            name,
            draw(meanings),
            level=draw(st.sampled_from(("A1", "B2"))),
            priority=draw(st.integers(1, 3)),
            formerly=(identities[name],) if identities[name] != name else (),
            topics=draw(st.sampled_from(((), ("travel",), ("travel", "sport")))),
            register=draw(st.sampled_from((None, "formal", "informal"))),
            forms=draw(st.sampled_from(((), (name + "s",), (name + "s", name + "es")))),
        )
        for name in names
    )
    pairs = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=3))
    relations = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    lessons = {
        (level, topic, part): tuple(draw(st.lists(st.sampled_from(names), unique=True, max_size=3)))
        for level in ("A1", "B2")
        for topic in ("food", "travel")
        for part in range(1, draw(st.integers(0, 2)) + 1)
    }
    return Edition(language, entries, tuple(sorted(relations)), lessons, version, date)


@st.composite
def releases(draw: Callable[..., object], version: str, date: str) -> tuple[Edition, ...]:
    """A release of one language or two."""
    languages = draw(st.sampled_from((("es",), ("es", "fr"), ("fr",))))
    return tuple(draw(editions(language, version, date)) for language in languages)


@pytest.fixture(scope="module")
def folder() -> Path:
    """One folder for all examples: hypothesis runs many in one test."""
    return Path(tempfile.mkdtemp(prefix="upgrade-tests-"))


FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
MANY = settings(FEW, max_examples=400, derandomize=False)

everything = given(
    ancestry=st.sampled_from(ANCESTRIES),
    former=releases("1.0.0", "2025-01-01"),
    new=releases("1.1.0", "2025-02-01"),
    seed=st.integers(0, 2**32),
)


@everything
@FEW
def test_nothing_is_lost_and_everything_comes(folder, ancestry, former, new, seed):
    lose_nothing(folder, ancestry, former, new, seed)


@pytest.mark.slow
@everything
@MANY
def test_nothing_is_lost_and_everything_comes_many_times(folder, ancestry, former, new, seed):
    lose_nothing(folder, ancestry, former, new, seed)


@pytest.mark.parametrize("ancestry", ANCESTRIES)
def test_every_ancestry(tmp_path, ancestry):
    """Hypothesis may leave one out; each has its turn."""
    meaning = (("un sentido", "a", ("Un ejemplo.",)),)
    former = Edition(
        "es", tuple(Entry(name, meaning) for name in NAMES), (("casa", "pan"),), {("A1", "food", 1): NAMES}
    )
    new = Edition("es", former.entries[2:], (("sol", "luz"),), {("A1", "food", 2): NAMES}, "1.1.0", "2025-02-01")
    for seed in range(3):
        lose_nothing(tmp_path, ancestry, (former,), (new,), seed)


def lose_nothing(folder: Path, ancestry: str, former: tuple[Edition, ...], new: tuple[Edition, ...], seed: int) -> None:
    """Upgrade, and look at every row from outside."""
    for path in folder.iterdir():
        path.unlink()
    chance = random.Random(seed)
    learner = make(folder / "learner.db", ancestry, chance, *former)
    release = build(folder / "release.db", *new)
    before, known, wanted = contents(learner), _words(learner), vocabulary(release)
    identities = _identities(learner)
    foretold = upgrade_database(learner, release, dry_run=True)
    assert contents(learner) == before
    report = upgrade_database(learner, release)
    assert (report.changed, report.languages, report.kept) == (foretold.changed, foretold.languages, foretold.kept)

    after = contents(learner)
    for table in LEARNERS:
        assert missing(before, after, table, aside=table == "user_word_progress") == []
    _check_progress(before, after, known, identities)
    _check_own_words(before, after, known, former if ancestry == "shipped" else ())
    derived = {known[identifier] for identifier, key in identities.items() if identifier == word_id(*key)}
    _check_vocabulary(learner, wanted, {edition.language for edition in new}, before, known, derived=derived)
    _check_other_languages(before, after, known, {edition.language for edition in new})
    with closing(sqlite3.connect(learner)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        twice = "SELECT 1 FROM lesson_progress GROUP BY lesson_id, language HAVING count(*) > 1"
        assert connection.execute(twice).fetchall() == []
    if report.changed:
        assert contents(report.backup) == before

    files = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    assert not upgrade_database(learner, release).changed
    assert {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()} == files


Known = dict[int, tuple[str, str]]


def _words(path: Path) -> Known:
    with opened(path) as connection:
        there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'").fetchone()
        rows = connection.execute("SELECT id, language, base_form FROM words") if there else ()
        return {identifier: (language, name) for identifier, language, name in rows}


def _identities(path: Path) -> Known:
    """Return language and identity of each word."""
    with opened(path) as connection:
        stated = connection.execute("SELECT 1 FROM pragma_table_info('words') WHERE name = 'identity'").fetchone()
        rows = connection.execute("SELECT id, language, COALESCE(identity, base_form) FROM words") if stated else ()
        return _words(path) | {identifier: (language, name) for identifier, language, name in rows}


def _key(row: dict[str, object]) -> tuple[str, str]:
    return row["language"], row["base_form"]


def _check_progress(before: Rows, after: Rows, known: Known, identities: Known) -> None:
    """Every row of progress is about the word it was about, or went into that of the word which that has become."""
    words = {row["id"]: row for row in after["words"]}
    rows = {row["id"]: row for row in after.get("user_word_progress", ())}
    for row in before.get("user_word_progress", ()):
        met = [words[one["word_id"]] for one in rows.values() if one["id"] == row["id"] or row["id"] not in rows]
        assert any(_is_word(word, known[row["word_id"]], identities[row["word_id"]]) for word in met)
    met_before, met_after = (
        sum(row["times_encountered"] for row in side.get("user_word_progress", ())) for side in (before, after)
    )
    assert met_before == met_after


def _is_word(word: dict[str, object], key: tuple[str, str], identity: tuple[str, str]) -> bool:
    return _key(word) == key or (word["language"], word["identity"]) == identity


def _check_own_words(before: Rows, after: Rows, known: Known, former: tuple[Edition, ...]) -> None:
    """A word that no release had is as it was; one that the new release has too is kept beside as it was."""
    shipped = {(edition.language, entry.base_form) for edition in former for entry in edition.entries}
    own = {identifier for identifier, key in known.items() if key not in shipped}
    for table, column in (
        ("words", "id"),
        ("word_meanings", "word_id"),
        ("word_forms", "word_id"),
        ("word_difficulty_levels", "word_id"),
        ("word_synonyms", "word_id"),
        ("word_topics", "word_id"),
    ):
        rows = [row for row in before.get(table, ()) if row[column] in own]
        assert missing({table: rows}, after, table, aside=True) == []
    meanings = {row["id"] for row in before.get("word_meanings", ()) if row["word_id"] in own}
    rows = [row for row in before.get("word_examples", ()) if row["word_meaning_id"] in meanings]
    assert missing({"word_examples": rows}, after, "word_examples", aside=True) == []


def _check_vocabulary(
    learner: Path, wanted, languages: set[str], before: Rows, known: Known, *, derived: set[tuple[str, str]]
) -> None:
    """What the release has is there as in a fresh build, and what it has not is the learner's, or in no level."""
    found = of_languages(vocabulary(learner), languages)
    shipped = {row[:2] for row in wanted["words"]}
    for name in ("words", "meanings", "examples", "forms", "levels", "topics"):
        assert [row for row in found[name] if row[:2] in shipped] == wanted[name], name
    assert found["packs"] == wanted["packs"]
    progress = {known[row["word_id"]] for row in before.get("user_word_progress", ())}
    related = {
        known[one]
        for row in before.get("word_synonyms", ())
        for one, other in ((row["word_id"], row["synonym_word_id"]), (row["synonym_word_id"], row["word_id"]))
        if known[other] not in derived
    }
    own = {key for key in known.values() if key not in derived}
    for row in found["words"]:
        if row[:2] not in shipped | own:
            assert row[:2] in progress | related
            assert row[:2] not in {one[:2] for one in (*found["levels"], *found["topics"])}
    ours = shipped | derived
    between = [row for row in found["relations"] if row[:2] in ours and (row[0], row[2]) in ours]
    kept = {row for row in between if row not in wanted["relations"]}
    assert set(wanted["relations"]) <= set(between)
    assert not kept or all(row[3] == "antonym" for row in kept)  # the app's
    lessons = [row for row in found["lessons"] if row in wanted["lessons"]]
    assert lessons == wanted["lessons"]
    titles = {row[:4] for row in wanted["lessons"]}
    assert titles <= {row[:4] for row in found["lessons"]}
    assert set(wanted["items"]) <= set(found["items"])


def _check_other_languages(before: Rows, after: Rows, known: Known, languages: set[str]) -> None:
    """Words of languages that the release does not have are as they were, whoever made them."""
    others = {identifier for identifier, (language, _) in known.items() if language not in languages}
    for table, column in (
        ("words", "id"),
        ("word_meanings", "word_id"),
        ("word_difficulty_levels", "word_id"),
        ("word_topics", "word_id"),
    ):
        rows = [row for row in before.get(table, ()) if row[column] in others]
        assert missing({table: rows}, after, table) == []
