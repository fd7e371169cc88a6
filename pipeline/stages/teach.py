"""Derive the vocabulary lessons of the app from topics and levels.

A topic's words at a level make one lesson or several of 8 to 20 words, in order of priority. Lessons run through the
language from A1 to C2, and in a level through the topics as pack.yaml lists them.
"""

import math
from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Finding
from pipeline.model.lessons import FEWEST_WORDS, MOST_LESSONS, MOST_WORDS
from pipeline.model.lexicon import Lesson, Lexicon, Topic, Word
from pipeline.rules.levels import TOO_FEW_FOR_A_LESSON, TOO_MANY_LESSONS
from pipeline.stages import Context


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon with its lessons, in the order in which the app lists them."""
    if lexicon.pack is None:
        return lexicon
    lessons = list(_lessons(lexicon, context))
    if len(lessons) > MOST_LESSONS:
        message = (
            f"there are words for {len(lessons)} lessons; the app takes {MOST_LESSONS}, so later parts are left out"
        )
        context.report(Finding(TOO_MANY_LESSONS, message, lexicon.pack.place.at("topics")))
        # The first parts of all topics stay before the second part of any: they have the words needed most.
        kept = set(sorted(range(len(lessons)), key=lambda n: (lessons[n].part, n))[:MOST_LESSONS])
        lessons = [lesson for number, lesson in enumerate(lessons) if number in kept]
    return replace(lexicon, lessons=tuple(lessons))


def _lessons(lexicon: Lexicon, context: Context) -> Iterator[Lesson]:
    words: dict[tuple[str, str], list[Word]] = {}
    for word in lexicon.words:
        words.setdefault((word.levels[0].level, word.topic), []).append(word)
    topics = lexicon.pack.topics.values() if lexicon.pack else ()
    for level in LEVELS:
        for topic in topics:
            taught = sorted(words.get((level, topic.id), ()), key=lambda word: word.levels[0].priority)
            if taught and len(taught) < FEWEST_WORDS:
                few = f"“{topic.id}” has {len(taught)} words at {level}"
                message = f"{few}; a lesson needs {FEWEST_WORDS}, so there is none"
                context.report(Finding(TOO_FEW_FOR_A_LESSON, message, taught[0].place))
            elif taught:
                yield from _parts(taught, level, topic)


def _parts(words: list[Word], level: str, topic: Topic) -> Iterator[Lesson]:
    """Yield the lessons of a topic at a level, of sizes that differ by at most one word."""
    count = math.ceil(len(words) / MOST_WORDS)
    for part in range(count):
        start, end = len(words) * part // count, len(words) * (part + 1) // count
        yield Lesson(level, topic, part + 1, count, tuple(words[start:end]))
