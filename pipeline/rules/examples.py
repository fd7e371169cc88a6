"""8xx: the example sentences."""

import itertools
import re
from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.languages.spelling import shows, words_of
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.lexicon import Example, Lexicon, Word
from pipeline.rules.catalogue import checks

LONGEST = {"A1": 9, "A2": 12, "B1": 16, "B2": 20, "C1": 25, "C2": 30}
"""Words an example may have at each level."""

SHORTEST = 2

ENOUGH_WORDS = 300
"""Words a pack has when its examples can be held to them."""

KNOWN_SHARE = 0.9
"""The share of an example's words that a learner of its level must be able to know."""

WORD_NOT_IN_EXAMPLE = Rule(
    code="V801",
    slug="word-not-in-example",
    severity=Severity.ERROR,
    title="An example contains no form of its word",
    reason="The sentence is there to show the word; without it the learner waits in vain.",
    bad="- base_form: pan\n  …\n      examples:\n        - text: Tengo hambre.",
    good="- base_form: pan\n  …\n      examples:\n        - text: Compro pan todos los días.",
)

NO_TRANSLATION = Rule(
    code="V802",
    slug="example-without-translation",
    severity=Severity.WARNING,
    title="An example has no translation",
    reason="A beginner who does not understand the sentence has nothing to turn to.",
    bad="- text: Compro pan todos los días.",
    good="- text: Compro pan todos los días.\n  translation: I buy bread every day.",
)

NO_FULL_STOP = Rule(
    code="V803",
    slug="example-without-full-stop",
    severity=Severity.WARNING,
    title="An example does not end as a sentence does",
    reason="Learners copy what they see; and text-to-speech drops its voice only at the end of a sentence.",
    bad="text: Compro pan todos los días",
    good="text: Compro pan todos los días.",
)

UNBALANCED_MARKS = Rule(
    code="V804",
    slug="unbalanced-marks",
    severity=Severity.WARNING,
    title="A mark is opened and not closed, or closed and not opened",
    reason="Spanish questions begin with ¿; a quotation has two ends.",
    bad="text: Qué compras?",
    good="text: ¿Qué compras?",
)

TOO_LONG = Rule(
    code="V805",
    slug="example-too-long",
    severity=Severity.WARNING,
    title="An example is longer than its level allows",
    reason="A beginner reads word for word; a long sentence is forgotten before its end.",
    bad="text: Todos los días compro pan en la tienda que está cerca de mi casa.    # A1",
    good="text: Compro pan todos los días.",
)

USED_TWICE = Rule(
    code="V806",
    slug="example-twice",
    severity=Severity.WARNING,
    title="A sentence is used twice in the pack",
    reason="The second time it shows nothing new.",
    bad="text: Compro pan.    # at comprar and at pan",
    good="text: Compro pan.    # at pan; at comprar: ¿Compras leche?",
)

TOO_HARD = Rule(
    code="V807",
    slug="example-too-hard",
    severity=Severity.WARNING,
    title="An example has too many words above its level",
    reason="With more than one word in ten unknown, learners guess instead of reading.",
    bad="text: El pan es un alimento imprescindible.    # A1",
    good="text: Compro pan todos los días.",
)

TOO_SHORT = Rule(
    code="V808",
    slug="example-too-short",
    severity=Severity.INFO,
    title="An example is a single word",
    reason="A word alone shows nothing of its use.",
    bad="text: Pan.",
    good="text: Compro pan.",
)

UNTRANSLATED = Rule(
    code="V809",
    slug="example-untranslated",
    severity=Severity.WARNING,
    title="The translation of an example is the example",
    reason="It was copied and never translated.",
    bad="- text: Compro pan.\n  translation: Compro pan.",
    good="- text: Compro pan.\n  translation: I buy bread.",
)

SMALL_LETTER = Rule(
    code="V810",
    slug="example-small-letter",
    severity=Severity.WARNING,
    title="An example begins with a small letter",
    reason="Learners copy what they see.",
    bad="text: compro pan.",
    good="text: Compro pan.",
)

_MARK = re.compile(r"[()\[\]¿?¡!«»“”„]")
_TERMINAL = re.compile(r"""[.!?…。！？।؟۔]\s*[»«“”’"')\]」』]*\Z""")


def _examples(lexicon: Lexicon) -> Iterator[tuple[Word, Example, Place]]:
    for word in lexicon.words:
        for number, meaning in enumerate(word.meanings):
            for index, example in enumerate(meaning.examples):
                yield word, example, word.place.at("meanings", number, "examples", index)


@checks(WORD_NOT_IN_EXAMPLE)
def word_not_in_example(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look whether the word is recognised, then for its spelling, then for a token with the word as its lemma."""
    for word, example, place in _examples(lexicon):
        core = profile.core(word.base_form)
        if word.base_form in lexicon.example_words.get(example.text, ()):
            continue
        if shows(example.text, core, (form.text for form in word.forms)):
            continue
        if not set(words_of(core)) <= lexicon.example_lemmas.get(example.text, frozenset()):
            yield Finding(
                WORD_NOT_IN_EXAMPLE,
                f"no form of “{word.base_form}” is in this example",
                place.at("text"),
                word.base_form,
                suggestion="Use the word in the sentence; an irregular form can be listed under `forms`",
            )


@checks(NO_TRANSLATION)
def example_without_translation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the field."""
    for word, example, place in _examples(lexicon):
        if example.translation is None:
            yield Finding(NO_TRANSLATION, "this example has no translation", place.at("text"), word.base_form)


@checks(NO_FULL_STOP)
def example_without_full_stop(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at the last character, or the one before a closing mark."""
    for word, example, place in _examples(lexicon):
        if not _TERMINAL.search(example.text):
            message = f"the example ends with “{example.text[-1]}”"
            yield Finding(NO_FULL_STOP, message, place.at("text"), word.base_form, "End it with . ! ? or …")


@checks(UNBALANCED_MARKS)
def unbalanced_marks(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for the partner of every mark; ? and ! have one where the language opens with ¿ and ¡."""
    for word, example, place in _examples(lexicon):
        found = _MARK.findall(example.text)
        for pair in _pairs(found, profile) if found else ():
            opening, closing = pair[0], pair[1:]
            marks = [mark for mark in found if mark in pair]
            depth = list(itertools.accumulate(1 if mark == opening else -1 for mark in marks))
            if marks and (depth[-1] != 0 or min(depth) < 0):
                opened = marks.count(opening)
                message = f"{opened} × {opening} and {len(marks) - opened} × {closing[0]}"
                if depth[-1] == 0:
                    message = f"{marks[depth.index(-1)]} stands before {opening}"
                yield Finding(UNBALANCED_MARKS, message, place.at("text"), word.base_form)


def _pairs(marks: list[str], profile: Profile) -> Iterator[str]:
    """Yield the marks that go together: the opening one, and after it those that may close it."""
    yield from ("()", "[]")
    if "¿" in profile.paired_marks:
        yield from ("¿?", "¡!")
    # German books have »…« as well, and German opens with „ what “ and ” close; elsewhere “ is closed by ”.
    turned = not profile.quotes.startswith("«") and next(filter("«»".__contains__, marks), "") == "»"
    yield "»«" if turned else "«»"
    yield "„“”" if "„" in marks else "“”"


@checks(TOO_LONG)
def example_too_long(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count words against the limit of the word's level; a mark between spaces is none (French « oui » ?)."""
    for word, example, place in _examples(lexicon):
        level = word.levels[0].level
        count = sum(any(map(str.isalnum, token)) for token in example.text.split())
        if count > LONGEST[level]:
            message = f"the example has {count} words; at {level} at most {LONGEST[level]} are wanted"
            yield Finding(TOO_LONG, message, place.at("text"), word.base_form)


@checks(USED_TWICE)
def example_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare all sentences of the pack, whatever their case and punctuation."""
    first: dict[tuple[str, ...], tuple[Word, Place]] = {}
    for word, example, place in _examples(lexicon):
        owner, other = first.setdefault(tuple(words_of(example.text)), (word, place))
        if other is not place:
            yield Finding(
                USED_TWICE,
                f"this sentence is used for “{owner.base_form}” already",
                place.at("text"),
                word.base_form,
                references=(Reference("first used here", other.at("text")),),
            )


@checks(TOO_HARD)
def example_too_hard(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the words of each example that are in the pack at its level or below.

    In a pack that has only begun every sentence would be too hard: the rule waits until there are enough words.
    """
    if len(lexicon.words) < ENOUGH_WORDS or not lexicon.complete:
        return
    for word, example, place in _examples(lexicon):
        coverage = lexicon.example_coverage.get((example.text, word.levels[0].level))
        if coverage and coverage.words and coverage.known < KNOWN_SHARE * coverage.words:
            hard = ", ".join(f"“{token}”" for token in coverage.unknown)
            message = (
                f"{coverage.words - coverage.known} of {coverage.words} words are not words of "
                f"{word.levels[0].level}: {hard}"
            )
            yield Finding(TOO_HARD, message, place.at("text"), word.base_form)


@checks(TOO_SHORT)
def example_too_short(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count words; an interjection may stand alone."""
    for word, example, place in _examples(lexicon):
        if len(words_of(example.text)) < SHORTEST and "interjection" not in word.parts_of_speech:
            yield Finding(TOO_SHORT, "the example is a single word", place.at("text"), word.base_form)


@checks(UNTRANSLATED)
def example_untranslated(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the sentence with its translation."""
    for word, example, place in _examples(lexicon):
        if example.translation is not None and words_of(example.text) == words_of(example.translation):
            message = "the translation is the same sentence"
            yield Finding(UNTRANSLATED, message, place.at("translation"), word.base_form)


@checks(SMALL_LETTER)
def example_small_letter(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at the first letter."""
    for word, example, place in _examples(lexicon):
        first = next((character for character in example.text if character.isalnum()), "")
        if first.islower():
            yield Finding(SMALL_LETTER, f"the example begins with “{first}”", place.at("text"), word.base_form)
