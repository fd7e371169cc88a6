"""The catalogue of rules as a page to read."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.model.findings import Rule

_INTRODUCTION = """\
# What is checked

Every finding has a code and a name; `babblr-vocab explain V301` (or `explain duplicate-word`) prints its part of this
page. Errors stop a build, warnings do not, and remarks (info) are shown with `--verbose`.

<!-- This page is made by `make rules`; change the rules in pipeline/rules instead. -->
"""


def as_markdown(rules: Iterable[Rule]) -> str:
    """Return the rules, which are sorted by code, as Markdown."""
    return "\n".join(_lines(list(rules)))


def _lines(rules: list[Rule]) -> Iterator[str]:
    yield _INTRODUCTION
    for area, its_rules in groupby(rules, key=lambda rule: rule.area):
        yield f"## {area.capitalize()}\n"
        for rule in its_rules:
            yield f"### {rule.code} {rule.slug}\n"
            yield f"*{rule.severity.value}* · {rule.title}. {rule.reason}\n"
            yield f"Instead of\n\n```yaml\n{rule.bad}\n```\n\nwrite\n\n```yaml\n{rule.good}\n```\n"
