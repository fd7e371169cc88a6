"""Differences as text, JSON and Markdown. Vocabulary content is escaped in each."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from pipeline.release.changes import WHAT, Change
from pipeline.release.compare import Difference, Kind
from pipeline.release.content import Entry
from pipeline.release.practice import PRACTICE_WHAT, PracticeDifference
from pipeline.reporting.markdown import escaped
from pipeline.reporting.terminal import harmless, harmless_json

DIFF_VERSION = 1
"""The version of the JSON format. It is raised by any change that breaks programs that read it."""

_LABELS = {**WHAT, **PRACTICE_WHAT}
_SIGNS = {Kind.ADDED: "+", Kind.RETIRED: "-", Kind.CHANGED: "~"}
HEADINGS = {Kind.ADDED: "Added", Kind.RETIRED: "Retired", Kind.CHANGED: "Changed"}
"""What stands above words of a kind."""


def diff_text(differences: Sequence[Difference], practice: Sequence[PracticeDifference] = ()) -> str:
    """Return one line per word, grammar lesson and assessment, each followed by one line per change."""
    lines = []
    for language, group in by_language(differences):
        lines.append(f"{harmless(language)}: {diff_summary(group)}")
        for one in group:
            lines.append(f"  {_SIGNS[one.kind]} {harmless(one.entry.base_form)}{harmless(_about(one))}")
            lines += [f"      {harmless(sentence(change))}" for change in one.changes]
    for language, ones in practice_by_language(practice):
        lines.append(f"{harmless(language)}, grammar and assessments: {diff_summary(ones)}")
        for other in ones:
            lines.append(f"  {_SIGNS[other.kind]} {harmless(named(other))}")
            lines += [f"      {harmless(sentence(change))}" for change in other.changes]
    return "".join(f"{line}\n" for line in lines)


def diff_json(differences: Sequence[Difference], practice: Sequence[PracticeDifference] = ()) -> str:
    """Return one JSON object: the counts of words for each language, and what differs with its changes."""
    record = {
        "version": DIFF_VERSION,
        "summary": {
            language: {kind.value: sum(one.kind is kind for one in group) for kind in Kind}
            for language, group in by_language(differences)
        },
        "words": [_record(one) for one in differences],
        "grammar_and_assessments": [_practice_record(one) for one in practice],
    }
    return harmless_json(json.dumps(record, ensure_ascii=False, indent=2)) + "\n"


def diff_markdown(differences: Sequence[Difference], practice: Sequence[PracticeDifference] = ()) -> str:
    """Return one section per language, listing words added, words retired, and words changed with their changes.

    Grammar lessons and assessments have sections of their own after these.
    """
    lines: list[str] = []
    for language, group in by_language(differences):
        lines += [f"## {escaped(language)}: {diff_summary(group)}", ""]
        for kind in Kind:
            words = [one for one in group if one.kind is kind]
            if words:
                lines += [f"### {HEADINGS[kind]}", "", *_listed(words), ""]
    for language, ones in practice_by_language(practice):
        lines += [f"## {escaped(language)}, grammar and assessments: {diff_summary(ones)}", ""]
        for other in ones:
            lines.append(f"- {other.kind.value}: {escaped(named(other))}")
            lines += [f"  - {sentence(change, escaped)}" for change in other.changes]
        lines.append("")
    return "\n".join(lines)


DIFF_FORMATS: dict[str, Callable[[Sequence[Difference], Sequence[PracticeDifference]], str]] = {
    "text": diff_text,
    "json": diff_json,
    "markdown": diff_markdown,
}


def diff_summary(differences: Sequence[Difference | PracticeDifference]) -> str:
    """Return how many were added, retired and changed: `3 added, 1 changed`."""
    counts = Counter(one.kind for one in differences)
    return ", ".join(f"{counts[kind]} {kind.value}" for kind in Kind if counts[kind])


def sentence(change: Change, quoted: Callable[[str], str] = str) -> str:
    """Return one change in words: `translation of “Alimento …”: “bread” → “loaf”`. `quoted` escapes values."""
    what, old, new, of = change
    about = _LABELS[what] + (f" of “{quoted(of)}”" if of is not None else "")
    if old is None and new is not None:
        return f"{about} added: “{quoted(new)}”"
    if new is None and old is not None:
        return f"{about} removed: “{quoted(old)}”"
    return f"{about}: “{quoted(old or '')}” → “{quoted(new or '')}”"


def _listed(differences: Sequence[Difference]) -> Iterator[str]:
    for one in differences:
        yield f"- **{escaped(one.entry.base_form)}**{escaped(_about(one))}"
        yield from (f"  - {sentence(change, escaped)}" for change in one.changes)


def _about(one: Difference) -> str:
    return "" if one.kind is Kind.CHANGED else f" ({described(one.entry)})"


def described(entry: Entry) -> str:
    """Return what identifies a word to a reader: `noun, A1, “bread”`."""
    meant = [f"“{entry.senses[0].translation}”"] if entry.senses else []
    return ", ".join([entry.part_of_speech, entry.levels[0][0], *meant])


def by_language(differences: Sequence[Difference]) -> Iterator[tuple[str, list[Difference]]]:
    """Yield the differences of each language."""
    for language, group in groupby(differences, key=lambda one: one.entry.language):
        yield language, list(group)


def practice_by_language(
    differences: Sequence[PracticeDifference],
) -> Iterator[tuple[str, list[PracticeDifference]]]:
    for language, group in groupby(differences, key=lambda one: one.practice.language):
        yield language, list(group)


def named(one: PracticeDifference) -> str:
    """Return what a grammar lesson or an assessment is to a reader: `grammar lesson “Soy, eres, es” (A1)`."""
    return f"{one.practice.sort.value} “{one.practice.title}” ({one.practice.level})"


def _practice_record(one: PracticeDifference) -> dict[str, Any]:
    practice = one.practice
    return {
        "language": practice.language,
        "sort": practice.sort.value,
        "key": practice.key,
        "title": practice.title,
        "level": practice.level,
        "kind": one.kind.value,
        "changes": [change._asdict() for change in one.changes],
    }


def _record(one: Difference) -> dict[str, Any]:
    entry = one.entry
    return {
        "language": entry.language,
        "base_form": entry.base_form,
        "kind": one.kind.value,
        "part_of_speech": entry.part_of_speech,
        "levels": {level: priority for level, priority, *_ in entry.levels},
        "translations": [sense.translation for sense in entry.senses],
        "changes": [change._asdict() for change in one.changes],
    }
