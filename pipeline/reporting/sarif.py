"""Findings as SARIF 2.1.0, which code scanning services and editors read.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
import os
import posixpath
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from pipeline.model.findings import Place, Rule, Severity
from pipeline.reporting.report import PROGRAM, NumberedFinding, Report
from pipeline.reporting.terminal import harmless_json

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "babblrVocab/v1"
"""The name of our fingerprint. GitHub computes its own from the line's text, and warns if another has that name."""

MOST_RESULTS = 25_000
"""How many results of a run GitHub accepts; it shows the 5,000 most severe of them.

Source: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report) -> str:
    """Return a log with one run."""
    rules = {rule.code: rule for rule in (*report.rules, *(entry.finding.rule for entry in report.entries))}
    codes = sorted(rules)
    driver: dict[str, Any] = {"name": PROGRAM, "rules": [_rule(rules[code]) for code in codes]}
    if report.version:
        driver["version"] = report.version
    index = {code: number for number, code in enumerate(codes)}
    accepted = _most_severe(report)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(entry, index) for entry in accepted],
    }
    if len(accepted) < len(report.entries):
        every, left = len(report.entries), len(report.entries) - len(accepted)
        text = f"{left:,} of {every:,} findings are left out, the least severe first"
        notification = {"level": "warning", "message": {"text": text}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [notification]}]
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return harmless_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _most_severe(report: Report) -> list[NumberedFinding]:
    """Return as many findings as are accepted, in their order."""
    left = MOST_RESULTS
    chosen: set[str] = set()
    for severity in Severity:
        of_severity = [entry.fingerprint for entry in report.entries if entry.finding.severity is severity]
        chosen.update(of_severity[:left])
        left = max(0, left - len(of_severity))
    return [entry for entry in report.entries if entry.fingerprint in chosen]


def _rule(rule: Rule) -> dict[str, Any]:
    bad, good = rule.bad, rule.good
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.slug.split("-")),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.reason},
        "help": {
            "text": f"{rule.reason}\n\nInstead of\n\n{bad}\n\nwrite\n\n{good}",
            "markdown": f"{rule.reason}\n\nInstead of\n\n```yaml\n{bad}\n```\n\nwrite\n\n```yaml\n{good}\n```\n",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"slug": rule.slug, "tags": [rule.area]},
    }


def _result(entry: NumberedFinding, index: dict[str, int]) -> dict[str, Any]:
    finding = entry.finding
    lines = [finding.message, *([finding.suggestion] if finding.suggestion else [])]
    result: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": index[finding.rule.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message("\n".join(lines))},
        "locations": [_location(finding.place)],
        "partialFingerprints": {FINGERPRINT: entry.fingerprint},
    }
    if finding.references:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": _message(reference.message)}, **_location(reference.place)}
            for number, reference in enumerate(finding.references, 1)
        ]
    if finding.word is not None:
        result["properties"] = {"word": finding.word}
    return result


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.file)}
    if place.position:
        region = {"startLine": place.position.line, "startColumn": place.position.column}
        if place.end:
            region["endColumn"] = place.end.column
            if place.end.line > place.position.line:
                region["endLine"] = place.end.line
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": place.path}]
    return location


def _artifact(file: str) -> dict[str, str]:
    if PurePath(file).is_absolute():
        path = file.replace("\\", "/") if os.sep == "\\" else file
        return {"uri": "file://" + quote(os.fsencode(path if path.startswith("/") else f"/{path}"))}
    path = posixpath.normpath(file)
    uri = quote(os.fsencode(path), safe="/")
    return {"uri": uri} if path.startswith("..") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _message(text: str) -> str:
    """Return a message string. Braces mark placeholders, so they are doubled (section 3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")
