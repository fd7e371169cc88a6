"""The number of words."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.packs import LevelState
from pipeline.model.suggestions import count as counted
from pipeline.rules.catalogue import Scope, checks

MAY_LACK = 0.1
"""The share of its target by which a released level may fall short."""
MAY_EXCEED = 0.5
"""The share of its target by which a released level may exceed it: an extra good word is not a fault."""

LEVEL_COUNT = Rule(
    code="V601",
    slug="level-count",
    severity=Severity.WARNING,
    title="A released level has far fewer or far more words than its target",
    reason="With too few words, conversations repeat themselves; with far too many, the level is not what it claims.",
    bad="targets:\n  A1: 500    # 150 words at A1\nstates:\n  A1: released",
    good="targets:\n  A1: 500    # 620 words at A1\nstates:\n  A1: released",
)


@checks(LEVEL_COUNT, Scope.LANGUAGE)
def level_count(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the words up to each released level with the target."""
    if lexicon.pack is None or not lexicon.complete:
        return
    lowest = [min(LEVELS.index(level.level) for level in word.levels) for word in lexicon.words]
    for rank, level in enumerate(LEVELS):
        target = lexicon.pack.targets.get(level)
        if target is None or lexicon.pack.state(level) is not LevelState.RELEASED:
            continue
        count = sum(other <= rank for other in lowest)
        if target - count > MAY_LACK * target or count - target > MAY_EXCEED * target:
            message = f"up to {level}, the pack has {counted(count, 'word')}; the target is {target}"
            yield Finding(LEVEL_COUNT, message, lexicon.pack.place.at("targets", level))
