"""Run the rules that look at one file at a time, over the files as they are written.

What they find in a file depends on nothing but the file and what all files share, so it is kept with it.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from pipeline.model.concepts import CONCEPTS
from pipeline.model.findings import Finding, Place
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import Scope, faults
from pipeline.stages import Context
from pipeline.stages.kept_findings import read_finding, written_finding

_SHARED = ("pack", "profile", CONCEPTS)
"""The kinds of documents that a rule may look at whatever file it is about."""

_Found = dict[str, tuple[str, list[Finding]]]
"""By file, its digest and what is wrong with it."""


class _Placed(Protocol):
    @property
    def place(self) -> Place:
        """Where it is."""


_Entry = TypeVar("_Entry", bound=_Placed)


def run(lexicon: Lexicon, context: Context) -> Lexicon:
    """Return the lexicon unchanged, and report what is wrong with its files."""
    name, about = f"findings/{lexicon.language}", _shared(lexicon)
    known = (context.cache and context.cache.get(name, _read, *about)) or {}
    found: _Found = {document.file: (document.digest, []) for document in lexicon.documents}
    unchanged = {file for file, (digest, _) in found.items() if file in known and known[file][0] == digest}
    found |= {file: known[file] for file in unchanged}
    changed = found.keys() - unchanged
    if changed:
        for finding in faults(Scope.FILE, only(lexicon, changed), context.profile):
            if finding.place.file in changed:
                found[finding.place.file][1].append(finding)
        if context.cache:
            context.cache.put(name, _written(found), *about)
    for _, findings in found.values():
        context.report(findings)
    return lexicon


def only(lexicon: Lexicon, files: Collection[str]) -> Lexicon:
    """Return what some files say, and what all files share."""

    def those(entries: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
        return tuple(entry for entry in entries if entry.place.file in files)

    return replace(
        lexicon,
        documents=tuple(one for one in lexicon.documents if one.file in files or one.kind in _SHARED),
        words=those(lexicon.words),
        unfinished=those(lexicon.unfinished),
        paradigms=those(lexicon.paradigms),
        homographs=those(lexicon.homographs),
        lessons=those(lexicon.lessons),
        grammar=those(lexicon.grammar),
        assessments=those(lexicon.assessments),
        without_words=those(lexicon.without_words),
        complete=False,  # there may be more
    )


def _shared(lexicon: Lexicon) -> tuple[Any, ...]:
    """Return everything that what is found in a file depends on, except the file."""
    shared = [[one.file, one.digest] for one in lexicon.documents if one.kind in _SHARED]
    return shared, lexicon.respelled


def _written(found: _Found) -> Any:
    """Return what was found as JSON data."""
    return {file: [digest, [*map(written_finding, findings)]] for file, (digest, findings) in found.items()}


def _read(kept: Any) -> _Found:
    """Return what was found from what `_written` returns."""
    return {file: (digest, [*map(read_finding, findings)]) for file, (digest, findings) in kept.items()}
