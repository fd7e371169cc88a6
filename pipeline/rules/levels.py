"""6xx: levels, priorities, and how many words there are."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.lessons import MOST_LESSONS
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import checks, reported

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


LEVEL_TWICE = Rule(
    code="V602",
    slug="level-twice",
    severity=Severity.ERROR,
    title="A word names a level twice",
    reason="A word has one priority at a level; with two, the order of words would be an accident.",
    bad="level: A1 in the file, and at the word:\nlevels:\n  - {level: A1, priority: 9}",
    good="levels:\n  - {level: B1, priority: 9}",
)


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


PRIORITY_TWICE = Rule(
    code="V603",
    slug="priority-twice",
    severity=Severity.ERROR,
    title="Two words have the same priority at a level",
    reason="Priority decides which words a learner meets first; with two alike the order is an accident.",
    bad="- base_form: pan\n  priority: 41\n- base_form: agua\n  priority: 41",
    good="- base_form: pan\n  priority: 41\n- base_form: agua\n  priority: 42",
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


PRIORITY_HOLE = Rule(
    code="V604",
    slug="priority-hole",
    severity=Severity.INFO,
    title="The priorities of a level have a hole",
    reason="A missing number is mostly a word that got lost when files were moved.",
    bad="Priorities 1, 2 and 4 at A1.",
    good="Priorities 1, 2 and 3 at A1.",
)


@checks(PRIORITY_HOLE)
def priority_hole(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the first number that is missing at each level."""
    if lexicon.pack is None or not lexicon.complete:
        return
    for name in LEVELS:
        used = {level.priority for word in lexicon.words for level in word.levels if level.level == name}
        missing = next((number for number in range(1, len(used) + 1) if number not in used), None)
        if missing is not None:
            message = f"no word has priority {missing} at {name}, but one has {max(used)}"
            yield Finding(PRIORITY_HOLE, message, lexicon.pack.place.at("targets", name))


LOWER_LEVEL = Rule(
    code="V605",
    slug="lower-level",
    severity=Severity.WARNING,
    title="A further level of a word is below its own",
    reason="A word is taught where it is met first; its entry belongs to that level's folder.",
    bad="B1/food.yaml with:\nlevels:\n  - {level: A1, priority: 90}",
    good="A1/food.yaml with:\nlevels:\n  - {level: B1, priority: 90}",
)


@checks(LOWER_LEVEL)
def lower_level(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the further levels of a word with its own."""
    for word in lexicon.words:
        own = word.levels[0].level
        for level in word.levels[1:]:
            if LEVELS.index(level.level) < LEVELS.index(own):
                message = f"“{word.base_form}” is taught at {own}, and again below it at {level.level}"
                hint = f"Move the entry to {level.level}, and name {own} under `levels`"
                yield Finding(LOWER_LEVEL, message, level.place, word.base_form, hint)


TOO_FEW_FOR_A_LESSON = Rule(
    code="V606",
    slug="too-few-for-a-lesson",
    severity=Severity.INFO,
    title="A topic has too few words at a level for a lesson",
    reason="The app shows lessons of 8 to 20 words; these words are in the vocabulary, but in no lesson.",
    bad="A1/weather.yaml with 5 words",
    good="A1/weather.yaml with 12 words",
)
reported(TOO_FEW_FOR_A_LESSON, by={"pipeline.stages.teach"})

TOO_MANY_LESSONS = Rule(
    code="V607",
    slug="too-many-lessons",
    severity=Severity.INFO,
    title="There are words for more lessons than the app lists",
    reason=f"The app makes a call for each lesson of a language; beyond {MOST_LESSONS} its list gets slow.",
    bad="10,000 words in 100 topics",
    good="The same; the most needed words of each topic are in the lessons.",
)
reported(TOO_MANY_LESSONS, by={"pipeline.stages.teach"})
