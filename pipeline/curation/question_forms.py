"""Which form of a verb fits the pronoun before it, as the examples of a pack show it."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from pipeline.model.lexicon import Features, Lexicon, Word

BEGINNING = re.compile(r"(\W*)(\w+) (\w+)(?=[ .,!?])")
"""The first two words of a sentence, after its first punctuation."""

Person = tuple[str, str]
"""The values of the features Person and Number."""

_SEEN = 3
"""How often a pronoun must be seen before verbs before it is taken to decide their forms."""


def decided_persons(lexicon: Lexicon) -> dict[str, frozenset[Person]]:
    """Return what the person and number of verbs may be after each pronoun: after wir, as after Sie."""
    seen: dict[str, Counter[Person]] = {}
    times: Counter[str] = Counter()
    for pronoun, persons in _seen_persons(lexicon):
        times[pronoun] += 1
        seen.setdefault(pronoun, Counter()).update(persons)
    always = {one: frozenset(its for its, often in seen[one].items() if often == times[one]) for one in seen}
    return {one: persons for one, persons in always.items() if persons and times[one] >= _SEEN}


def _seen_persons(lexicon: Lexicon) -> Iterator[tuple[str, set[Person]]]:
    """Yield each pronoun at the beginning of a verb's example with what the form of the verb after it may be."""
    pronouns = {word.base_form for word in lexicon.words if "pronoun" in word.parts_of_speech}
    for word in lexicon.words:
        for example in (one for meaning in word.meanings for one in meaning.examples):
            found = BEGINNING.match(example.text) if word.part_of_speech == "verb" else None
            if found and found[2].casefold() in pronouns:
                persons = set(filter(None, map(_person, _usual(_analyses(word, found[3])))))
                if persons:
                    yield found[2].casefold(), persons


def other_persons(word: Word, text: str, persons: Collection[Person]) -> Iterator[str]:
    """Yield the forms of a verb in the tense of one, none of which can be of one of some persons and numbers.

    Of two spellings of one form (connaît, connait), the first is yielded.
    """
    tenses = {_tense(one) for one in _usual(_analyses(word, text)) if _person(one) in persons}
    cells: list[tuple[Features, ...]] = []
    for form in word.forms:
        if form.features in cells:
            continue
        cells.append(form.features)
        its = {_tense(one) for one in form.features if _person(one)}
        whole = any("Variant" not in one for one in form.features)  # compramo stands only before -nos
        agrees = any(_person(one) in persons for one in form.features)
        if its & tenses and whole and not agrees and " " not in form.text and form.level is None:
            yield form.text


def _analyses(word: Word, text: str) -> list[Features]:
    return [features for form in word.forms if form.text == text for features in form.features]


def _usual(analyses: list[Features]) -> list[Features]:
    """Return the analyses in the indicative, if there are any: ich glaube is hardly ever subjunctive or imperative."""
    return [one for one in analyses if one.get("Mood") == "Ind"] or analyses


def _person(features: Features) -> Person | None:
    person, number = features.get("Person"), features.get("Number")
    return (person, number) if person and number else None


def _tense(features: Features) -> tuple[str | None, ...]:
    return tuple(features.get(name) for name in ("Mood", "Tense", "VerbForm", "Aspect", "Voice"))
