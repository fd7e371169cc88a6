"""Findings as annotations of a GitHub workflow, which GitHub shows beside the changed lines.

Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from pipeline.model.findings import Finding, Severity
from pipeline.reporting.capped import LeftOut, capped
from pipeline.reporting.report import Report
from pipeline.reporting.terminal import harmless

MOST_OF_A_KIND = 10
"""How many findings of a rule in a file become annotations: GitHub shows ten of each severity in a step."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """Return one command a line."""
    return "".join(f"{_annotation(one)}\n" for one in capped(report.entries, MOST_OF_A_KIND))


def _annotation(one: Finding | LeftOut) -> str:
    if isinstance(one, Finding):
        return _command(one)
    properties = f"file={escape_property(one.file)},title={one.rule.code} {one.rule.slug}"
    return f"::{_COMMANDS[one.rule.severity]} {properties}::{escape_message(one.message)}"


def _command(finding: Finding) -> str:
    place = finding.place
    properties: dict[str, str | int] = {"file": place.file}
    if place.position:
        properties |= {"line": place.position.line, "col": place.position.column}
        if place.end_column:
            properties |= {"endLine": place.position.line, "endColumn": place.end_column}
    properties["title"] = f"{finding.rule.code} {finding.rule.slug}"
    listed = ",".join(f"{name}={escape_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{escape_message(_message(finding))}"


def _message(finding: Finding) -> str:
    lines = [finding.message]
    for reference in finding.references:
        position = reference.place.position
        where = f":{position.line}:{position.column}" if position else ""
        lines.append(f"{reference.message}: {reference.place.file}{where}")
    return "\n".join([*lines, finding.suggestion] if finding.suggestion else lines)


def escape_message(text: str) -> str:
    """Return the text of a command, with `%` and line breaks escaped."""
    return harmless(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def escape_property(text: str) -> str:
    """Return the value of a property, with the colon and the comma escaped too."""
    return escape_message(text).replace(":", "%3A").replace(",", "%2C")
