"""Exercises of grammar lessons whose answer is typed, or put in order."""

import re
from collections.abc import Iterable, Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.grammar import Exercise, ExerciseType
from pipeline.model.lexicon import Lexicon
from pipeline.model.running_words import RunningWord
from pipeline.rules.catalogue import Scope, checks


def _exercises(lexicon: Lexicon, type_: ExerciseType) -> Iterator[Exercise]:
    return (one for lesson in lexicon.grammar for one in lesson.exercises if one.type is type_)


_SEVERAL = re.compile(r"[,+]")

NOT_ASKED = Rule(
    code="V656",
    slug="nothing-asked-for",
    severity=Severity.WARNING,
    title="A gap to be filled in does not say what with, or says something else",
    reason="Many words may fit a gap. What stands in brackets after it makes one of them right: the base form.",
    bad="question: Él ___ de Madrid.\nanswer: es",
    good="question: Él ___ (ser) de Madrid.\nanswer: es",
)


@checks(NOT_ASKED, Scope.LANGUAGE)
def nothing_asked_for(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the brackets, and for the word in them among those of the sentence filled in.

    Several words (`ser, estar` or `de + el`) are to be chosen from, or put together.
    """
    for exercise in _exercises(lexicon, ExerciseType.FILL_IN_BLANK):
        place = exercise.place.at("question")
        if not exercise.asked:
            yield Finding(NOT_ASKED, "nothing in brackets after the gap says what to put there", place)
            continue
        asked = lexicon.running_words.get(exercise.asked, ())
        given = asked if _SEVERAL.search(exercise.asked) else asked[:1]
        used = _base_forms(lexicon.running_words.get(exercise.sentence(), ()))
        if asked and lexicon.complete and used.isdisjoint(_base_forms(given)):
            message = f"“{exercise.answer}” is no form of “{exercise.asked}” there"
            yield Finding(NOT_ASKED, message, place)


def _base_forms(words: Iterable[RunningWord]) -> set[str]:
    return {one for word in words for part in (word, *word.parts) for one in part.base_forms}


UNTYPABLE = Rule(
    code="V657",
    slug="untypable-answer",
    severity=Severity.ERROR,
    title="What is to be typed has something other than letters, hyphens and single spaces",
    reason="It is compared letter by letter, without capitals. A learner cannot know whether a full stop belongs to it,"
    " and an apostrophe can be typed in two ways.",
    bad="question: C'est ___ (eau).\nanswer: l'eau",
    good="question: C'est l'___ (eau).\nanswer: eau",
)


@checks(UNTYPABLE, Scope.LANGUAGE)
def untypable_answer(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at each character of the answer."""
    for exercise in _exercises(lexicon, ExerciseType.FILL_IN_BLANK):
        if not all(part.isalpha() for word in exercise.answer.split(" ") for part in word.split("-")):
            message = f"“{exercise.answer}” is not made of letters, hyphens and single spaces alone"
            hint = "Leave the rest of it in the question"
            yield Finding(UNTYPABLE, message, exercise.place.at("answer"), suggestion=hint)


_MARKS = frozenset('.,;:!?¡¿…«»„“”"()')

ORDER_SHOWN = Rule(
    code="V658",
    slug="order-given-away",
    severity=Severity.WARNING,
    title="A capital or a mark tells where a word to be put in order belongs",
    reason="A learner would see the first word and the last without knowing why they are there.",
    bad="answer: [Yo, soy, de, Madrid.]",
    good="answer: [yo, soy, de, Madrid]",
)


@checks(ORDER_SHOWN, Scope.LANGUAGE)
def order_given_away(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for punctuation, and for capitals of words that the pack writes without."""
    for exercise in _exercises(lexicon, ExerciseType.WORD_ORDER):
        plain = {
            word.text
            for word in lexicon.running_words.get(exercise.answer, ())
            if word.text[:1].isupper() and word.readings and all(one[:1].islower() for one in word.base_forms)
        }
        for number, text in enumerate(exercise.words):
            if text in plain:
                message = f"“{text}” has a capital only where it begins a sentence"
            elif _MARKS.intersection(text):
                message = f"“{text}” has a punctuation mark"
            else:
                continue
            yield Finding(ORDER_SHOWN, message, exercise.place.at("answer", number), text)


_LISTED = ("noun", "adjective", "adverb", "pronoun")
"""Parts of speech of which two words beside *and* or *or* can change places."""

TWO_ORDERS = Rule(
    code="V659",
    slug="two-orders",
    severity=Severity.WARNING,
    title="Words to be put in order can also stand in another order",
    reason="The app accepts one order. Beside *and* or *or*, two words of one kind can change places.",
    bad="answer: [compro, pan, y, leche]",
    good="answer: [compro, pan, con, queso]",
)


@checks(TWO_ORDERS, Scope.LANGUAGE)
def two_orders(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at both sides of each conjunction for words of one part of speech, or two names."""
    kinds = {word.base_form: word.parts_of_speech for word in lexicon.words}
    names = frozenset(lexicon.pack.names if lexicon.pack else ())
    for exercise in _exercises(lexicon, ExerciseType.WORD_ORDER):
        found = {word.text: word.base_forms for word in lexicon.running_words.get(exercise.answer, ())}
        its = [
            {"noun"} if text in names else {kind for one in found.get(text, ()) for kind in kinds.get(one, ())}
            for text in exercise.words
        ]
        for number in range(1, len(its) - 1):
            shared = its[number - 1] & its[number + 1] & set(_LISTED)
            if its[number] == {"conjunction"} and shared:
                one, other = exercise.words[number - 1], exercise.words[number + 1]
                message = f"“{one}” and “{other}” can change places"
                yield Finding(TWO_ORDERS, message, exercise.place.at("answer", number), one)
