"""One month of one learner: the conversations, turn by turn, and the figures of it."""

import math
import random
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from benchmarks.learner.memory import Learner
from benchmarks.learner.model import Model, Pool, sentence
from pipeline.app import (
    Encounter,
    Opening,
    Talk,
    TalkSettings,
    due_words,
    engine_for,
    record_encounters,
    select_words,
    sessions,
)
from pipeline.app.focus import Why, described
from pipeline.app.indexes import index_of
from pipeline.app.prompt import prompt_of
from pipeline.database.models import UserWordProgress, Word
from pipeline.model.cefr import LEVELS
from pipeline.recognition.coverage import coverage
from pipeline.recognition.index import Index

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
TRIES = 3
"""How many of the words in focus that are in a reply the learner tries to use in the answer."""
FIRST = datetime(2026, 1, 1, 9, tzinfo=UTC)
LEARNT = (120, 110, 90, 60, 20)
"""How many days before the month a learner of a later level used each word of the levels before."""
MEASURED = (1, 10, 30)
"""The days whose replies are measured."""
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_WHOLE_LEVEL = 100_000


@dataclass(frozen=True, slots=True)
class Pace:
    """How much a learner talks in a day."""

    conversations: int
    turns: int
    """At most how many turns a conversation has."""
    encounters: int | None = None
    """After how many encounters, on average over the month, a conversation ends; None: after its turns."""


PACES = {"much": Pace(6, 10), "little": Pace(2, 40, encounters=60)}


class Plan(NamedTuple):
    """Which month to play."""

    language: str
    pace: str
    """One of `PACES`."""
    arm: str
    """One of `ARMS`."""
    seed: int
    days: int
    level: str = "A1"
    """The CEFR level of the learner, who has learnt the words of those before."""


Start = Callable[[Session, str, datetime], Opening]
"""Begins a conversation about a topic at a time."""


def by_talk(language: str, level: str) -> Start:
    """Return the beginning of conversations as the app has them."""
    return Talk(language, level).start


def by_query(language: str, level: str) -> Start:
    """Return the beginning of conversations whose words in focus are the first of the specification's query."""

    def start(session: Session, _topic: str, _at: datetime) -> Opening:
        settings = TalkSettings()
        words = session.scalars(select_words(language, level, settings.focus)).all()
        focus = tuple(described(session, {word.id: Why.LEVEL for word in words}, level))
        return Opening(prompt_of(session, language, level, focus, settings), focus)

    return start


ARMS: dict[str, Callable[[str, str], Start]] = {"talk": by_talk, "query": by_query}


@dataclass(frozen=True, slots=True)
class Figures:
    """What a month shows. A figure of which there was no case is not a number."""

    known_day_1: float
    """The share of the words of the day's replies that the learner may be expected to know."""
    known_day_10: float
    known_day_30: float
    new_most: int
    """The most words marked as new in a reply."""
    new_mean: float
    new_mean_possible: float
    """The same over the days that begin with so many words not met that each reply of the day could have had one."""
    new_mean_free: float
    """The same over the conversations of those days in which words due took no place of new ones."""
    shared: float
    """The share of the words in focus that were in focus in the conversation before."""
    of_topic: int
    """How many of the words in focus of the first conversation are of its topic."""
    never_in_focus: int
    """Words of the level."""
    due_a_day: float
    """How many words are due when a day begins."""
    due_in_focus: float
    """The share of them that come into focus on that day."""
    due_met: float
    """The share of them that come into focus or are read in a reply on that day."""
    recalled: float
    """How many words of the level the learner can be expected to recall at the end."""
    recalled_later: float
    """The same a week later."""
    words: int
    """Of the level."""
    encounters: int


def pool_of(session: Session, language: str, chance: random.Random) -> Pool:
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
    return Pool([sentence(one, language) for one in (*examples, *spoilt, *(line for line in lines if line.strip()))])


@dataclass(frozen=True, slots=True)
class Reply:
    """What is kept of a reply."""

    day: int
    new: int
    """How many of its words were marked as new."""
    free: bool
    """Whether no word due took the place of a new one in this conversation."""
    known: float
    """The share of its words that the learner may be expected to know."""


@dataclass(slots=True)
class Month:
    """A month while it is played."""

    session: Session
    talk: Talk
    pace: Pace
    learner: Learner
    chance: random.Random
    index: Index
    pool: Pool
    start: Start
    level: str
    words: frozenset[int]
    """Those of the level."""
    replies: list[Reply] = field(default_factory=list)
    unmet: dict[int, int] = field(default_factory=dict)
    """How many words of the level were not met when a day began."""
    focus: list[frozenset[int]] = field(default_factory=list)
    of_topic: list[int] = field(default_factory=list)
    due: list[tuple[int, int, int]] = field(default_factory=list)
    """Of each day: words due when it begins, those that came into focus, and those that did or were read."""
    encounters: int = 0

    def play(self, days: int) -> None:
        """Play days, the first of which is day 1."""
        for day in range(1, days + 1):
            begins = FIRST + (day - 1) * _DAY
            due = due_words(self.talk.language, begins, self.level).with_only_columns(Word.id)
            waiting = frozenset(self.session.scalars(due))
            met = select(UserWordProgress.word_id).where(UserWordProgress.language == self.talk.language)
            self.unmet[day] = len(self.words.difference(self.session.scalars(met)))
            in_focus: set[int] = set()
            read: set[int] = set()
            for number in range(self.pace.conversations):
                after = begins + number * timedelta(hours=2)
                topic = TOPICS[(day * self.pace.conversations + number) % len(TOPICS)]
                focus, met_then = self._conversation(day, topic, after)
                in_focus |= focus
                read |= met_then
            self.due.append((len(waiting), len(waiting & in_focus), len(waiting & (in_focus | read))))

    def _conversation(self, day: int, topic: str, after: datetime) -> tuple[frozenset[int], set[int]]:
        """Play a conversation that begins within an hour, and return the words in focus, and those read."""
        at = after + timedelta(seconds=self.chance.randrange(3000))
        opening = self.start(self.session, topic, at)
        focus = frozenset(word.word_id for word in opening.focus)
        self.focus.append(focus)
        self.of_topic.append(sum(word.why is Why.TOPIC for word in opening.focus))
        free = sum(word.why is Why.NEW for word in opening.focus) == TalkSettings().new
        model = Model(opening.prompt, self.pool, self.chance)
        read: set[int] = set()
        for turn in range(self.pace.turns):
            most = self.pace.encounters
            if most is not None and self.encounters >= len(self.focus) * most:
                break
            sentences, new = model.reply()
            reply = " ".join(one.text for one in sentences)
            known = coverage(reply, self.index, self.level).lower if day in MEASURED else math.nan
            self.replies.append(Reply(day, new, free, known))
            read.update(self._turn(reply, at + timedelta(minutes=turn), focus))
        self.session.commit()
        return focus, read

    def _turn(self, reply: str, at: datetime, focus: frozenset[int]) -> list[int]:
        """Let the learner read a reply and try some of its words in focus; return the words of the reply."""
        met = [row.word_id for row in self.talk.heard(self.session, reply, at).progress]
        tried = [word for word in met if word in focus][:TRIES]
        for word in met:
            if word not in tried:
                self.learner.meet(word, at)
        record_encounters(self.session, [Encounter(word, self.learner.use(word, at), at) for word in tried])
        self.encounters += len(met) + len(tried)
        return met

    def figures(self, end: datetime) -> Figures:
        """Return the figures of the month."""
        possible = [one for one in self.replies if self.unmet[one.day] >= self.pace.conversations * self.pace.turns]
        known = [_mean(one.known for one in self.replies if one.day == day) for day in MEASURED]
        due, in_focus, met = (sum(column) for column in zip(*self.due, strict=True))
        return Figures(
            *known,
            new_most=max(one.new for one in self.replies),
            new_mean=_mean(one.new for one in self.replies),
            new_mean_possible=_mean(one.new for one in possible),
            new_mean_free=_mean(one.new for one in possible if one.free),
            shared=_mean(len(one & other) / len(one) for one, other in pairwise(self.focus)),
            of_topic=self.of_topic[0],
            never_in_focus=len(self.words.difference(*self.focus)),
            due_a_day=due / len(self.due),
            due_in_focus=in_focus / due if due else math.nan,
            due_met=met / due if due else math.nan,
            recalled=sum(self.learner.recall(word, end) for word in self.words),
            recalled_later=sum(self.learner.recall(word, end + _WEEK) for word in self.words),
            words=len(self.words),
            encounters=self.encounters,
        )


def _mean(values: Iterable[float]) -> float:
    given = list(values)
    return statistics.mean(given) if given else math.nan


def month(path: Path, plan: Plan) -> Figures:
    """Play a month on a learner's database, which has no progress yet, and return its figures."""
    engine = engine_for(path)
    event.listen(engine, "connect", _hasty)
    with sessions(engine)() as session:
        month = _begun(session, plan)
        month.play(plan.days)
        figures = month.figures(FIRST + plan.days * _DAY)
    engine.dispose()
    return figures


def _hasty(connection: Any, _record: Any) -> None:
    """Do not wait for the disk: the file is thrown away."""
    connection.execute("PRAGMA synchronous=OFF")


def _begun(session: Session, plan: Plan) -> Month:
    chance = random.Random(plan.seed)
    index = index_of(session, plan.language)
    if index is None:
        raise ValueError(f"the database has no words of {plan.language}")
    pool = pool_of(session, plan.language, chance)
    learner = Learner(chance)
    for level in LEVELS[: LEVELS.index(plan.level)]:
        _learn(session, learner, _words_of(session, plan.language, level))
    return Month(
        session,
        Talk(plan.language, plan.level),
        PACES[plan.pace],
        learner,
        chance,
        index,
        pool,
        ARMS[plan.arm](plan.language, plan.level),
        plan.level,
        _words_of(session, plan.language, plan.level),
    )


def _words_of(session: Session, language: str, level: str) -> frozenset[int]:
    return frozenset(session.scalars(select_words(language, level, _WHOLE_LEVEL).with_only_columns(Word.id)))


def _learn(session: Session, learner: Learner, words: Iterable[int]) -> None:
    """Let the learner use words, a few hours apart, at growing intervals before the month."""
    for days in LEARNT:
        times = {word: FIRST - days * _DAY + (number % 20) * _DAY / 2 for number, word in enumerate(sorted(words))}
        record_encounters(session, [Encounter(word, learner.use(word, at), at) for word, at in times.items()])
    session.commit()
