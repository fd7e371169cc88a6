"""Find the words that lessons name, and choose the example that each lesson shows for them.

Lessons run from A1 to C2, and within a level in the order of its file.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.model.cefr import LEVELS
from pipeline.model.lessons import Lesson, LessonItem
from pipeline.model.lexicon import Example, Lexicon, Word
from pipeline.stages import Context

Schedule = Mapping[str, int]
"""By base form, the number of the lesson that teaches the word, counted from 0."""


def run(lexicon: Lexicon, _: Context) -> Lexicon:
    """Return the lexicon with all its lessons in the order in which the app lists them, each item with its word.

    A lesson with no words filled in yet is left out: the app would show an empty one as complete.
    """
    words = {word.base_form: word for word in lexicon.words}
    ordered = sorted(lexicon.lessons, key=lambda lesson: LEVELS.index(lesson.level))
    unfinished = {draft.base_form for draft in lexicon.unfinished} - words.keys()
    found = [lesson for lesson in (_with_words(lesson, words, unfinished) for lesson in ordered) if lesson.items]
    when = schedule(found)
    grammar = sorted(lexicon.grammar, key=lambda lesson: LEVELS.index(lesson.level))
    lessons = (replace(lesson, items=tuple(_shown(item, lexicon, when) for item in lesson.items)) for lesson in found)
    return replace(lexicon, lessons=tuple(lessons), grammar=tuple(grammar))


def schedule(lessons: Sequence[Lesson]) -> Schedule:
    """Return when each word is first taught."""
    when: dict[str, int] = {}
    for number, lesson in enumerate(lessons):
        if lesson.teaches:
            for item in lesson.items:
                if item.word:
                    when.setdefault(item.word.base_form, number)
    return when


def _with_words(lesson: Lesson, words: Mapping[str, Word], unfinished: Collection[str]) -> Lesson:
    """Return a lesson with the words that it names, leaving out those that are not filled in yet."""
    left_out = tuple(item for item in lesson.items if not item.phrase and item.text in unfinished)
    items = tuple(_found(item, words) for item in lesson.items if item not in left_out)
    return replace(lesson, items=items, unfinished=left_out)


def _found(item: LessonItem, words: Mapping[str, Word]) -> LessonItem:
    """Return an item with the word and the meaning that it names, if there are any."""
    word = None if item.phrase else words.get(item.text)
    if word is None:
        return item
    return replace(item, word=word, sense=0 if item.meaning is None else _sense(word, item.meaning))


def _sense(word: Word, translation: str) -> int | None:
    """Return which meaning has a translation, or else which has it as its first equivalent."""
    wholes = [meaning.translation for meaning in word.meanings]
    firsts = [whole.split(", ")[0] for whole in wholes]
    return next((names.index(translation) for names in (wholes, firsts) if translation in names), None)


def _shown(item: LessonItem, lexicon: Lexicon, when: Schedule) -> LessonItem:
    """Return an item with the example to show: the one of its meaning whose other words come earliest."""
    if item.word is None or item.sense is None:
        return item
    examples = item.word.meanings[item.sense].examples
    never = len(lexicon.lessons)

    def latest(example: Example) -> list[int]:
        tokens = lexicon.example_tokens.get(example.text, ())
        return sorted(_lessons_of(tokens, item.text, when, never), reverse=True)

    return replace(item, shown=min(examples, key=latest))


def _lessons_of(tokens: Sequence[Sequence[str]], taught: str, when: Schedule, never: int) -> Iterator[int]:
    """Yield when each other word of a sentence is first met; of an ambiguous word, the earliest candidate."""
    for token in tokens:
        if taught not in token:
            yield min((when.get(base_form, never) for base_form in token), default=never)
