"""`CHANGELOG-vocab.md`: what each release changed, newest first, for teachers and learners."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.model.suggestions import count as counted
from pipeline.release.changes import Change
from pipeline.release.compare import Difference, Kind
from pipeline.release.diff_formats import diff_summary, named, sentence
from pipeline.release.practice import PracticeDifference
from pipeline.reporting.markdown import escaped

_HEAD = """\
# Changes to the vocabulary

One section per release. Long lists show only their first words; `babblr-vocab diff OLD NEW` shows all.
"""

MOST_NAMED = 200
"""The most words named in one list."""

_SECTIONS = re.compile(r"^(?=## \S)", re.MULTILINE)


def first_section(version: str, date: str, words: Mapping[str, int]) -> str:
    """Return the section of a release without a predecessor. `words` counts them by language."""
    lines = [f"- {escaped(language)}: {counted(count, 'word')}" for language, count in words.items()]
    return "\n".join([f"## {version} ({date})", "", *lines, ""])


def section(
    version: str, date: str, differences: Iterable[Difference], practice: Iterable[PracticeDifference] = ()
) -> str:
    """Return the section of a release: its differences from the previous one.

    Of grammar lessons and assessments, `diff` tells what changed in them.
    """
    lines = [f"## {version} ({date})", ""]
    for language, group in groupby(differences, key=lambda one: one.entry.language):
        lines += _language(language, list(group))
    if len(lines) == 2:
        lines += ["The words are the same as in the previous release.", ""]
    for language, ones in groupby(practice, key=lambda one: one.practice.language):
        lines += [f"### {escaped(language)}, grammar and assessments", ""]
        lines += [f"- {one.kind.value}: {escaped(named(one))}" for one in ones]
        lines.append("")
    return "\n".join(lines)


def with_section(changelog: str, section: str) -> str:
    """Return a changelog, which may have been empty, with a new section before the others.

    A section of the same version is replaced, since that release was not final.
    """
    title = section.split(" ", 2)[1]
    head, *sections = _SECTIONS.split(changelog)
    kept = [one.rstrip() + "\n" for one in sections if one.split(None, 2)[1] != title]
    return "\n".join([(head.rstrip() + "\n") if head.strip() else _HEAD, section, *kept]).rstrip() + "\n"


def _language(language: str, differences: Sequence[Difference]) -> Iterator[str]:
    yield from (f"### {escaped(language)}: {diff_summary(differences)}", "")
    for kind, title in ((Kind.ADDED, "Added"), (Kind.RETIRED, "Retired")):
        words = sorted((one for one in differences if one.kind is kind), key=_level)
        for level, group in groupby(words, key=_level):
            names = [escaped(one.entry.base_form) for one in group]
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            yield f"- {title} at {escaped(level)}: {', '.join(names[:MOST_NAMED])}{more}"
    yield from _changed([one for one in differences if one.kind is Kind.CHANGED])
    yield ""


def _changed(differences: Sequence[Difference]) -> Iterator[str]:
    """Yield one line per word. New priorities are only counted: adding a word moves all that come after it."""
    told = [(one, changes) for one in differences if (changes := [*filter(_told, one.changes)])]
    for one, changes in told[:MOST_NAMED]:
        said = "; ".join(sentence(change, escaped) for change in changes)
        yield f"- **{escaped(one.entry.base_form)}**: {said}"
    if len(told) > MOST_NAMED:
        yield f"- and {len(told) - MOST_NAMED} more changed words"
    if len(told) < len(differences):
        yield f"- Other words with a new place in the order of their level: {len(differences) - len(told)}"


def _told(change: Change) -> bool:
    return change.what != "priority"


def _level(one: Difference) -> str:
    return str(one.entry.levels[0][0])
