"""Resolve names of rules: a code, the beginning of a code, an area, a slug or a severity."""

from collections.abc import Iterable

from pipeline.model.findings import AREAS, Severity
from pipeline.model.suggestions import did_you_mean, short
from pipeline.rules.catalogue import catalogue


class UnknownNameError(ValueError):
    """A name does not match any rule or, without a name, no rules are left."""

    def __init__(self, message: str, name: str | None = None) -> None:
        super().__init__(message)
        self.name = name


def rules_named(name: str) -> frozenset[str]:
    """Return the codes of the rules that a name matches.

    It is a code (`V302`, `302`), the beginning of one (`V3`), an area (`words`), a slug (`not-a-lemma`), or a
    severity (`warning`).

    Raises:
        UnknownNameError: the name matches no rule; the message has a hint.
    """
    wanted = name.strip().lower()
    digits = wanted.removeprefix("v")
    numeric = digits.isdecimal() or wanted == "v"
    found = frozenset(
        rule.code
        for rule in catalogue().values()
        if wanted in (rule.slug, rule.area, rule.severity.value) or (numeric and rule.code[1:].startswith(digits))
    )
    if found or wanted in AREAS.values() or wanted in _SEVERITIES:
        return found
    known = (*AREAS.values(), *_SEVERITIES, *(rule.slug for rule in catalogue().values()), *catalogue())
    hint = did_you_mean(name.upper() if numeric else wanted, known, "`babblr-vocab explain` lists them")
    raise UnknownNameError(f"there is no rule, area or severity “{short(name)}”; {hint}", name)


def chosen(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """Return the codes of the rules that are selected (by default all) and not ignored.

    Names may be joined by commas.

    Raises:
        UnknownNameError: a name matches no rule, or no rules are left.
    """
    wanted = _union(select) or frozenset(catalogue())
    left = wanted - _union(ignore)
    if not left:
        raise UnknownNameError("no rules are left to check: everything selected is also ignored")
    return left


_SEVERITIES = tuple(severity.value for severity in Severity)


def _union(names: Iterable[str]) -> frozenset[str]:
    single = [one for name in names for one in name.split(",")]
    return frozenset[str]().union(*map(rules_named, single))
