"""The one list of formats: the choices of --format, and what renders each."""

from collections.abc import Callable

from pipeline.reporting import concise, github, gitlab, json_report, junit, markdown_report, sarif, text
from pipeline.reporting.report import Report

TEXT_FORMAT = "text"
"""What people read. It goes with how much they asked for; the others always hold everything."""

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
