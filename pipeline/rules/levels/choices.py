"""Answers among options, in exercises and in assessments: one is right, and only knowledge finds it."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.grammar import GAP, ExerciseType
from pipeline.model.lexicon import Lexicon
from pipeline.model.suggestions import did_you_mean
from pipeline.rules.catalogue import Scope, checks


class Choice(NamedTuple):
    """Something to be chosen. `whole` is what it is one of many in: the lessons of a file, or an assessment."""

    question: str
    options: tuple[str, ...]
    answer: str
    place: Place
    whole: Place


def choices(lexicon: Lexicon) -> Iterator[Choice]:
    """Yield the exercises and questions with options."""
    for lesson in lexicon.grammar:
        for one in lesson.exercises:
            if one.type is ExerciseType.MULTIPLE_CHOICE:
                yield Choice(one.question, one.options, one.answer, one.place, Place(lesson.place.file, ("lessons",)))
    for assessment in lexicon.assessments:
        for question in assessment.questions:
            whole = assessment.place.at("questions")
            yield Choice(question.question, question.options, question.answer, question.place, whole)


NO_ANSWER = Rule(
    code="V651",
    slug="answer-not-an-option",
    severity=Severity.ERROR,
    title="The answer is not among the options, word for word",
    reason="The app compares them letter by letter, so nobody could be right. The answer is the text itself, not its "
    "place.",
    bad="options: [eres, soy, es]\nanswer: Soy",
    good="options: [eres, soy, es]\nanswer: soy",
)


@checks(NO_ANSWER, Scope.LANGUAGE)
def answer_not_an_option(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the answer among the options."""
    for choice in choices(lexicon):
        if choice.answer not in choice.options:
            hint = did_you_mean(choice.answer, list(choice.options), f"The options are: {', '.join(choice.options)}")
            message = f"“{choice.answer}” is none of the options"
            yield Finding(NO_ANSWER, message, choice.place.at("answer"), suggestion=hint)


ALIKE = Rule(
    code="V652",
    slug="options-alike",
    severity=Severity.ERROR,
    title="Two options are the same",
    reason="A learner who chooses between them chooses between nothing, and if it is the answer, both are right.",
    bad="options: [es, soy, Es]",
    good="options: [es, soy, eres]",
)


@checks(ALIKE, Scope.LANGUAGE)
def options_alike(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the options, ignoring case and spaces, which the app shows alike or nearly so."""
    for choice in choices(lexicon):
        first: dict[str, int] = {}
        for number, option in enumerate(choice.options):
            before = first.setdefault(" ".join(option.casefold().split()), number)
            if before != number and not _may_differ(choice.options[before], option):
                references = (Reference("the other one", choice.place.at("options", before)),)
                message = f"“{option}” and “{choice.options[before]}” are the same"
                yield Finding(ALIKE, message, choice.place.at("options", number), references=references)


def _may_differ(one: str, other: str) -> bool:
    """Whether two options are different words that only a capital tells apart: Sie and sie, essen and Essen."""
    return one.split() != other.split() and one[1:] == other[1:] and one[0].isupper() != other[0].isupper()


HIGHEST = 0.35
"""The highest share of choices in which a habit may be right."""

ENOUGH = 12
"""From this many choices on, a higher share is a pattern and not an accident."""


def _at(number: int) -> Callable[[Sequence[str]], str | None]:
    return lambda options: options[number] if number < len(options) else None


def _longest(options: Sequence[str]) -> str | None:
    second, first = sorted(options, key=len)[-2:]
    return first if len(first) > len(second) else None


def _only_capital(options: Sequence[str]) -> str | None:
    capitals = [option for option in options if option[:1].isupper()]
    return capitals[0] if len(capitals) == 1 else None


_HABITS: dict[str, Callable[[Sequence[str]], str | None]] = {
    "the first option": _at(0),
    "the second option": _at(1),
    "the third option": _at(2),
    "the fourth option": _at(3),
    "the longest option": _longest,
    "the only option with a capital": _only_capital,
}
"""What somebody who knows nothing may always choose. None: such a person has to guess."""

HABIT = Rule(
    code="V653",
    slug="right-by-habit",
    severity=Severity.WARNING,
    title="Somebody who knows nothing is right too often",
    reason="Learners notice where answers are and what they look like. Then they practise that, and an assessment "
    f"measures it. No habit may be right in more than {HIGHEST:.0%} of the choices of a file.",
    bad="answer: soy    # in 30 of 48 questions, the second option",
    good="answer: soy    # in 12 of 48 questions, the second option",
)


@checks(HABIT, Scope.LANGUAGE)
def right_by_habit(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count how often each habit is right, over the exercises of a level and over each assessment."""
    for whole, group in groupby(choices(lexicon), key=lambda one: one.whole):
        its = list(group)
        for habit, chosen in _HABITS.items() if len(its) >= ENOUGH else ():
            right = sum(chosen(one.options) == one.answer for one in its)
            if right > HIGHEST * len(its):
                message = f"{habit} is right in {right} of {len(its)}; the limit is {HIGHEST:.0%}"
                yield Finding(HABIT, message, whole)


ELIDED = Rule(
    code="V654",
    slug="given-away-by-apostrophe",
    severity=Severity.WARNING,
    title="An apostrophe before the gap rules an option out",
    reason="Only what begins with a vowel can follow an apostrophe, so the spelling gives the answer away.",
    bad="question: J'___ faim.\noptions: [ai, suis, fais]",
    good="question: J'___ faim.\noptions: [ai, as, a]",
)


@checks(ELIDED, Scope.LANGUAGE)
def given_away_by_apostrophe(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at the first letter of the options after an apostrophe."""
    for choice in choices(lexicon):
        before, gap, _after = choice.question.partition(GAP)
        for number, option in enumerate(choice.options if gap and before.endswith(("'", "’")) else ()):
            first = unicodedata.normalize("NFKD", option.casefold())[:1]
            if first not in "aeiouyhœæ":
                message = f"“{option}” cannot follow an apostrophe"
                yield Finding(ELIDED, message, choice.place.at("options", number))
