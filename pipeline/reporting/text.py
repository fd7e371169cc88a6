"""Findings as text: a line that editors can jump to, the source with the value underlined, and a hint."""

from collections.abc import Iterator, Sequence

import click

from pipeline.model.findings import Finding, Place, Severity
from pipeline.reporting.excerpt import Sources
from pipeline.reporting.report import Report
from pipeline.reporting.terminal import harmless

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def render(report: Report) -> str:
    """Return the report, in colour: `click.echo` removes the colours if the output is not a terminal."""
    sources = Sources(report.texts)
    return "".join(f"{line}\n" for entry in report.entries for line in block(entry.finding, sources))


def block(finding: Finding, sources: Sources) -> Iterator[str]:
    """Yield the lines about one finding."""
    severity = click.style(finding.severity.value, fg=_COLOURS[finding.severity], bold=True)
    label = click.style(f"{finding.rule.code} {finding.rule.slug}", dim=True)
    yield f"{_where(finding.place)}: {severity}: {harmless(finding.message)} [{label}]"
    if finding.place.pointer:
        yield f"    at {harmless(finding.place.path)}"
    yield from _excerpt(finding.place, sources, "    ", _COLOURS[finding.severity])
    for reference in finding.references:
        yield f"    {harmless(reference.message)}: {_where(reference.place)}"
        yield from _excerpt(reference.place, sources, " " * 8, "blue")
    if finding.suggestion:
        yield f"    help: {harmless(finding.suggestion)}"


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity: `2 errors, 1 warning`."""
    counts = [(severity, sum(finding.severity is severity for finding in findings)) for severity in Severity]
    parts = [f"{count} {severity.value}{'s' if count > 1 else ''}" for severity, count in counts if count]
    return ", ".join(parts) or "no findings"


def _excerpt(place: Place, sources: Sources, indent: str, colour: str) -> Iterator[str]:
    found = sources.excerpt(place)
    if found is not None:
        number = str(found.number)
        bar = click.style("|", dim=True)
        yield f"{indent}{click.style(number, dim=True)} {bar} {found.line}"
        marker = click.style("^" * found.width, fg=colour, bold=True)
        yield f"{indent}{' ' * len(number)} {bar} {' ' * found.column}{marker}"


def _where(place: Place) -> str:
    position = f":{place.position.line}:{place.position.column}" if place.position else ""
    return click.style(harmless(place.file), bold=True) + position
