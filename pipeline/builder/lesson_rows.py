"""What the app shows for a lesson: the columns of its row, and a card for each of its items."""

import json
from collections.abc import Iterator

from pipeline.languages.apostrophes import printed
from pipeline.languages.articles import article_of
from pipeline.languages.profile import Profile
from pipeline.model.identity import word_id
from pipeline.model.lessons import Lesson, LessonItem
from pipeline.model.lexicon import Word
from pipeline.model.packs import Topic

Card = tuple[str, str, str]
"""An item's type and content, and the JSON object that describes it."""


def lesson_columns(lesson: Lesson, topic: Topic) -> tuple[str, ...]:
    """Return the title, oneliner and description, each with its English version, then subject, topic and level."""
    titles = (lesson.title, lesson.title_en)
    oneliners = (lesson.oneliner, lesson.oneliner_en)
    return (*map(printed, (*titles, *oneliners, *oneliners, topic.title)), lesson.topic, lesson.level)


def cards(lesson: Lesson, profile: Profile) -> Iterator[Card]:
    """Yield the cards of a lesson, whose items must have been linked to their words."""
    for item in lesson.items:
        about = _phrase(item) if item.word is None else _word(item, item.word, profile)
        shown = {name: printed(value) if isinstance(value, str) else value for name, value in about.items()}
        content = printed(item.text) if item.phrase else item.text  # the base form of a word is a key
        yield "phrase" if item.phrase else "word", content, json.dumps(shown, ensure_ascii=False)


def _phrase(item: LessonItem) -> dict[str, str | int]:
    return {
        "translation": item.translation or "",
        "example": item.example or item.text,
        "example_translation": item.example_translation or item.translation or "",
        "pronunciation": item.pronunciation or "",
    }


def _word(item: LessonItem, word: Word, profile: Profile) -> dict[str, str | int]:
    sense = word.meanings[item.sense or 0]
    shown = item.shown or sense.examples[0]
    about: dict[str, str | int] = {
        "translation": sense.translation,
        "example": shown.text,
        "example_translation": shown.translation or "",
        "pronunciation": word.pronunciation or "",
        "word_id": word_id(profile.code, word.identity),
    }
    return about | _noun(word, profile) if (sense.part_of_speech or word.part_of_speech) == "noun" else about


def _noun(word: Word, profile: Profile) -> dict[str, str | int]:
    """Return what a learner needs to know about a noun first, leaving out what is unknown or does not exist."""
    plural = next((form.text for form in word.forms if form.type == "plural"), None)
    found: dict[str, str | int | None] = {"article": article_of(profile, word), "plural": plural, "gender": word.gender}
    return {name: value for name, value in found.items() if value}
