"""The simulated model reads nothing but the prompt, and obeys it; the learner forgets; a month has its figures."""

import math
import random
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from benchmarks.learner.memory import Learner
from benchmarks.learner.model import Model, Pool, read, sentence
from benchmarks.learner.month import ARMS, LEARNT, PACES, Figures, Plan, month
from benchmarks.learner.run import months
from benchmarks.learner.table import ROWS, estimate, table
from pipeline.app import prompt_vocabulary
from pipeline.app.settings import TalkSettings
from pipeline.database.models import UserWordProgress, WordExample, WordMeaning
from tests.app.learners import make, session

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def test_the_model_keeps_to_what_the_prompt_allows(tmp_path: Path) -> None:
    path = make(tmp_path / "x.db", *((word, "A1", 1) for word in ("comer", "pan", "queso", "por favor", "con")))
    with session(path) as one:
        prompt = prompt_vocabulary(one, "es", "A1", at=NOON, settings=TalkSettings(new_words=1))
    asked = read(prompt)
    assert asked.allowed == {"comer", "pan", "queso", "por", "favor", "con"}
    assert (asked.new, asked.most_new, asked.share) == (set(asked.focus), 1, 0.9)
    pool = [sentence(text, "es") for text in ("Pan.", "Queso.", "Comemos pan con queso.", "Xilófonos.", "Pan sordo.")]
    replies = [Model(prompt, Pool(pool), random.Random(seed)).reply() for seed in range(20)]
    assert {one.text for sentences, _ in replies for one in sentences} == {"Pan.", "Queso."}
    assert all(new <= 1 for _, new in replies)


def test_what_was_nearly_forgotten_gains_most() -> None:
    soon, late = Learner(random.Random(1)), Learner(random.Random(1))
    for learner, after in ((soon, timedelta(minutes=1)), (late, timedelta(days=1))):
        learner.meet(1, NOON)
        assert learner.recall(1, NOON) == 1.0
        learner.meet(1, NOON + after)
    assert late.traces[1].half > soon.traces[1].half
    assert late.recall(2, NOON) == 0.0


def test_a_model_brings_in_what_is_in_focus_also_of_several_words_and_in_capitals(tmp_path: Path) -> None:
    words = [(word, "A1", 1) for word in ("guten Tag", "Brot", "essen", "wir")]
    with session(make(tmp_path / "x.db", *words, language="de")) as one:
        prompt = prompt_vocabulary(one, "de", "A1", at=NOON, settings=TalkSettings(new_words=9))
    model = Model(prompt, Pool([sentence(text, "de") for text in ("Guten Tag!", "Wir essen Brot.")]), random.Random(1))
    model.reply()
    assert model.used == {"guten Tag", "Brot", "essen", "wir"}


def test_a_contraction_is_its_preposition() -> None:
    (am, _), (del_, _) = sentence("Am Montag", "de").words, sentence("del mar", "es").words
    assert ("an" in am, "de" in del_) == (True, True)


def test_a_use_teaches_more_than_reading_and_succeeds_as_often_as_the_word_is_recalled() -> None:
    """A learner who had just read the word would always succeed, and learn nothing from it."""
    later = NOON + timedelta(days=2)
    reader, user = Learner(random.Random(1)), Learner(random.Random(1))
    for learner in (reader, user):
        for word in range(200):
            learner.meet(word, NOON)
    right = sum(user.use(word, later) for word in range(200))
    for word in range(200):
        reader.meet(word, later)
    assert 40 < right < 80  # three in ten by luck
    end = later + timedelta(days=2)
    assert sum(user.recall(word, end) for word in range(200)) > 1.1 * sum(
        reader.recall(word, end) for word in range(200)
    )


@pytest.mark.parametrize("arm", ARMS)
def test_a_month_has_its_figures(tmp_path: Path, arm: str) -> None:
    """Eight days on a vocabulary that the learner can go through in them, with a sentence for each word."""
    path = tmp_path / "x.db"
    make(path, *((f"palabra{one}", "A1", 1 + one // 20) for one in range(1, 81)))
    with session(path) as one:
        for word in range(1, 81):
            one.add(WordMeaning(id=word, word_id=word, meaning_text="x", translation="x"))
            one.add(WordExample(word_meaning_id=word, example_text=f"Palabra{word}.", translation="x"))
        one.commit()
    figures = month(path, Plan("es", "little", arm, 1, 8))
    assert (figures.words, figures.new_most, figures.known_day_1) == (80, 2, 1.0)
    assert 8 * 2 * 60 <= figures.encounters < 8 * 2 * 60 + 4
    assert math.isnan(figures.known_day_10)
    assert figures.due_a_day > 1
    assert 0 < figures.due_in_focus <= figures.due_met <= 1
    assert 0 < figures.recalled_later < figures.recalled < 80
    assert figures.never_in_focus == 0


def test_a_learner_of_a_later_level_has_learnt_the_words_before_it(tmp_path: Path) -> None:
    words = [(f"palabra{one}", "A2" if one > 10 else "A1", 1) for one in range(1, 21)]
    path = make(tmp_path / "x.db", *words)
    with session(path) as one:
        for word in range(1, 21):
            one.add(WordMeaning(id=word, word_id=word, meaning_text="x", translation="x"))
            one.add(WordExample(word_meaning_id=word, example_text=f"Palabra{word}.", translation="x"))
        one.commit()
    figures = month(path, Plan("es", "little", "talk", 1, 2, "A2"))
    assert figures.words == 10
    assert figures.known_day_1 == 1.0
    with session(path) as one:
        met = {row.word_id: row.times_encountered for row in one.scalars(select(UserWordProgress))}
    assert all(met[word] >= len(LEARNT) for word in range(1, 11))


def test_months_are_not_played_twice(tmp_path: Path) -> None:
    path = make(tmp_path / "x.db", ("pan", "A1", 1), ("sal", "A1", 2))
    with session(path) as one:
        one.add(WordMeaning(id=1, word_id=1, meaning_text="x", translation="x"))
        one.add(WordExample(word_meaning_id=1, example_text="Pan y sal.", translation="x"))
        one.commit()
    kept = tmp_path / "figures.jsonl"
    played = months(path, ["es"], 1, 2, kept)
    assert [(one["pace"], one["arm"]) for one in played] == [
        (pace, arm) for pace in ("much", "little") for arm in ("talk", "query")
    ]
    lines = kept.read_text("utf-8").replace('"encounters": ', '"encounters": 9')
    kept.write_text(lines, "utf-8")
    again = months(path, ["es"], 1, 2, kept)
    assert [one["encounters"] for one in again] == [int(f"9{one['encounters']}") for one in played]
    assert kept.read_text("utf-8") == lines


def test_the_table_has_means_with_their_intervals() -> None:
    assert estimate([1.0, 2.0, 3.0, 4.0, 5.0, math.nan]).text(1) == "3.0 ± 2.0"
    assert estimate([0.5]).text(2) == "0.50"
    assert estimate([float(one % 2) for one in range(20)]).margin == pytest.approx(0.2401, abs=1e-4)
    figures = dict.fromkeys((one.name for one in fields(Figures)), 1.0)
    given = [
        {**figures, **Plan(language, pace, arm, seed, 30)._asdict(), "recalled": recalled + seed}
        for language in ("es", "fr")
        for seed in (0, 10)
        for pace in PACES
        for arm, recalled in (("talk", 120), ("query", 100))
    ]
    lines = table(given).split("\n")
    assert lines[0] == "|  | es | fr | target |"
    assert len(lines) == 2 + len(ROWS)
    assert "| talks little: words recalled at the end, with the query alone | 125, 105 | 125, 105 | – |" in lines
    (gain,) = [line for line in lines if line.startswith("| talks little: recalled more")]
    assert "| 19.1 ± " in gain
