"""A lesson by itself: the words it names, its topic, its id and its length."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Reference, Rule, Severity
from pipeline.model.grammar import GrammarLesson
from pipeline.model.lessons import FEWEST_ITEMS, MOST_ITEMS, Lesson
from pipeline.model.lexicon import Lexicon
from pipeline.model.packs import LevelState
from pipeline.model.shipping import Reason, reason_against
from pipeline.model.suggestions import Suggestions, did_you_mean
from pipeline.model.suggestions import count as counted
from pipeline.rules.catalogue import Scope, checks

UNKNOWN_LESSON_WORD = Rule(
    code="V621",
    slug="unknown-lesson-word",
    severity=Severity.ERROR,
    title="A lesson names a word or a meaning that the pack does not have",
    reason="The lesson would have an empty card.",
    bad="items: [cafe, té]    # the pack has café",
    good="items: [café, té]",
)


@checks(UNKNOWN_LESSON_WORD, Scope.LANGUAGE)
def unknown_lesson_word(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look up what each lesson names."""
    if not lexicon.complete:
        return
    names = Suggestions(sorted(lexicon.base_forms))
    for item in (item for lesson in lexicon.lessons for item in lesson.items):
        if item.phrase or (item.word and item.sense is not None):
            continue
        if item.word is None:
            message = f"the pack has no word “{item.text}”"
            hint = names.hint(item.text)
        else:
            known = [meaning.translation for meaning in item.word.meanings]
            message = f"“{item.text}” has no meaning “{item.meaning}”"
            hint = did_you_mean(item.meaning or "", known, f"Its meanings are: {'; '.join(known)}")
        yield Finding(UNKNOWN_LESSON_WORD, message, item.place, item.text, hint)


LESSON_TOPIC = Rule(
    code="V630",
    slug="unknown-lesson-topic",
    severity=Severity.ERROR,
    title="The topic of a lesson is not declared in pack.yaml",
    reason="The app lists lessons under the titles of topics.",
    bad="topic: foods    # pack.yaml declares food",
    good="topic: food",
)


@checks(LESSON_TOPIC, Scope.LANGUAGE)
def unknown_lesson_topic(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look each lesson's topic up in pack.yaml."""
    topics: Mapping[str, object] = lexicon.pack.topics if lexicon.pack else {}
    declared = Suggestions(topics)
    for lesson in _all_lessons(lexicon) if lexicon.pack else ():
        if lesson.topic is not None and lesson.topic not in topics:
            message = f"the topic “{lesson.topic}” is not declared in pack.yaml"
            hint = declared.hint(lesson.topic)
            yield Finding(LESSON_TOPIC, message, lesson.place.at("topic"), suggestion=hint)


LESSON_TWICE = Rule(
    code="V631",
    slug="lesson-twice",
    severity=Severity.ERROR,
    title="Two lessons have the same id",
    reason="A learner's progress is stored under the id, so both lessons would share it.",
    bad="id: food    # twice",
    good="id: at-the-cafe, and id: in-the-kitchen",
)


@checks(LESSON_TWICE, Scope.LANGUAGE)
def lesson_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the ids of all lessons."""
    lessons: defaultdict[str, list[Lesson | GrammarLesson]] = defaultdict(list)
    for lesson in _all_lessons(lexicon):
        lessons[lesson.id].append(lesson)
    for first, *others in lessons.values():
        for lesson in others:
            references = (Reference("first used here", first.place.at("id")),)
            message = f"another lesson already has the id “{lesson.id}”"
            yield Finding(LESSON_TWICE, message, lesson.place.at("id"), references=references)


def _all_lessons(lexicon: Lexicon) -> Iterator[Lesson | GrammarLesson]:
    yield from lexicon.lessons
    yield from lexicon.grammar


LONG_LESSON = Rule(
    code="V625",
    slug="long-lesson",
    severity=Severity.ERROR,
    title="A lesson has too many items",
    reason=f"Learners do not finish a lesson of more than {MOST_ITEMS} items; 8 to 14 are best.",
    bad="items: […]    # 25 of them",
    good="two lessons of 12 and 13 items",
)


@checks(LONG_LESSON, Scope.LANGUAGE)
def long_lesson(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the items of each lesson."""
    for lesson in lexicon.lessons:
        if len(lesson.items) > MOST_ITEMS:
            message = f"this lesson has {len(lesson.items)} items; the limit is {MOST_ITEMS}"
            yield Finding(LONG_LESSON, message, lesson.place.at("items"))


SHORT_LESSON = Rule(
    code="V626",
    slug="short-lesson",
    severity=Severity.WARNING,
    title="A lesson has too few items",
    reason=f"A lesson of fewer than {FEWEST_ITEMS} items ends before anything has been practised.",
    bad="items: [café, té]",
    good="items: […]    # 8 to 14 of them",
)


@checks(SHORT_LESSON, Scope.LANGUAGE)
def short_lesson(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the items of each lesson whose words are all filled in."""
    for lesson in lexicon.lessons:
        if not lesson.unfinished and len(lesson.items) < FEWEST_ITEMS:
            count = len(lesson.items)
            message = f"this lesson has {counted(count, 'item')}; {FEWEST_ITEMS} to 14 are best"
            yield Finding(SHORT_LESSON, message, lesson.place.at("items"))


UNRELEASED_WORD = Rule(
    code="V632",
    slug="unreleased-word",
    severity=Severity.WARNING,
    title="A lesson of a released level has a word that no release has",
    reason="A release has only what a second person has read. The lesson would be shipped without the word and grow "
    "once it is read, after learners have completed it; so nothing is released until then, even if this is waived.",
    bad="states: {A1: released}, and items: [café, …] with: status: draft",
    good="café with: status: reviewed, or in a new lesson of a level in preview",
)


@checks(UNRELEASED_WORD, Scope.LANGUAGE)
def unreleased_word(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at the words of each lesson of a released level."""
    pack = lexicon.pack
    if pack is None or not lexicon.complete:
        return
    hint = "Have the word read and set `status: reviewed`, or take it out of the lesson"
    for lesson in lexicon.lessons:
        if pack.state(lesson.level) is not LevelState.RELEASED:
            continue
        for item in lesson.unfinished:
            yield Finding(UNRELEASED_WORD, f"“{item.text}” is {Reason.UNFINISHED.value}", item.place, item.text, hint)
        for item in lesson.items:
            reason = item.word and reason_against(item.word, pack)
            if reason:
                message = f"“{item.text}” is {reason.value}"
                yield Finding(UNRELEASED_WORD, message, item.place, item.text, hint)
