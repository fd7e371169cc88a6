"""Findings as JSON, for programs, as schemas/findings.schema.json describes."""

import json
from typing import Any

from pipeline.model.findings import Place, Severity
from pipeline.reporting.report import PROGRAM, NumberedFinding, Report
from pipeline.reporting.terminal import harmless_json

REPORT_VERSION = 1
"""The version of the schema. It is raised when a program that reads the format would have to change."""


def render(report: Report) -> str:
    """Return the report as one JSON object."""
    record = {
        "version": REPORT_VERSION,
        "tool": {"name": PROGRAM, "version": report.version},
        "summary": {
            "failed": report.failed,
            "files": len(report.files),
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
            "waived": report.waived,
            "in_baseline": report.known,
            "stale_in_baseline": report.stale,
        },
        "findings": [_finding(entry) for entry in report.entries],
    }
    return harmless_json(json.dumps(record, ensure_ascii=False, indent=2)) + "\n"


def _finding(entry: NumberedFinding) -> dict[str, Any]:
    finding = entry.finding
    return {
        "code": finding.rule.code,
        "slug": finding.rule.slug,
        "area": finding.rule.area,
        "severity": finding.severity.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "word": finding.word,
        "location": _location(finding.place),
        "references": [
            {"message": reference.message, "location": _location(reference.place)} for reference in finding.references
        ],
        "fingerprint": entry.fingerprint,
    }


def _location(place: Place) -> dict[str, Any]:
    position = place.position
    return {
        "file": place.file,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "end_column": place.end_column,
        "path": place.path,
        "pointer": list(place.pointer),
    }
