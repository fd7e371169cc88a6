"""Propose lessons for words that are not in any: by level and topic, most needed words first.

A proposal is a starting point for a curator. The build never makes lessons: it reads those that were committed.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.curation.edits import line_break
from pipeline.curation.files import Rewrite
from pipeline.curation.scaffold import NotPossibleError, schema_beside
from pipeline.curation.yaml_scalars import written
from pipeline.model.cefr import LEVELS
from pipeline.model.lessons import FEWEST_ITEMS, LESSONS, Lesson
from pipeline.model.lexicon import Document, Lexicon, Word
from pipeline.model.packs import Topic

BEST_AT_MOST = 14
"""The number of items in a lesson, if there are enough words for two lessons."""
_WIDTH = 116
_DASH = re.compile(r"^lessons:[^\S\n]*(?:#[^\n]*)?\r?\n(?:\s*#[^\n]*\n)*( *)- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ProposedLesson:
    """A proposed lesson: words of a topic that are not in any lesson."""

    id: str
    level: str
    topic: Topic
    number: int
    """The number of the lesson within its topic and level, from 1; its title ends with it."""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Words of a topic, too few for a lesson."""

    level: str
    topic: str
    words: tuple[str, ...]


def propose(lexicon: Lexicon, levels: Iterable[str] = LEVELS) -> Iterator[ProposedLesson | Waiting]:
    """Yield lessons for the words that are not in any, level by level, in the order of the topics in pack.yaml."""
    taken = {item.text for lesson in lexicon.lessons for item in lesson.items if not item.phrase}
    ids = {lesson.id for lesson in lexicon.lessons}
    free: dict[tuple[str, str], list[Word]] = {}
    for word in lexicon.words:
        if word.base_form not in taken:
            free.setdefault((word.levels[0].level, word.topic), []).append(word)
    for level in levels:
        for topic in lexicon.pack.topics.values() if lexicon.pack else ():
            words = sorted(free.get((level, topic.id), ()), key=lambda word: word.levels[0].priority)
            if words and len(words) < FEWEST_ITEMS:
                yield Waiting(level, topic.id, tuple(word.base_form for word in words))
            elif words:
                yield from _parts(words, level, topic, lexicon.lessons, ids)


def _parts(
    words: list[Word], level: str, topic: Topic, lessons: Iterable[Lesson], ids: set[str]
) -> Iterator[ProposedLesson]:
    """Yield the lessons of a topic, whose sizes differ by at most one word."""
    there = sum(lesson.teaches and (lesson.level, lesson.topic) == (level, topic.id) for lesson in lessons)
    count = math.ceil(len(words) / BEST_AT_MOST)
    if len(words) // count < FEWEST_ITEMS:
        count -= 1
    for part in range(count):
        start, end = len(words) * part // count, len(words) * (part + 1) // count
        number = there + part + 1
        identifier = _free_id(f"{level.lower()}-{topic.id}-{number}", ids)
        ids.add(identifier)
        yield ProposedLesson(identifier, level, topic, number, tuple(word.base_form for word in words[start:end]))


def _free_id(wanted: str, ids: set[str]) -> str:
    identifier, number = wanted, 2
    while identifier in ids:
        identifier, number = f"{wanted}-{number}", number + 1
    return identifier


def entry_lines(lesson: ProposedLesson, dash: int = 2) -> list[str]:
    """Return the lines of a YAML entry whose dash is in column `dash` (from 0)."""
    topic = lesson.topic
    suffix = f" {lesson.number}" if lesson.number > 1 else ""
    lines = [
        f"- id: {written(lesson.id)}",
        f"  topic: {written(topic.id)}",
        f"  title: {written(topic.title + suffix)}  # better: a title of its own",
        f"  title_en: {written(topic.title_en + suffix)}",
        f"  oneliner: {written(topic.oneliner or topic.title)}  # what a learner can do afterwards",
        f"  oneliner_en: {written(topic.oneliner_en or topic.title_en)}",
        *_items(lesson.words, _WIDTH - dash),
    ]
    return [" " * dash + line for line in lines]


def _items(words: Iterable[str], width: int) -> Iterator[str]:
    line = "  items: ["
    for number, word in enumerate(words):
        piece = written(word, flow=True)
        if number and len(line) + len(piece) + 2 > width:
            yield line + ","
            line = "    " + piece
        else:
            line += (", " if number else "") + piece
    yield line + "]"


def lesson_list(lessons: Iterable[ProposedLesson], pack_text: str) -> str:
    """Return the text of a new lessons file. It refers to its schema the way pack.yaml does."""
    lines = ["lessons:", *(line for lesson in lessons for line in entry_lines(lesson))]
    schema = schema_beside(pack_text, "lessons")
    return "\n".join([*([schema] if schema else []), *lines, ""])


def appended(document: Document, lessons: Iterable[ProposedLesson]) -> str:
    """Return the text of a lessons file with proposals at its end.

    Raises:
        NotPossibleError: its lessons are not written as a block.
    """
    text = document.text
    dash = _DASH.search(text)
    if dash is None:
        raise NotPossibleError(
            f"{document.file} has no list of lessons to add to: write “lessons:”, and below it one lesson after "
            "the other, each with a dash"
        )
    end = line_break(text)
    added = [line for lesson in lessons for line in entry_lines(lesson, len(dash[1]))]
    return end.join([text.removesuffix(end), *added, ""])


def rewrites_for(lexicon: Lexicon, pack: Path, lessons: Iterable[ProposedLesson]) -> list[Rewrite]:
    """Return a pack's lessons files with proposals at their ends, and new files for levels without one.

    Raises:
        NotPossibleError: a file's lessons are not written as a block.
    """
    by_level: dict[str, list[ProposedLesson]] = {}
    for lesson in lessons:
        by_level.setdefault(lesson.level, []).append(lesson)
    there = {one.level: one for one in lexicon.documents if one.kind == LESSONS}
    pack_text = next((one.text for one in lexicon.documents if one.kind == "pack"), "")
    rewrites = []
    for level, its in sorted(by_level.items()):
        document = there.get(level)
        before = document.text if document else None
        after = appended(document, its) if document else lesson_list(its, pack_text)
        rewrites.append(Rewrite(pack / LESSONS / f"{level}.yaml", pack, before, after))
    return rewrites
