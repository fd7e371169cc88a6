"""The words of grammar lessons: met by then, or taught up to the level."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from pipeline.languages.profile import Profile
from pipeline.model.cefr import LEVELS, up_to
from pipeline.model.findings import Finding, Place, Rule, Severity
from pipeline.model.grammar import Exercise, ExerciseType, GrammarLesson
from pipeline.model.lessons import Lesson
from pipeline.model.lexicon import Lexicon
from pipeline.model.running_words import RunningWord, beyond
from pipeline.model.suggestions import Suggestions
from pipeline.rules.catalogue import Scope, checks

UNKNOWN_AFTER = Rule(
    code="V641",
    slug="unknown-lesson-before",
    severity=Severity.ERROR,
    title="A grammar lesson comes after a vocabulary lesson that there is not",
    reason="Its words are checked against those met by then, and the app proposes it then.",
    bad="after: A1/people/donde-eres    # the lesson is called A1/people/de-donde-eres",
    good="after: A1/people/de-donde-eres",
)


@checks(UNKNOWN_AFTER, Scope.LANGUAGE)
def unknown_lesson_before(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look the lesson up among those of the level and below."""
    if not lexicon.complete:
        return
    levels = {lesson.id: lesson.level for lesson in lexicon.lessons}
    known = Suggestions(list(levels))
    for lesson in lexicon.grammar:
        place = lesson.place.at("after")
        if lesson.after not in levels:
            message = f"there is no vocabulary lesson “{lesson.after}”"
            yield Finding(UNKNOWN_AFTER, message, place, suggestion=known.hint(lesson.after))
        elif LEVELS.index(levels[lesson.after]) > LEVELS.index(lesson.level):
            message = f"the vocabulary lesson “{lesson.after}” is of a later level: {levels[lesson.after]}"
            yield Finding(UNKNOWN_AFTER, message, place)


NOT_MET = Rule(
    code="V642",
    slug="word-not-met",
    severity=Severity.WARNING,
    title="An example or exercise of a grammar lesson has a word that is not met by then",
    reason="A learner who stumbles over a word does not see the grammar. Met are the words and phrases of the "
    "vocabulary lessons up to the one that it comes after; names and numbers in figures are always known.",
    bad="after: A1/greetings/hola, and: text: Yo soy de España.    # España is taught later",
    good="after: A1/people/de-donde-eres, and: text: Yo soy de España.",
)


@checks(NOT_MET, Scope.LANGUAGE)
def word_not_met(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look the words of each sentence up in the lessons before, also with wrong options in its gap.

    Who has met a reflexive verb knows the pronouns beside it: who has met llamarse, me llamo.
    """
    if not lexicon.complete or not lexicon.grammar:
        return
    met, taught_in = _met_after(lexicon), _taught_in(lexicon)
    for lesson in lexicon.grammar:
        known = met.get(lesson.after)
        for place, words in _not_met(lesson, lexicon, None if known is None else _Known(known, profile)):
            for word in words:
                yield Finding(NOT_MET, _why(word, lexicon, taught_in), place, word.text)


@dataclass(frozen=True, slots=True)
class _Known:
    """The base forms met by then."""

    met: frozenset[str]
    profile: Profile

    def beyond(self, words: Collection[RunningWord]) -> list[RunningWord]:
        """Return what is not met of a sentence."""
        left = list(beyond(words, self.met))
        pronouns = self.profile.recognition.reflexive_pronouns if left and any(map(self._is_reflexive, words)) else ()
        return [word for word in left if word.text.casefold() not in pronouns]

    def _is_reflexive(self, word: RunningWord) -> bool:
        return any(one in self.met and self.profile.core(one) != one for one in word.base_forms)


def _met_after(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Return the base forms met up to and including each vocabulary lesson that a grammar lesson comes after."""
    asked = {lesson.after for lesson in lexicon.grammar}
    met: set[str] = set()
    after: dict[str, frozenset[str]] = {}
    for lesson in lexicon.lessons:
        met.update(_taught_by(lesson, lexicon))
        if lesson.id in asked:
            after[lesson.id] = frozenset(met)
    return after


def _taught_by(lesson: Lesson, lexicon: Lexicon) -> Iterator[str]:
    for item in lesson.items if lesson.teaches else ():
        if item.phrase:
            yield from chain.from_iterable(word.base_forms for word in _in_phrase(lexicon, item.text))
        else:
            yield item.text


def _in_phrase(lexicon: Lexicon, text: str) -> Iterator[RunningWord]:
    for word in lexicon.running_words.get(text, ()):
        yield word
        yield from word.parts


def _taught_in(lexicon: Lexicon) -> Mapping[str, str]:
    """Return the id of the first lesson that teaches each word."""
    found: dict[str, str] = {}
    for lesson in lexicon.lessons:
        for base_form in _taught_by(lesson, lexicon):
            found.setdefault(base_form, lesson.id)
    return found


def _not_met(
    lesson: GrammarLesson, lexicon: Lexicon, known: _Known | None
) -> Iterator[tuple[Place, list[RunningWord]]]:
    """Yield the places of a lesson that have words not met by then, with these."""
    if known is None:
        return
    for example in lesson.examples:
        yield example.place.at("text"), known.beyond(lexicon.running_words[example.text])
    for exercise in lesson.exercises:
        yield from _not_met_in_exercise(exercise, lexicon, known)


def _not_met_in_exercise(
    exercise: Exercise, lexicon: Lexicon, known: _Known
) -> Iterator[tuple[Place, list[RunningWord]]]:
    words = lexicon.running_words
    missing = known.beyond(words[exercise.sentence()])
    missing += known.beyond(words[exercise.asked] if exercise.asked else ())
    asked_for = exercise.place.at("answer" if exercise.type is ExerciseType.WORD_ORDER else "question")
    yield asked_for, list({word.text: word for word in missing}.values())
    said = {word.text for word in missing}
    for number, option in enumerate(exercise.options):
        # An option may be known by itself, where its neighbours make no sense, or only beside them: a verb's prefix.
        alone = {word.text.casefold() for word in known.beyond(words[option])}
        inside = known.beyond(words[exercise.sentence(option)])
        left = [word for word in inside if word.text not in said and word.text.casefold() in alone]
        yield exercise.place.at("options", number), left


def _why(word: RunningWord, lexicon: Lexicon, taught_in: Mapping[str, str]) -> str:
    """Return what to say of a word that is not met."""
    if not word.readings:
        return f"“{word.text}” is no word of the pack, nor a form of one"
    later = {taught_in[one]: one for reading in word.readings for one in reading if one in taught_in}
    first = next((lesson.id for lesson in lexicon.lessons if lesson.id in later), None)
    if first is None:
        return f"no lesson teaches “{word.text}”"
    return f"“{word.text}” is taught later, in {first}"


HARD_EXPLANATION = Rule(
    code="V643",
    slug="hard-explanation",
    severity=Severity.WARNING,
    title="A rule or an explanation uses words that learners do not know",
    reason="What explains is made of the words of the level, the pack's defining words, and `grammar_terms`; otherwise "
    "it needs an explanation itself.",
    bad="description: El sustantivo concuerda con el artículo.",
    good="description: Decimos «el libro» y «la casa».",
)


@checks(HARD_EXPLANATION, Scope.LANGUAGE)
def hard_explanation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look the words of descriptions and explanations up in the level and the words listed in pack.yaml."""
    if lexicon.pack is None or not lexicon.complete:
        return
    glossed = (*lexicon.pack.defining_words, *lexicon.pack.grammar_terms)
    listed = {spelling for word in glossed for spelling in word.spellings}
    known = {level: known_at(lexicon, level) for level in {lesson.level for lesson in lexicon.grammar}}
    for lesson in lexicon.grammar:
        for text, place in _explanations(lesson):
            unknown = [one.text for one in beyond(lexicon.running_words[text], known[lesson.level])]
            unknown = [one for one in dict.fromkeys(unknown) if one.casefold() not in listed]
            if unknown:
                named = ", ".join(f"“{one}”" for one in unknown)
                yield Finding(HARD_EXPLANATION, f"learners do not know {named}", place)


def known_at(lexicon: Lexicon, level: str) -> frozenset[str]:
    """Return the base forms of the words taught up to a level."""
    levels = up_to(level)
    return frozenset(word.base_form for word in lexicon.words if any(one.level in levels for one in word.levels))


def _explanations(lesson: GrammarLesson) -> Iterator[tuple[str, Place]]:
    for rule in lesson.rules:
        yield rule.description, rule.place.at("description")
    for exercise in lesson.exercises:
        yield exercise.explanation, exercise.place.at("explanation")
