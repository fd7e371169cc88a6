"""Which rules are meant: by code, beginning of a code, area, name, or severity."""

from collections.abc import Iterable

from pipeline.model.findings import AREAS, Severity
from pipeline.model.suggestions import did_you_mean, short
from pipeline.rules.catalogue import catalogue


class UnknownNameError(ValueError):
    """A name means no rule; or, without a name, no rule is left."""

    def __init__(self, message: str, name: str | None = None) -> None:
        super().__init__(message)
        self.name = name


def rules_named(name: str) -> frozenset[str]:
    """Return the codes of the rules that a name means.

    It is a code (`V302`, `302`), the beginning of one (`V3`), an area (`words`), a slug (`not-a-lemma`), or a
    severity (`warning`).

    Raises:
        UnknownNameError: there is no such rule; the message has a hint.
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
    """Return the codes of the rules that are selected (all, if nothing is) and not ignored.

    Names may be joined by commas.

    Raises:
        UnknownNameError: a name means no rule, or no rule is left.
    """
    wanted = _union(select) or frozenset(catalogue())
    left = wanted - _union(ignore)
    if not left:
        raise UnknownNameError("no rule is left to check: everything selected is ignored as well")
    return left


_SEVERITIES = tuple(severity.value for severity in Severity)


def _union(names: Iterable[str]) -> frozenset[str]:
    single = [one for name in names for one in name.split(",")]
    return frozenset[str]().union(*map(rules_named, single))
