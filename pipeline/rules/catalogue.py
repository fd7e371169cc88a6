"""Every rule there is, by code and by slug, and the functions that check a lexicon."""

import functools
from collections.abc import Callable, Iterable

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule
from pipeline.model.lexicon import Lexicon

Check = Callable[[Lexicon, Profile], Iterable[Finding]]
"""A rule at work: a pure function over a whole lexicon and the language's profile."""

CHECKS: dict[str, Check] = {}
"""By code of the rule, in the order of definition."""


def checks(rule: Rule) -> Callable[[Check], Check]:
    """Register the function that finds what the rule forbids."""

    def register(check: Check) -> Check:
        CHECKS[rule.code] = check
        return check

    return register


@functools.cache
def catalogue() -> dict[str, Rule]:
    """Return all rules by code, sorted: those that stages report, and those with a check of their own."""
    from pipeline.rules import AREAS  # the areas import this module

    rules = [value for area in AREAS for value in vars(area).values() if isinstance(value, Rule)]
    return {rule.code: rule for rule in sorted(rules, key=lambda rule: rule.code)}


def find(name: str) -> Rule | None:
    """Return the rule with this code (`V301`, `v301`, `301`) or slug (`duplicate-word`)."""
    wanted = name.lower()
    for rule in catalogue().values():
        if wanted in (rule.code.lower(), rule.code[1:], rule.slug):
            return rule
    return None
