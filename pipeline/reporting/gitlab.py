"""Findings as a Code Quality report: what GitLab shows in a merge request.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import json
import posixpath
from typing import Any

from pipeline.model.findings import Severity
from pipeline.reporting.report import NumberedFinding, Report
from pipeline.reporting.terminal import harmless_json

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """Return a list of issues. A finding about a whole file is on its first line: each issue needs one."""
    issues = [_issue(entry) for entry in report.entries]
    return harmless_json(json.dumps(issues, ensure_ascii=False, indent=2)) + "\n"


def _issue(entry: NumberedFinding) -> dict[str, Any]:
    finding = entry.finding
    place = finding.place
    return {
        "description": "\n".join([finding.message, *([finding.suggestion] if finding.suggestion else [])]),
        "check_name": f"{finding.rule.code} {finding.rule.slug}",
        "fingerprint": entry.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": posixpath.normpath(place.file),
            "lines": {"begin": place.position.line if place.position else 1},
        },
    }
