"""6xx: levels, priorities, and how many words there are."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import checks

TOLERANCE = 0.1
"""The share of the target by which a level may be off before it is mentioned."""

LEVEL_COUNT = Rule(
    code="V601",
    slug="level-count",
    severity=Severity.WARNING,
    title="A level has far fewer or far more words than its target",
    reason="With too few words conversations repeat themselves; with too many the level is not what it says.",
    bad="targets:\n  A1: 500    # and 150 words at A1",
    good="targets:\n  A1: 500    # and 512 words at A1",
)

LEVEL_TWICE = Rule(
    code="V602",
    slug="level-twice",
    severity=Severity.ERROR,
    title="A word names a level twice",
    reason="A word has one priority at a level; with two, the order of words would be an accident.",
    bad="level: A1 in the file, and at the word:\nlevels:\n  - {level: A1, priority: 9}",
    good="levels:\n  - {level: B1, priority: 9}",
)

PRIORITY_TWICE = Rule(
    code="V603",
    slug="priority-twice",
    severity=Severity.ERROR,
    title="Two words have the same priority at a level",
    reason="Priority decides which words a learner meets first; with two alike the order is an accident.",
    bad="- base_form: pan\n  priority: 41\n- base_form: agua\n  priority: 41",
    good="- base_form: pan\n  priority: 41\n- base_form: agua\n  priority: 42",
)


@checks(LEVEL_COUNT)
def level_count(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the words up to each level that the pack has begun with the target."""
    if lexicon.pack is None or not lexicon.complete:
        return
    lowest = [min(LEVELS.index(level.level) for level in word.levels) for word in lexicon.words]
    for rank, level in enumerate(LEVELS):
        target = lexicon.pack.targets.get(level)
        if target is None or rank not in lowest:
            continue
        count = sum(other <= rank for other in lowest)
        if abs(count - target) > TOLERANCE * target:
            message = f"there are {count} words up to {level}; the target is {target}"
            yield Finding(LEVEL_COUNT, message, lexicon.pack.place.at("targets", level))


@checks(LEVEL_TWICE)
def level_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the further levels of a word with its own."""
    for word in lexicon.words:
        seen: dict[str, Place] = {}
        for level in word.levels:
            first = seen.setdefault(level.level, level.place)
            if first is not level.place:
                yield Finding(
                    LEVEL_TWICE,
                    f"“{word.base_form}” is at {level.level} already",
                    level.place,
                    word.base_form,
                    references=(Reference("first placed here", first),),
                )


@checks(PRIORITY_TWICE)
def priority_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the priorities at each level."""
    holders: dict[tuple[str, int], tuple[str, Place]] = {}
    for word in lexicon.words:
        for level in word.levels:
            name, place = holders.setdefault((level.level, level.priority), (word.base_form, level.place))
            if place is not level.place and name != word.base_form:
                yield Finding(
                    PRIORITY_TWICE,
                    f"“{word.base_form}” has priority {level.priority} at {level.level}, and so has “{name}”",
                    level.place,
                    word.base_form,
                    references=(Reference(f"“{name}” has it here", place),),
                )
