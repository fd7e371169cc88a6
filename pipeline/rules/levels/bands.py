"""Priorities: bands of equally useful words.

A conversation's words are ordered by mastery, then priority, then the time since each was last met. With about 20 words
in a band, that time decides within the band, and a word can be added anywhere without changing another.
"""

from collections import Counter
from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.packs import LevelState
from pipeline.model.suggestions import count as counted
from pipeline.rules.catalogue import Scope, checks

FEWEST, MOST = 10, 40
"""The fewest and the most words of a band. The last band of a level may have fewer."""

FIRST_BANDS = 5
"""The bands of the easiest level that a learner starts with."""
FIRST_WORDS = {"noun": 25, "verb": 15}
"""The fewest words of a part of speech in these bands."""

BAND_SIZE = Rule(
    code="V608",
    slug="band-size",
    severity=Severity.WARNING,
    title="A band of a released level has too few or too many words",
    reason=f"A priority is a band of {FEWEST} to {MOST} equally useful words. In a smaller band the order "
    "is arbitrary; in a larger one, words that are needed first wait behind words that are not.",
    bad="55 words with: priority: 3",
    good="20 words with: priority: 3",
)


@checks(BAND_SIZE, Scope.LANGUAGE)
def band_size(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the words of each band."""
    for level, bands in _bands(lexicon):
        for band, count in sorted(bands.items()):
            if count > MOST or (count < FEWEST and band != max(bands)):
                message = f"band {band} of {level} has {counted(count, 'word')}; a band should have {FEWEST} to {MOST}"
                yield _at_level(BAND_SIZE, message, lexicon, level)


MISSING_BAND = Rule(
    code="V609",
    slug="missing-band",
    severity=Severity.WARNING,
    title="A released level has no words in a band",
    reason="A gap usually means words that were moved and forgotten.",
    bad="Priorities 1, 2 and 4 at A1.",
    good="Priorities 1, 2 and 3 at A1.",
)


@checks(MISSING_BAND, Scope.LANGUAGE)
def missing_band(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the first missing band of each level."""
    for level, bands in _bands(lexicon):
        missing = next((band for band in range(1, max(bands, default=0)) if band not in bands), None)
        if missing is not None:
            message = f"no word of {level} is in band {missing}, but one is in band {max(bands)}"
            yield _at_level(MISSING_BAND, message, lexicon, level)


FIRST_BANDS_LACK = Rule(
    code="V610",
    slug="first-bands",
    severity=Severity.WARNING,
    title="A beginner's first words include too few nouns or verbs",
    reason="Pronouns and prepositions alone are not enough to ask for anything. The first five bands let a learner "
    "greet people, say who they are and what they want, ask, eat, drink, pay and find the way.",
    bad="Bands 1 to 5 of A1 with 3 nouns.",
    good="Bands 1 to 5 of A1 with 30 nouns and 20 verbs.",
)


@checks(FIRST_BANDS_LACK, Scope.LANGUAGE)
def first_bands(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count parts of speech in the first bands of the easiest level, once the level has further bands."""
    for level, bands in _bands(lexicon):
        if level != LEVELS[0] or max(bands, default=0) <= FIRST_BANDS:
            continue
        first = Counter(
            word.part_of_speech
            for word in lexicon.words
            if word.levels[0].level == level and word.levels[0].priority <= FIRST_BANDS
        )
        for part_of_speech, wanted in FIRST_WORDS.items():
            if first[part_of_speech] < wanted:
                message = (
                    f"the first {FIRST_BANDS} bands of {level} have {first[part_of_speech]} {part_of_speech}s; "
                    f"a beginner needs {wanted}"
                )
                yield _at_level(FIRST_BANDS_LACK, message, lexicon, level)


def _bands(lexicon: Lexicon) -> Iterator[tuple[str, Counter[int]]]:
    """Yield the number of words of each band, for every released level."""
    if lexicon.pack is None or not lexicon.complete:
        return
    for name in LEVELS:
        if lexicon.pack.state(name) is LevelState.RELEASED:
            yield name, Counter(one.priority for word in lexicon.words for one in word.levels if one.level == name)


def _at_level(rule: Rule, message: str, lexicon: Lexicon, level: str) -> Finding:
    if lexicon.pack is None:
        raise ValueError("a lexicon without a pack has no released level")
    return Finding(rule, message, lexicon.pack.place.at("states", level))
