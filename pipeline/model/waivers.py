"""Findings that a curator has looked at and overruled."""

from dataclasses import dataclass

from pipeline.model.findings import Finding, Place, Rule


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule that does not apply to one word, or to one file if the finding is not about a word.

    `rule` is a code or a slug as the curator wrote it. `file` is the name that findings show.
    `expires` is the last release date (ISO 8601) for which the waiver is valid, `signed_by` who else agrees with it.
    """

    rule: str
    reason: str
    place: Place
    word: str | None = None
    file: str | None = None
    expires: str | None = None
    signed_by: str | None = None

    def covers(self, finding: Finding, rule: Rule) -> bool:
        """Whether the waiver covers the finding; `rule` is the rule that the waiver names.

        A waiver without a word covers no finding about a word: it would excuse words that no curator has looked at.
        """
        return finding.rule.code == rule.code and finding.word == self.word and self.file in (None, finding.place.file)

    def expired(self, release_date: str) -> bool:
        """Whether the waiver has expired by a release date. A build has no clock, so no other date counts."""
        return self.expires is not None and release_date > self.expires
