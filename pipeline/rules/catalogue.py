"""Every rule there is, by code and by slug, and how each is found: by a check of its own, or by who reports it."""

import functools
from collections.abc import Callable, Iterable, Set

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule
from pipeline.model.lexicon import Lexicon

Check = Callable[[Lexicon, Profile], Iterable[Finding]]
"""A rule at work: a pure function over a whole lexicon and the language's profile."""

CHECKS: dict[str, Check] = {}
"""By code of the rule, the function that finds what it forbids."""

REPORTERS: dict[str, Set[str]] = {}
"""By code of a rule without a check, the modules or packages that report it."""

_RULES: dict[str, Rule] = {}


def checks(rule: Rule) -> Callable[[Check], Check]:
    """Enter a rule, with the function that finds what it forbids."""

    def register(check: Check) -> Check:
        _RULES[rule.code] = rule
        CHECKS[rule.code] = check
        return check

    return register


def reported(rule: Rule, *, by: Set[str]) -> None:
    """Enter a rule that is met elsewhere: while files are read, say, or when the findings are there."""
    _RULES[rule.code] = rule
    REPORTERS[rule.code] = by


@functools.cache
def catalogue() -> dict[str, Rule]:
    """Return all rules by code, sorted."""
    return dict(sorted(_RULES.items()))


def rule_named(name: str) -> Rule | None:
    """Return the rule with this code (`V301`, `v301`, `301`) or slug (`duplicate-word`)."""
    wanted = name.lower()
    for rule in catalogue().values():
        if wanted in (rule.code.lower(), rule.code[1:], rule.slug):
            return rule
    return None
