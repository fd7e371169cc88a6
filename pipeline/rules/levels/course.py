"""What the lessons of a language teach, in order."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Finding, Reference, Rule, Severity
from pipeline.model.lessons import Lesson, LessonItem
from pipeline.model.lexicon import Lexicon, Word
from pipeline.model.suggestions import Suggestions
from pipeline.rules.catalogue import Scope, checks

FROM_LESSON = 2
"""Lessons before this one (counted from 0) inevitably show words that come later."""

KNOWN_EARLY = 5
"""Words in the first bands of the easiest level come up in any conversation, so they count as known."""

FUNCTION_WORDS = ("pronoun", "preposition", "conjunction", "interjection")
"""Parts of speech whose words count as known in examples from the start."""

TAUGHT_TWICE = Rule(
    code="V622",
    slug="taught-twice",
    severity=Severity.ERROR,
    title="Two lessons introduce the same meaning, or the same phrase",
    reason="A learner would be told twice that this is new. A review lesson may show it again.",
    bad="at-the-cafe and at-home both have: items: [café]",
    good="items: [café] in at-the-cafe only, or at-home with: kind: review",
)


@checks(TAUGHT_TWICE, Scope.LANGUAGE)
def taught_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the items of all lessons that teach."""
    first: dict[tuple[str, int | None, bool], LessonItem] = {}
    for lesson in lexicon.lessons:
        for item in lesson.items if lesson.teaches else ():
            before = first.setdefault((item.text, item.sense, item.phrase), item)
            if before is not item:
                references = (Reference("introduced here", before.place),)
                yield Finding(
                    TAUGHT_TWICE,
                    f"“{item.text}” was already introduced",
                    item.place,
                    item.text,
                    "Remove it, or mark one of the lessons as a review: kind: review",
                    references,
                )


IN_NO_LESSON = Rule(
    code="V623",
    slug="in-no-lesson",
    severity=Severity.WARNING,
    title="A word is in no lesson, although its level has lessons",
    reason="A learner who follows the lessons never meets it.",
    bad="A1/food.yaml with limón, and lessons/A1.yaml without it",
    good="items: [limón, …] in a lesson of A1",
)


@checks(IN_NO_LESSON, Scope.LANGUAGE)
def in_no_lesson(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the words of each level in its lessons."""
    if not lexicon.complete:
        return
    levels = {lesson.level for lesson in lexicon.lessons}
    taught = {item.text for lesson in lexicon.lessons for item in lesson.items if item.word}
    for word in lexicon.words:
        level = word.levels[0].level
        if level in levels and word.base_form not in taught and word.status == "reviewed":
            hint = f"`babblr-vocab lessons {lexicon.language}` proposes lessons for such words"
            message = f"no lesson has “{word.base_form}”"
            yield Finding(IN_NO_LESSON, message, word.place.at("base_form"), word.base_form, hint)


REVIEW_OF_NOTHING = Rule(
    code="V624",
    slug="not-taught-before",
    severity=Severity.ERROR,
    title="A review lesson has an item that no earlier lesson taught",
    reason="A review is for what the learner has already met; a new word would go unnoticed in it.",
    bad="kind: review, with a word that only a later lesson teaches",
    good="kind: review, with words of the five lessons before it",
)


@checks(REVIEW_OF_NOTHING, Scope.LANGUAGE)
def not_taught_before(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Go through the lessons in order."""
    if not lexicon.complete:
        return
    taught: set[tuple[str, int | None]] = set()
    for lesson in lexicon.lessons:
        for item in lesson.items:
            if lesson.teaches:
                taught.add((item.text, item.sense))
            elif (item.text, item.sense) not in taught:
                message = f"no earlier lesson teaches “{item.text}”"
                yield Finding(REVIEW_OF_NOTHING, message, item.place, item.text)


TORN_SERIES = Rule(
    code="V627",
    slug="torn-series",
    severity=Severity.WARNING,
    title="A series is split between lessons",
    reason="Days, months or colours are learnt as a whole; half of them are of little use.",
    bad="series: {weekend: [sábado, domingo]}, and the two words in two lessons",
    good="items: [sábado, domingo, …] in one lesson",
)


@checks(TORN_SERIES, Scope.LANGUAGE)
def torn_series(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the lessons that teach the words of each series."""
    where: dict[str, Lesson] = {}
    for lesson in lexicon.lessons:
        for item in lesson.items if lesson.teaches else ():
            where.setdefault(item.text, lesson)
    for name, words in lexicon.pack.series.items() if lexicon.pack else ():
        found = {where[word].id: where[word] for word in words if word in where}
        if len(found) > 1:
            first, *others = found.values()
            message = f"the series “{name}” is split between lessons {', '.join(found)}"
            references = tuple(Reference(f"“{one.id}” teaches more of it", one.place) for one in others)
            yield Finding(TORN_SERIES, message, first.place, references=references)


UNKNOWN_SERIES_WORD = Rule(
    code="V628",
    slug="unknown-series-word",
    severity=Severity.WARNING,
    title="A series names a word that the pack does not have",
    reason="The series is never complete, or the word is misspelled.",
    bad="series: {weekend: [sabado, domingo]}",
    good="series: {weekend: [sábado, domingo]}",
)


@checks(UNKNOWN_SERIES_WORD, Scope.LANGUAGE)
def unknown_series_word(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look up the words of each series."""
    if lexicon.pack is None or not lexicon.complete:
        return
    known = lexicon.base_forms
    suggestions = Suggestions(sorted(known))
    for name, words in lexicon.pack.series.items():
        for number, word in enumerate(words):
            if word not in known:
                place = lexicon.pack.place.at("series", name, number)
                hint = suggestions.hint(word)
                yield Finding(UNKNOWN_SERIES_WORD, f"the pack has no word “{word}”", place, word, hint)


AHEAD_OF_ITSELF = Rule(
    code="V629",
    slug="ahead-of-itself",
    severity=Severity.WARNING,
    title="A lesson's examples use too many words that come later",
    reason="A learner who meets three new words in an example learns none of them. Function words and the most "
    "useful words count as known.",
    bad="the third lesson with: Mi abuela vive en una casa grande.",
    good="the third lesson with: Hola, soy Ana.",
)


@checks(AHEAD_OF_ITSELF, Scope.LANGUAGE)
def ahead_of_itself(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look up when the words of each example shown are taught."""
    if not lexicon.complete:
        return
    early = frozenset(word.base_form for word in lexicon.words if _is_early(word)) | frozenset(profile.stopwords)
    met: set[str] = set(early)
    for number, lesson in enumerate(lexicon.lessons):
        met.update(item.text for item in lesson.items if lesson.teaches)
        if number < FROM_LESSON:
            continue
        ahead = {item.text: later for item in lesson.items if (later := _later(item, lexicon, met))}
        if ahead:
            some = "; ".join(f"{word} ({', '.join(later)})" for word, later in list(ahead.items())[:3])
            more = " …" if len(ahead) > 3 else ""
            message = (
                f"in the examples of {len(ahead)} of {len(lesson.items)} items, more than a third of the words come "
                f"later: {some}{more}"
            )
            yield Finding(AHEAD_OF_ITSELF, message, lesson.place.at("items"))


def _is_early(word: Word) -> bool:
    first = word.levels[0]
    return word.part_of_speech in FUNCTION_WORDS or (first.level == LEVELS[0] and first.priority <= KNOWN_EARLY)


def _later(item: LessonItem, lexicon: Lexicon, met: set[str]) -> list[str]:
    """Return the words of an item's example that come later, if they are more than a third of it."""
    tokens = lexicon.example_tokens.get(item.shown.text, ()) if item.shown else ()
    later = [token[0] for token in tokens if token and met.isdisjoint(token)]
    unknown = sum(not token for token in tokens)
    return later if 3 * (len(later) + unknown) > len(tokens) else []
