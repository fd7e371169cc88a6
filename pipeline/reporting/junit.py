"""Findings as JUnit XML, which build servers show as tests: one suite per file, one case per finding.

A finding that fails the run is a failure. Any other finding is a skipped test: servers show its message and stay green.
Source: https://github.com/testmoapp/junitxml
"""

from collections import defaultdict
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import click

from pipeline.reporting.excerpt import Sources
from pipeline.reporting.report import PROGRAM, NumberedFinding, Report
from pipeline.reporting.terminal import harmless_xml
from pipeline.reporting.text import block


def render(report: Report) -> str:
    """Return an XML document. A clean file is a suite with one passed test."""
    found: defaultdict[str, list[NumberedFinding]] = defaultdict(list, {file: [] for file in report.files})
    for entry in report.entries:
        found[entry.finding.place.file].append(entry)
    sources = Sources(report.texts)
    root = ET.Element("testsuites", {"name": PROGRAM} | _counts(report.entries, report, len(found)))
    for file in sorted(found):
        suite = ET.SubElement(root, "testsuite", {"name": harmless_xml(file)} | _counts(found[file], report, 1))
        if not found[file]:
            ET.SubElement(suite, "testcase", classname=harmless_xml(file), name="no findings")
        for entry in found[file]:
            _case(suite, entry, report, sources)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counts(entries: Sequence[NumberedFinding], report: Report, files: int) -> dict[str, str]:
    failures = sum(entry.finding.severity in report.fails for entry in entries)
    clean = files - len({entry.finding.place.file for entry in entries})
    return {
        "tests": str(len(entries) + clean),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(len(entries) - failures),
    }


def _case(suite: ET.Element, entry: NumberedFinding, report: Report, sources: Sources) -> None:
    finding = entry.finding
    name = f"{finding.rule.code} {finding.rule.slug}"
    about = [part for part in (finding.word, finding.place.path) if part]
    case = ET.SubElement(
        suite,
        "testcase",
        classname=harmless_xml(finding.place.file),
        name=harmless_xml(": ".join([name, *about])),
        file=harmless_xml(finding.place.file),
    )
    if finding.place.position:
        case.set("line", str(finding.place.position.line))
    kind = "failure" if finding.severity in report.fails else "skipped"
    verdict = ET.SubElement(case, kind, message=harmless_xml(finding.message), type=finding.severity.value)
    lines = (click.unstyle(line) for line in block(finding, sources))
    verdict.text = "\n".join(map(harmless_xml, lines))
