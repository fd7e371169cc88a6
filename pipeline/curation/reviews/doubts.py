"""What speaks against an entry: the findings about it, and sources that disagree, with it or with each other.

Only what there is is shown. Nothing is derived from it: no level, and no value.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model.findings import Finding, Severity
from pipeline.rules.words.pronunciation import NO_PRONUNCIATION

Claims = Mapping[str, Mapping[str, frozenset[str]]]
"""What sources say of a word: by field, and by source."""

_OWN = "this entry"
_RULES = "the rules of the language"
_COMPARED = ("part_of_speech", "gender", "level")
_SHOWN = ("count",)
_FEWEST = 2
"""How many sources can disagree about a translation: one alone may have another sense."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """What speaks against an entry."""

    findings: tuple[Finding, ...] = ()
    disagreements: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    """What else sources say, which is for people to judge: how often they count it."""

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many errors, warnings and disagreements there are. What an entry can do without is no warning here."""
        counts = Counter(one.severity for one in self.findings if not _is_slight(one))
        return counts[Severity.ERROR], counts[Severity.WARNING], len(self.disagreements)

    @property
    def rank(self) -> tuple[int, int, int]:
        """What entries are sorted by, the highest first: errors, then warnings and disagreements, then the rest."""
        errors, warnings, disagreements = self.counts
        return errors, warnings + disagreements, sum(map(_is_slight, self.findings))

    def lines(self) -> list[str]:
        """Return everything, a line for each, the slightest last."""
        found: dict[bool, list[str]] = {False: [], True: []}
        for one in self.findings:
            found[_is_slight(one)].append(f"{one.severity.value} {one.rule.code}: {one.message}")
        return [*found[False], *self.disagreements, *found[True], *self.signals]


def _is_slight(finding: Finding) -> bool:
    """Whether a finding is a remark, or about something optional that is not there and so cannot be wrong."""
    return finding.severity is Severity.INFO or finding.rule is NO_PRONUNCIATION


def doubts_of(
    entry: Mapping[str, Any],
    level: str | None,
    findings: Sequence[Finding],
    claims: Claims,
    by_rule: str | None = None,
) -> Doubts:
    """Return what speaks against an entry of a level. `by_rule` is how the rules of the language pronounce it."""
    stated = {**entry, "level": level}
    disagreements = [one for name in _COMPARED if (one := _disagreement(name, stated.get(name), claims))]
    disagreements += _translations(entry, claims)
    signals = [_said(name, claims[name]) for name in _SHOWN if claims.get(name)]
    sounds = entry.get("pronunciation")
    if by_rule is not None and sounds == by_rule:
        signals.append("pronunciation: by rule from the spelling")
    elif by_rule is not None and isinstance(sounds, str) and sounds:
        disagreements.append(_said("pronunciation", {_OWN: frozenset([sounds]), _RULES: frozenset([by_rule])}))
    return Doubts(tuple(findings), tuple(disagreements), tuple(signals))


def _disagreement(name: str, own: object, claims: Claims) -> str | None:
    """Return who says what of a field, if they do not all say the same."""
    said = claims.get(name, {})
    stated = {_OWN: frozenset([own])} if isinstance(own, str) and own else {}
    every = [*said.values(), *stated.values()]
    if not said or all(set(one) & set(other) for one in every for other in every):
        return None
    return _said(name, {**stated, **said})


def _said(name: str, said: Mapping[str, frozenset[str]]) -> str:
    parts = (f"{', '.join(sorted(values))} ({source})" for source, values in sorted(said.items()))
    return f"{name.replace('_', ' ')}: {'; '.join(parts)}"


def _translations(entry: Mapping[str, Any], claims: Claims) -> Iterator[str]:
    """Yield that no source has any translation of the entry."""
    said = claims.get("sense", {})
    if len(said) < _FEWEST:
        return
    meanings = entry.get("meanings")
    records = meanings if isinstance(meanings, list) else ()
    texts = [one.get("translation") for one in records if isinstance(one, dict)]
    own = {_bare(part) for text in texts if isinstance(text, str) for part in text.split(",")}
    if own and not any(own & set(map(_bare, values)) for values in said.values()):
        yield _said("translation", {_OWN: frozenset(own), **said})


def _bare(text: str) -> str:
    """Return a translation as it is compared: without what English puts before verbs and nouns."""
    words = text.casefold().split()
    return " ".join(words[1:] if words[:1] in (["to"], ["a"], ["an"], ["the"]) and len(words) > 1 else words)
