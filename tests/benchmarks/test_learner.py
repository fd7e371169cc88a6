"""The simulated model reads nothing but the prompt, and obeys it."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.learner.memory import Learner
from benchmarks.learner.model import Model, read, sentence
from pipeline.app import prompt_vocabulary
from pipeline.app.settings import TalkSettings
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
    replies = [Model(prompt, pool, random.Random(seed)).reply() for seed in range(20)]
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
