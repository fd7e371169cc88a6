"""Findings as text: one line each that editors can follow, with what helps below it."""

from collections.abc import Iterator, Sequence

import click

from pipeline.model.findings import Finding, Place, Severity
from pipeline.reporting.terminal import harmless

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def render(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the lines of a report. Colours are left to `click.echo`, which takes them off outside a terminal."""
    for finding in findings:
        severity = click.style(finding.severity.value, fg=_COLOURS[finding.severity], bold=True)
        label = click.style(f"{finding.rule.code} {finding.rule.slug}", dim=True)
        yield f"{_where(finding.place)}: {severity}: {harmless(finding.message)} [{label}]"
        if finding.place.pointer:
            yield f"    at {harmless(finding.place.path)}"
        for reference in finding.references:
            yield f"    {harmless(reference.message)}: {_where(reference.place)}"
        if finding.suggestion:
            yield f"    help: {harmless(finding.suggestion)}"


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each weight: `2 errors, 1 warning`."""
    counts = [(severity, sum(finding.severity is severity for finding in findings)) for severity in Severity]
    parts = [f"{count} {severity.value}{'s' if count > 1 else ''}" for severity, count in counts if count]
    return ", ".join(parts) or "no findings"


def _where(place: Place) -> str:
    position = f":{place.position.line}:{place.position.column}" if place.position else ""
    return click.style(harmless(place.file), bold=True) + position
