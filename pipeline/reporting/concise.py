"""Findings one a line, as compilers print them: for editors, `grep` and `sort`."""

from pipeline.model.findings import Finding
from pipeline.reporting.report import Report
from pipeline.reporting.terminal import harmless


def render(report: Report) -> str:
    """Return `file:line:column: severity: message [CODE slug]` for each finding."""
    return "".join(f"{_line(entry.finding)}\n" for entry in report.entries)


def _line(finding: Finding) -> str:
    position = finding.place.position
    where = f":{position.line}:{position.column}" if position else ""
    hint = f"; {finding.suggestion}" if finding.suggestion else ""
    said = f"{finding.severity.value}: {finding.message}{hint} [{finding.rule.code} {finding.rule.slug}]"
    return harmless(f"{finding.place.file}{where}: {said}")
