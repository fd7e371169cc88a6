"""Drafts with errors: like drafts that are not filled in, they stay out of a build and do not stop it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.model.findings import Finding, Place, Pointer, Severity
from pipeline.model.lexicon import Lexicon, Unfinished
from pipeline.rules.words.unfinished import DRAFT_WITH_ERRORS

_Entry = tuple[str, Pointer]
"""An entry of a word list: its file and its pointer."""


@dataclass(frozen=True, slots=True)
class FaultyDraft:
    """A draft, and the errors that keep it out of a build."""

    draft: Unfinished
    errors: tuple[Finding, ...]


def faulty_drafts(lexicon: Lexicon, findings: Iterable[Finding]) -> list[FaultyDraft]:
    """Return the drafts of a lexicon that have errors, in the order of the findings.

    An error of a reviewed entry that refers to a draft is the draft's: only one of the two can give way.
    """
    drafts = {_entry(one.place): one for one in (*_drafts(lexicon), *lexicon.unfinished)}
    errors: dict[_Entry, list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR:
            entry = next((entry for entry in map(_entry, finding.places) if entry in drafts), None)
            if entry is not None:
                errors.setdefault(entry, []).append(finding)
    return [FaultyDraft(drafts[entry], tuple(own)) for entry, own in errors.items()]


def without(lexicon: Lexicon, faulty: Iterable[FaultyDraft], *, complete: bool) -> Lexicon:
    """Return a lexicon in which drafts with errors are unfinished. `complete`: whether every other entry was read."""
    unfinished = {_entry(one.place): one for one in lexicon.unfinished}
    unfinished |= {_entry(one.draft.place): one.draft for one in faulty}
    words = tuple(word for word in lexicon.words if _entry(word.place) not in unfinished)
    return replace(lexicon, words=words, unfinished=tuple(unfinished.values()), complete=complete)


def not_about(faulty: Iterable[FaultyDraft], findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that are not about any of the drafts."""
    entries = {_entry(one.draft.place) for one in faulty}
    return [finding for finding in findings if entries.isdisjoint(map(_entry, finding.places))]


def reports(faulty: Iterable[FaultyDraft]) -> Iterator[Finding]:
    """Yield a finding for each draft with errors, at the first of them in its entry."""
    for one in faulty:
        first, base_form = one.errors[0], one.draft.base_form
        place = first.place if _entry(first.place) == _entry(one.draft.place) else one.draft.place
        what = f"“{base_form}”" if base_form else "an entry without a base form"
        errors = "an error" if len(one.errors) == 1 else f"{len(one.errors)} errors, of which the first"
        message = f"{what} stays out of builds, as a draft with {errors}: {first.message} [{first.rule.code}]"
        hint = "Fix it, or leave it for later: everything else is built without it"
        yield Finding(DRAFT_WITH_ERRORS, message, place, base_form or None, hint)


def _drafts(lexicon: Lexicon) -> Iterator[Unfinished]:
    for word in lexicon.words:
        if word.status == "draft":
            yield Unfinished(word.base_form, word.levels[0].level, word.place, ())


def _entry(place: Place) -> _Entry:
    return place.file, place.pointer[:2]
