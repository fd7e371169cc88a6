"""The words that a conversation is to bring in: due, of its topic, new, and the least known.

What is due comes first, because it is being forgotten; next what else is of the topic, and then what is new. But
however much is due, the topic has half of its places, and the specification's query a few, so that each word of the
level comes in time.

The query alone would give every conversation the same words until they are mastered. So each part of the list is drawn
from a longer one, in which the first words are the likeliest. What is drawn depends on the time of the conversation and
nothing else: the same time gives the same words.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pipeline.app.learner import due_words
from pipeline.app.selection import select_words
from pipeline.app.settings import TalkSettings
from pipeline.app.topics import words_of_topic
from pipeline.database.languages import language_code
from pipeline.database.models import UserWordProgress, Word, WordDifficultyLevel
from pipeline.database.timestamps import in_utc
from pipeline.model.cefr import up_to
from pipeline.model.values import LONGEST_WORD

_FIRST = 1000
"""How many words of the query are looked at. Later ones would be drawn once in a hundred times."""
_MOST_DUE = 200
"""After a long break, more may be due; the longest due come first."""
_LEAD = 10
"""How much the first words of a list are favoured: the fifth is half as likely as the first, the eleventh a quarter."""
_OF_QUERY = 6
"""One in so many places is the query's, however many words are due."""
_OF_OTHERS = 2
"""One in so many places of words due may be of other levels than the conversation's: whoever has just begun a level has
learnt hundreds of words before, and would see little of the level for weeks."""
_NEXT = 10
"""New words are drawn from this many times as many that come next."""
MOST_FORMS = 8
"""How many forms of a word are named."""


class Why(Enum):
    """Why a word is in focus."""

    TOPIC = "topic"
    DUE = "due"
    NEW = "new"
    LEVEL = "level"
    """The specification's query chose it."""


@dataclass(frozen=True, slots=True)
class FocusWord:
    """A word to be brought into a conversation."""

    word_id: int
    base_form: str
    translation: str
    """Of its first meaning; empty if it has none."""
    forms: tuple[str, ...]
    """Some forms other than the base form: of a verb the present first, then in the order of the paradigm."""
    met: bool
    """Whether the learner has met it."""
    why: Why


def focus_words(
    session: Session, language: str, level: str, topic: str | None, *, at: datetime, settings: TalkSettings
) -> tuple[FocusWord, ...]:
    """Return the words in focus of a conversation that begins `at` a time; none if the level has no words.

    Raises:
        ValueError: there is no such language or level, or the time has no time zone.
    """
    code, now = language_code(language), in_utc(at)
    met = UserWordProgress.times_encountered
    rows = session.execute(select_words(code, level, _FIRST).with_only_columns(Word.id, met)).all()
    chance = random.Random(f"{code} {level} {topic} {now.isoformat()}")  # noqa: S311  (nothing secret)
    chosen: dict[int, Why] = {}

    def choose(why: Why, words: Iterable[int], number: int, places: int = settings.focus) -> None:
        """Choose at most a number of words, and none once so many places of the list are taken."""
        left = [word for word in words if word not in chosen]
        number = max(min(number, places - len(chosen)), 0)
        chosen.update(dict.fromkeys(_drawn(left, number, chance), why))

    due, others = _due(session, code, level, now)
    due += _drawn(others, settings.due // _OF_OTHERS, chance)
    of_topic = [] if topic is None else words_of_topic(session, code, topic, up_to(level))
    topical = set(of_topic)
    places = settings.focus - settings.focus // _OF_QUERY
    choose(Why.TOPIC, [word for word in due if word in topical], min(settings.of_topic, settings.due), places)
    of_topic_due = len(chosen)
    kept = max(min(settings.of_topic // 2, len(of_topic)) - of_topic_due, 0)  # of a topic of which little is due
    choose(Why.DUE, due, settings.due - of_topic_due, places - kept)
    most = max(places - settings.new, len(chosen) + kept)
    choose(Why.TOPIC, of_topic, settings.of_topic - of_topic_due, most)
    choose(Why.NEW, [word for word, times in rows if not times][: _NEXT * settings.new], settings.new, places)
    choose(Why.LEVEL, [word for word, _ in rows], settings.focus)
    return tuple(described(session, chosen, level))


def _due(session: Session, language: str, level: str, now: datetime) -> tuple[list[int], list[int]]:
    """Return the words of a level that are due, and those of other levels; of each, the longest due first."""
    place = WordDifficultyLevel
    own = select(place.id).where(place.word_id == Word.id, place.difficulty_level == level).exists()
    query = due_words(language, now, level)
    its, others = (query.where(one).with_only_columns(Word.id).limit(_MOST_DUE) for one in (own, ~own))
    return list(session.scalars(its)), list(session.scalars(others))


def _drawn(words: Sequence[int], number: int, chance: random.Random) -> list[int]:
    """Return some of the words, each once; the first are the likeliest.

    Source: P. S. Efraimidis and P. G. Spirakis, "Weighted random sampling with a reservoir", Information Processing
    Letters 97 (2006): the greatest of u^(1/weight), for a random u of each; in logarithms, the least of e/weight.
    """
    keys = [chance.expovariate(1) * (_LEAD + rank) ** 2 for rank in range(len(words))]
    places = sorted(range(len(words)), key=keys.__getitem__)[:number]
    return [words[place] for place in sorted(places)]


_WORDS = text(
    """
    SELECT w.id, w.base_form, coalesce(sum(p.times_encountered), 0),
           (SELECT translation FROM word_meanings m WHERE m.word_id = w.id ORDER BY meaning_order, id LIMIT 1)
      FROM json_each(:ids) AS given JOIN words w ON w.id = given.value
      LEFT JOIN user_word_progress p ON p.word_id = w.id GROUP BY w.id
    """
)
_FORMS = text(
    """
    SELECT f.word_id, f.form_text FROM json_each(:ids) AS given JOIN word_forms f ON f.word_id = given.value
     WHERE f.level IS NULL OR f.level <= :level
     ORDER BY f.grammatical_info LIKE '%"Ind"%' AND f.grammatical_info LIKE '%"Pres"%' DESC, f.id
    """
)
"""The present indicative comes first, because it is what beginners use."""


def described(session: Session, chosen: dict[int, Why], level: str) -> Iterable[FocusWord]:
    """Yield the words with what the model is told of them at a level, in the order chosen."""
    ids = {"ids": json.dumps(list(chosen))}
    forms: dict[int, dict[str, None]] = defaultdict(dict)
    for word, form in session.execute(_FORMS, {**ids, "level": level}):
        if len(form) <= LONGEST_WORD:
            forms[word][form] = None
    words = {row[0]: row for row in session.execute(_WORDS, ids)}
    for word, why in chosen.items():
        _, base_form, times, translation = words[word]
        if len(base_form) <= LONGEST_WORD:  # anything longer is not a real word, wherever it came from
            others = [form for form in forms[word] if form != base_form][:MOST_FORMS]
            yield FocusWord(word, base_form, translation or "", tuple(others), bool(times), why)
