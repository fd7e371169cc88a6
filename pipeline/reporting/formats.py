"""The list of formats: the choices of --format, and the function that renders each."""

from collections.abc import Callable

from pipeline.reporting import concise, github, gitlab, json_report, junit, markdown_report, sarif, text
from pipeline.reporting.report import Report

TEXT_FORMAT = "text"
"""For people. It depends on how verbose they asked for it; the other formats always contain everything."""

REPORT_FORMATS: dict[str, Callable[[Report], str]] = {
    TEXT_FORMAT: text.render,
    "concise": concise.render,
    "json": json_report.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "markdown": markdown_report.render,
    "sarif": sarif.render,
    "junit": junit.render,
}
