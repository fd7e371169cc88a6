"""All rules, by code and slug, and how each is found: by its own check, or by the modules that report it."""

import functools
from collections.abc import Callable, Iterable, Iterator, Set
from enum import Enum

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule
from pipeline.model.lexicon import Lexicon

Check = Callable[[Lexicon, Profile], Iterable[Finding]]
"""The check of a rule: a pure function over a lexicon and the language's profile."""


class Scope(Enum):
    """What a check needs to see, to know what is wrong with a file."""

    FILE = "file"
    """That file as it is written, and what all files share: pack.yaml, the concepts and the profile.

    The check gets the words without their forms, and it may get those of some files only.
    """
    LANGUAGE = "language"
    """All files, and what the stages make of them: forms, recognised words, analyses, relations, ordered lessons."""


CHECKS: dict[str, Check] = {}
"""The check of each rule, by code."""

SCOPES: dict[str, Scope] = {}
"""The scope of each rule with a check, by code."""

REPORTERS: dict[str, Set[str]] = {}
"""The modules or packages that report a rule without a check, by code."""

_RULES: dict[str, Rule] = {}


def checks(rule: Rule, scope: Scope) -> Callable[[Check], Check]:
    """Register a rule with the function that checks it."""

    def register(check: Check) -> Check:
        _RULES[rule.code] = rule
        CHECKS[rule.code] = check
        SCOPES[rule.code] = scope
        return check

    return register


def faults(scope: Scope, lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Yield what the checks of a scope find, in the order of the rules."""
    for code, check in CHECKS.items():
        if SCOPES[code] is scope:
            yield from check(lexicon, profile)


def reported(rule: Rule, *, by: Set[str]) -> None:
    """Register a rule that is reported elsewhere, for example while files are read or once all findings are known."""
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
