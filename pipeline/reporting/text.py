"""Findings as text: a line that editors can jump to, the source with the value underlined, and a hint."""

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from pipeline.model.findings import Finding, Place, Severity
from pipeline.model.suggestions import count
from pipeline.reporting.capped import LeftOut, capped
from pipeline.reporting.excerpt import Sources
from pipeline.reporting.report import Report
from pipeline.reporting.terminal import harmless

MOST_OF_A_KIND = 20
"""How many findings of a rule in a file are shown; who wants all chooses another format."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def render(report: Report) -> str:
    """Return the report, in colour: `click.echo` removes the colours if the output is not a terminal."""
    sources = Sources(report.texts)
    return "".join(f"{line}\n" for one in capped(report.entries, MOST_OF_A_KIND) for line in _lines(one, sources))


def _lines(one: Finding | LeftOut, sources: Sources) -> Iterator[str]:
    if isinstance(one, Finding):
        yield from block(one, sources)
    else:
        yield f"{click.style(harmless(one.file), bold=True)}: {one.message}"


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


def statistics(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each rule, the most frequent first."""
    counts = Counter(finding.rule for finding in findings)
    listed = sorted(counts.items(), key=lambda item: (-item[1], item[0].code))
    width = len(f"{listed[0][1]:,}") if listed else 0
    return "".join(
        f"{number:>{width},}  {rule.code} {rule.slug}  {rule.severity.value}: {rule.title}\n" for rule, number in listed
    )


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity: `2 errors, 1 warning`."""
    counts = [(severity, sum(finding.severity is severity for finding in findings)) for severity in Severity]
    parts = [count(number, severity.value) for severity, number in counts if number]
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
