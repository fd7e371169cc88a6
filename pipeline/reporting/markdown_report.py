"""Findings as a Markdown table, for the summary of a job or a comment on a pull request.

Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
"""

from collections.abc import Iterator

from pipeline.model.findings import Finding, Place
from pipeline.reporting.markdown import escaped
from pipeline.reporting.report import Report
from pipeline.reporting.text import summary

_BREAK = "<br>"
"""A line break inside a cell: a row of a table must stay on one line."""


def render(report: Report) -> str:
    """Return the number of findings, and a table with one row for each."""
    head = f"{summary([entry.finding for entry in report.entries])}\n"
    if not report.entries:
        return head
    rows = (f"| {' | '.join(_cells(entry.finding))} |\n" for entry in report.entries)
    return "".join([head, "\n| severity | rule | place | finding |\n|---|---|---|---|\n", *rows])


def _cells(finding: Finding) -> Iterator[str]:
    yield finding.severity.value
    yield f"{finding.rule.code} {finding.rule.slug}"
    yield escaped(_position(finding.place))
    lines = [finding.message]
    lines += (f"{reference.message}: {_position(reference.place)}" for reference in finding.references)
    lines += [finding.suggestion] if finding.suggestion else []
    yield _BREAK.join(escaped(line) for line in lines)


def _position(place: Place) -> str:
    return f"{place.file}:{place.position.line}:{place.position.column}" if place.position else place.file
