"""A draft with an error never stops a build: it is left out, exactly as one that is not filled in."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.builder.analyse import analyse
from pipeline.builder.build import build
from pipeline.builder.digests import state_of_pack
from pipeline.builder.discover import PackFolder, packs_in
from pipeline.builder.jobs import Job, Outcome, outcome_of
from pipeline.builder.kept import fresh_outcome, kept_outcome
from pipeline.model.findings import Severity
from tests.packs import FINISHED
from tests.stages.through import ADJECTIVES, FOOD, GREETINGS, NOUNS, PACK, edited

LESSON = """\
lessons:
  - {id: food, topic: food, title: Comida, title_en: Food, oneliner: Come., oneliner_en: Eat.,
     items: [comer, malo, bueno, hola, {phrase: Uno., translation: One.}, {phrase: Dos., translation: Two.},
             {phrase: Tres., translation: Three.}, {phrase: Cuatro., translation: Four.}]}
"""
"""A lesson that teaches the word that is left out."""

MALO_IS_A_DRAFT = (FOOD, "The coffee is bad.\n    status: reviewed", "The coffee is bad.\n    status: draft")
UNFINISHED = (FOOD, "meaning: Que no gusta o que hace daño.", "meaning: FIXME")
TOPICS = "  drinks: {title: Bebidas, title_en: Drinks}\n  other: {title: Otros, title_en: Other}\n"
SECOND_PAN = """\
level: A1
topic: {topic}
words:
  - base_form: pan
    part_of_speech: noun
    gender: masculine
    priority: 1
    meanings: [{{meaning: Es comida., translation: bread, examples: [{{text: Hay pan.}}]}}]
    status: {status}
"""

ERRORS = {
    "V801": (FOOD, "El café está malo.", "El café está frío."),
    "V109": (FOOD, "part_of_speech: adjective\n    pronunciation: ˈmalo", "part_of_speech: adjetive"),
    "V901": (FOOD, "translation: The coffee is bad.", "translation: The coffee is bad.\n            source: nobody"),
    "V126": (FOOD, "translation: bad", "translation: <b>bad</b>"),
}
"""By code, an error of the draft malo, which bueno and a lesson name."""


def pack_with(folder: Path, *edits: tuple[str, str, str]) -> Path:
    pack = edited(folder, *edits)
    (pack / "lessons").mkdir()
    (pack / "lessons" / "A1.yaml").write_text(LESSON, "utf-8")
    return pack


def built(pack: Path, rows: Path, **more: bool) -> Outcome:
    return outcome_of(Job(PackFolder(pack, "es"), rows=rows, **more))


def dump(rows: Path) -> list[str]:
    """Return all rows but the one that says what they were made from."""
    with closing(sqlite3.connect(rows)) as connection:
        return [line for line in connection.iterdump() if not line.startswith('INSERT INTO "release_packs"')]


def weighty(outcome: Outcome) -> list[str]:
    return [one.rule.code for one in outcome.findings if one.severity is not Severity.INFO]


@pytest.mark.parametrize("code", ERRORS)
def test_a_build_has_the_rows_that_it_would_have_if_the_draft_were_not_filled_in(code: str, tmp_path: Path) -> None:
    faulty = built(pack_with(tmp_path / "one", MALO_IS_A_DRAFT, ERRORS[code]), tmp_path / "faulty")
    unfinished = built(pack_with(tmp_path / "two", MALO_IS_A_DRAFT, UNFINISHED), tmp_path / "unfinished")
    assert faulty.counts == unfinished.counts
    assert faulty.counts is not None
    assert faulty.counts["words"] == 5
    assert dump(tmp_path / "faulty") == dump(tmp_path / "unfinished")
    assert faulty.complete
    assert not faulty.has_errors
    (said,) = (one for one in faulty.findings if one.rule.code == "V324")
    assert (said.word, said.place.file) == ("malo", f"es/{FOOD}")
    assert said.message.endswith(f"[{code}]")
    assert [code for code in weighty(faulty) if code != "V324"] == weighty(unfinished)


@pytest.mark.parametrize("code", ERRORS)
def test_a_check_shows_the_error_itself(code: str, tmp_path: Path) -> None:
    pack = PackFolder(pack_with(tmp_path, MALO_IS_A_DRAFT, ERRORS[code]), "es")
    checked = outcome_of(Job(pack))
    assert code in weighty(checked)
    assert "V324" not in weighty(checked)
    assert checked.has_errors
    assert {one.rule.code for one in analyse(pack, chosen={code}).findings} == {code}


@pytest.mark.parametrize("code", ERRORS)
def test_the_same_error_of_a_reviewed_entry_stops_it(code: str, tmp_path: Path) -> None:
    outcome = built(pack_with(tmp_path, ERRORS[code]), tmp_path / "rows")
    assert outcome.counts is None
    assert {one.rule.code for one in outcome.findings if one.severity is Severity.ERROR} == {code}


@pytest.mark.parametrize("later", [False, True], ids=["before the other", "after it"])
@pytest.mark.parametrize(("status", "words"), [("draft", 6), ("reviewed", None)])
def test_of_two_entries_of_a_word_the_draft_gives_way(
    status: str, words: int | None, later: bool, tmp_path: Path
) -> None:
    """Whichever of the two the finding is at."""
    pack = edited(tmp_path)
    topic = "other" if later else "drinks"
    (pack / "A1" / f"{topic}.yaml").write_text(SECOND_PAN.format(topic=topic, status=status), "utf-8")
    (pack / PACK).write_text((pack / PACK).read_text("utf-8").replace("topics:\n", f"topics:\n{TOPICS}"), "utf-8")
    outcome = built(pack, tmp_path / "rows")
    assert (outcome.counts and outcome.counts["words"]) == words


def test_what_only_shows_without_a_draft_counts_as_well(tmp_path: Path) -> None:
    """As long as an entry cannot be read, nobody says whether a word that another one names is missing."""
    unread = (FOOD, "part_of_speech: verb", "part_of_speech: verbo")
    draft = (FOOD, "We eat at two.\n    status: reviewed", "We eat at two.\n    status: draft")
    names = (FOOD, "The coffee is bad.\n", "The coffee is bad.\n    synonyms: [nadie]\n")
    pack = edited(tmp_path, unread, draft, MALO_IS_A_DRAFT, names)
    assert "V701" not in {one.rule.code for one in analyse(PackFolder(pack, "es")).findings}
    outcome = built(pack, tmp_path / "rows")
    assert outcome.counts is not None
    assert outcome.counts["words"] == 4
    assert {one.word for one in outcome.findings if one.rule.code == "V324"} == {"comer", "malo"}


def test_a_waiver_of_what_is_left_out_is_not_unused(tmp_path: Path) -> None:
    waiver = (PACK, "targets:", "waivers: [{rule: V312, word: malo, reason: Later.}]\ntargets:")
    silent = (FOOD, "    pronunciation: ˈmalo\n", "")
    pack = edited(tmp_path, waiver, silent, MALO_IS_A_DRAFT, ERRORS["V126"])
    outcome = built(pack, tmp_path / "rows")
    assert outcome.counts is not None
    assert "V208" not in {one.rule.code for one in outcome.findings}


BAD_ROW = (ADJECTIVES, "malo,malo", "malo,<b>malo</b>")


def test_a_word_has_the_errors_of_its_row_in_a_table(tmp_path: Path) -> None:
    """Without its forms, it would be known in half of the sentences."""
    faulty = built(pack_with(tmp_path / "one", MALO_IS_A_DRAFT, BAD_ROW), tmp_path / "faulty")
    built(pack_with(tmp_path / "two", MALO_IS_A_DRAFT, UNFINISHED), tmp_path / "unfinished")
    assert dump(tmp_path / "faulty") == dump(tmp_path / "unfinished")
    (said,) = (one for one in faulty.findings if one.rule.code == "V324")
    assert (said.word, said.place.file) == ("malo", f"es/{ADJECTIVES}")
    assert not {"V126", "V503", "V504"} & {*weighty(faulty)}
    assert "V126" in weighty(outcome_of(Job(PackFolder(tmp_path / "one" / "es", "es"))))


def test_so_does_one_that_is_not_filled_in(tmp_path: Path) -> None:
    outcome = built(edited(tmp_path, MALO_IS_A_DRAFT, UNFINISHED, BAD_ROW), tmp_path / "rows")
    assert (outcome.counts and outcome.counts["words"]) == 5
    assert "V324" in weighty(outcome)


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([BAD_ROW], id="of a reviewed word"),
        pytest.param([MALO_IS_A_DRAFT, (ADJECTIVES, "malo,malo", "mal,<b>malo</b>")], id="of no word"),
        pytest.param([MALO_IS_A_DRAFT, (NOUNS, "pan,pan", "malo,<b>m</b>,\npan,pan")], id="of another part of speech"),
    ],
)
def test_an_error_of_any_other_row_stops_a_build(edits: list[tuple[str, str, str]], tmp_path: Path) -> None:
    outcome = built(edited(tmp_path, *edits), tmp_path / "rows")
    assert outcome.counts is None
    assert {one.rule.code for one in outcome.findings if one.severity is Severity.ERROR} == {"V126"}


def test_a_release_has_no_say_on_the_row_of_what_it_leaves_out(tmp_path: Path) -> None:
    finished = (PACK, FINISHED.splitlines()[0] + "\n", FINISHED)
    outcome = built(edited(tmp_path, MALO_IS_A_DRAFT, BAD_ROW, finished), tmp_path / "rows", shipping=True)
    assert (outcome.counts and outcome.counts["words"]) == 5
    assert f"es/{ADJECTIVES}" not in {one.place.file for one in outcome.findings}


def test_a_release_does_not_wait_for_a_draft_with_an_error(tmp_path: Path) -> None:
    finished = (PACK, FINISHED.splitlines()[0] + "\n", FINISHED)
    pack = edited(tmp_path / "one", MALO_IS_A_DRAFT, ERRORS["V801"], finished)
    outcome = built(pack, tmp_path / "rows", shipping=True)
    unfinished = edited(tmp_path / "two", MALO_IS_A_DRAFT, UNFINISHED, finished)
    other = built(unfinished, tmp_path / "unfinished", shipping=True)
    assert outcome == replace(other, record=outcome.record, levels=outcome.levels)
    assert other.levels is not None
    assert other.levels["A1"].left_out == {"not filled in": 1}
    assert outcome.counts is not None
    assert outcome.counts["words"] == 5
    assert outcome.levels is not None
    assert outcome.levels["A1"].left_out == {"with an error": 1}


def test_a_kept_outcome_is_the_one_that_was_worked_out(tmp_path: Path) -> None:
    """Also if only what the stages keep is there, in whichever order a pack was checked and built."""
    pack = pack_with(tmp_path / "sources", MALO_IS_A_DRAFT, ERRORS["V801"])
    job = Job(PackFolder(pack, "es"), rows=tmp_path / "rows", state=state_of_pack(pack))
    check = replace(job, rows=None)
    alone = outcome_of(replace(job, state=None)), outcome_of(replace(check, state=None))
    rows = dump(tmp_path / "rows")
    for _ in range(2):
        (tmp_path / "rows").unlink()
        assert (fresh_outcome(job), fresh_outcome(check)) == alone
        assert (kept_outcome(job), kept_outcome(check)) == alone
        assert dump(tmp_path / "rows") == rows
    (pack / GREETINGS).write_text((pack / GREETINGS).read_text("utf-8").replace("mañana", "luego"), "utf-8")
    job = replace(job, rows=tmp_path / "new", state=state_of_pack(pack))
    assert fresh_outcome(job) == outcome_of(replace(job, rows=tmp_path / "newer", state=None))
    assert dump(tmp_path / "new") == dump(tmp_path / "newer")


def test_a_database_is_the_same_byte_for_byte_each_time(tmp_path: Path) -> None:
    pack_with(tmp_path / "sources", MALO_IS_A_DRAFT, ERRORS["V801"])
    found = []
    for number in range(2):
        packs = packs_in(tmp_path / "sources")
        published, findings = build(packs, tmp_path / f"{number}.db", cached=bool(number))
        assert published is not None
        assert "V324" in {one.rule.code for one in findings}
        found.append((tmp_path / f"{number}.db").read_bytes())
    assert found[0] == found[1]
