"""A month of conversations: how obedient replies are to the prompt, and how many words the learner knows at the end.

    python -m benchmarks.learner.run DATABASE [--language es] [--seed 1] [--days 30] [--plain]

DATABASE is a built babblr.db. There are 6 conversations a day of 10 turns, about the app's topics in turn. The model
chooses among the pack's examples, as many of the same with a word outside the pack in each, and the dialogues of
tests/data, which were written without the pack. With `--plain`, the words in focus are those of the specification's
query alone. Prints JSON.
"""

import argparse
import json
import random
import shutil
import statistics
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.learner.memory import Learner
from benchmarks.learner.model import Model, Sentence, sentence
from pipeline.app import (
    Encounter,
    Talk,
    TalkSettings,
    due_words,
    engine_for,
    init_db,
    record_encounters,
    select_words,
    sessions,
)
from pipeline.app.focus import FocusWord, Why, described
from pipeline.app.indexes import index_of
from pipeline.app.prompt import prompt_of
from pipeline.database.models import Word
from pipeline.recognition.coverage import coverage

TOPICS = [
    "restaurant",
    "travel",
    "shopping",
    "work",
    "hobbies",
    "health",
    "weather",
    "family",
    "daily-routine",
    "sports",
    "culture",
    "technology",
    "housing",
    "education",
    "emergency",
    "classroom",
]
DIALOGUES = Path(__file__).parents[2] / "tests" / "data" / "dialogues"
A_DAY, TURNS, TRIES = 6, 10, 3
FIRST = datetime(2026, 1, 1, 9, tzinfo=UTC)
LEVEL = "A1"


def pool_of(session: Session, language: str, chance: random.Random) -> list[Sentence]:
    """Return the sentences among which the model chooses: more than half have words outside the pack."""
    query = text(
        "SELECT e.example_text FROM word_examples e JOIN word_meanings m ON m.id = e.word_meaning_id "
        "JOIN words w ON w.id = m.word_id WHERE w.language = :language ORDER BY e.id"
    )
    examples = list(session.scalars(query, {"language": language}))
    spoilt = []
    for one in examples:
        words = one.split()
        words[chance.randrange(len(words))] = "".join(chance.choices("bdfgklmnprtvz", k=3)) + "oquirel"
        spoilt.append(" ".join(words))
    lines = [line for file in sorted((DIALOGUES / language).glob("*.txt")) for line in file.read_text().split("\n")]
    return [sentence(one, language) for one in (*examples, *spoilt, *(line for line in lines if line.strip()))]


def plain_focus(session: Session, language: str) -> tuple[FocusWord, ...]:
    """Return the first words of the specification's query."""
    words = session.scalars(select_words(language, LEVEL, 20)).all()
    return tuple(described(session, {word.id: Why.LEVEL for word in words}, LEVEL))


def month(path: Path, language: str, seed: int, days: int, plain: bool) -> dict[str, Any]:  # noqa: PLR0915
    """Play a month, and return its figures."""
    chance = random.Random(seed)
    learner, engine = Learner(chance), engine_for(path)
    talk, settings = Talk(language, LEVEL), TalkSettings()
    shares: dict[int, list[float]] = {}
    new, lists, of_topic = [], [], []
    seen: set[int] = set()
    due_days: Counter[int] = Counter()
    due_seen: Counter[int] = Counter()
    due_met: Counter[int] = Counter()
    encounters = 0
    with sessions(engine)() as session:
        index = index_of(session, language)
        assert index is not None
        pool = pool_of(session, language, chance)
        level = set(session.scalars(select_words(language, LEVEL, 10_000).with_only_columns(Word.id)))
        for day in range(1, days + 1):
            waiting = set(
                session.scalars(due_words(language, FIRST + timedelta(days=day - 1)).with_only_columns(Word.id))
            )
            today: set[int] = set()
            met_today: set[int] = set()
            for number in range(A_DAY):
                at = FIRST + timedelta(days=day - 1, hours=2 * number, seconds=chance.randrange(3000))
                topic = TOPICS[(day * A_DAY + number) % len(TOPICS)]
                if plain:
                    focus = plain_focus(session, language)
                    prompt = prompt_of(session, language, LEVEL, focus, settings)
                else:
                    opening = talk.start(session, topic, at)
                    focus, prompt = opening.focus, opening.prompt
                ids = [word.word_id for word in focus]
                lists.append(set(ids))
                today.update(ids)
                of_topic.append(sum(word.why is Why.TOPIC for word in focus))
                model = Model(prompt, pool, chance)
                for turn in range(TURNS):
                    moment = at + timedelta(minutes=turn)
                    sentences, added = model.reply()
                    reply = " ".join(one.text for one in sentences)
                    new.append(added)
                    shares.setdefault(day, []).append(coverage(reply, index, LEVEL).lower)
                    met = [row.word_id for row in talk.heard(session, reply, moment).progress]
                    for word in met:
                        learner.meet(word, moment)
                    met_today.update(met)
                    tried = [word for word in met if word in lists[-1]][:TRIES]
                    uses = [Encounter(word, learner.use(word, moment), moment) for word in tried]
                    record_encounters(session, uses)
                    encounters += len(met) + len(uses)
                session.commit()
            seen |= today
            due_days[day], due_seen[day] = len(waiting), len(waiting & today)
            due_met[day] = len(waiting & (today | met_today))
        end = FIRST + timedelta(days=days)
        known = sum(learner.recall(word, end) for word in level)
    engine.dispose()
    shared = [len(one & other) / len(one) for one, other in pairwise(lists)]
    return {
        "language": language,
        "seed": seed,
        "plain": plain,
        "share known, day 1 / 10 / 30": [
            round(statistics.mean(shares[day]), 3) for day in (1, 10, 30) if day in shares
        ],
        "new words a reply, most": max(new),
        "new words a reply, mean": round(statistics.mean(new), 2),
        "focus shared with the conversation before": round(statistics.mean(shared), 2),
        "focus words of the topic, first conversation": of_topic[0],
        "words of the level never in focus": len(level - seen),
        "due words in focus within a day": round(due_seen.total() / max(due_days.total(), 1), 3),
        "due words in focus or met within a day": round(due_met.total() / max(due_days.total(), 1), 3),
        "due words a day": round(due_days.total() / days, 1),
        "words recalled at the end": round(known, 1),
        "encounters": encounters,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--language", default="es")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--plain", action="store_true", help="the specification's query alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(options.database, Path(folder) / "learner.db"))
        init_db(path)
        print(json.dumps(month(path, options.language, options.seed, options.days, options.plain)))


if __name__ == "__main__":
    main()
