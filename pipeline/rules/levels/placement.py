"""The levels of a word."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import Scope, checks

LEVEL_TWICE = Rule(
    code="V602",
    slug="level-twice",
    severity=Severity.ERROR,
    title="A word names a level twice",
    reason="A word has one priority at a level; with two, the order of words would be arbitrary.",
    bad="level: A1 in the file, and on the word:\nlevels:\n  - {level: A1, priority: 9}",
    good="levels:\n  - {level: B1, priority: 9}",
)


@checks(LEVEL_TWICE, Scope.FILE)
def level_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the further levels of a word with its own."""
    for word in lexicon.words:
        seen: dict[str, Place] = {}
        for level in word.levels:
            first = seen.setdefault(level.level, level.place)
            if first is not level.place:
                yield Finding(
                    LEVEL_TWICE,
                    f"“{word.base_form}” is already at {level.level}",
                    level.place,
                    word.base_form,
                    references=(Reference("first placed here", first),),
                )


LOWER_LEVEL = Rule(
    code="V605",
    slug="lower-level",
    severity=Severity.WARNING,
    title="A further level of a word is below its own",
    reason="A word is taught where it is first met; its entry belongs in that level's folder.",
    bad="B1/food.yaml with:\nlevels:\n  - {level: A1, priority: 90}",
    good="A1/food.yaml with:\nlevels:\n  - {level: B1, priority: 90}",
)


@checks(LOWER_LEVEL, Scope.FILE)
def lower_level(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the further levels of a word with its own."""
    for word in lexicon.words:
        own = word.levels[0].level
        for level in word.levels[1:]:
            if LEVELS.index(level.level) < LEVELS.index(own):
                message = f"“{word.base_form}” is taught at {own}, and again below it at {level.level}"
                hint = f"Move the entry to {level.level}, and list {own} under `levels`"
                yield Finding(LOWER_LEVEL, message, level.place, word.base_form, hint)
