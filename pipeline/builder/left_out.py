"""Drafts with errors: like drafts that are not filled in, they stay out of a build and do not stop it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.model.assessments import ASSESSMENT, Assessment
from pipeline.model.findings import Finding, Place, Pointer, Severity
from pipeline.model.grammar import GRAMMAR
from pipeline.model.lexicon import Lexicon, Unfinished, UnfinishedPractice
from pipeline.reading.unfinished import DRAFT
from pipeline.rules.words.unfinished import DRAFT_WITH_ERRORS

Part = tuple[str, Pointer]
"""An entry, a row, a lesson, a question or, with an empty pointer, a whole file: its file and its pointer."""

_Draft = Unfinished | UnfinishedPractice


@dataclass(frozen=True, slots=True)
class FaultyDraft:
    """A draft, and the errors that keep it out of a build."""

    draft: Unfinished | UnfinishedPractice
    errors: tuple[Finding, ...]
    parts: frozenset[Part]
    """Where it is written: its entry and, of a word, its rows in paradigm tables."""


def parts_at(place: Place) -> tuple[Part, Part]:
    """Return what a place is in: the entry, and the file."""
    return (place.file, place.pointer[:2]), (place.file, ())


def faulty_drafts(lexicon: Lexicon, findings: Iterable[Finding]) -> list[FaultyDraft]:
    """Return the drafts of a lexicon that have errors, in the order of the findings.

    An error of something reviewed that refers to a draft is the draft's: only one of the two can give way.
    """
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not errors:
        return []
    drafts = _drafts(lexicon)
    parts: defaultdict[_Draft, list[Part]] = defaultdict(list)
    for part, draft in drafts.items():
        parts[draft].append(part)
    found: defaultdict[_Draft, list[Finding]] = defaultdict(list)
    for error in errors:
        owners = (drafts[part] for place in error.places for part in parts_at(place) if part in drafts)
        if owner := next(owners, None):
            found[owner].append(error)
    return [FaultyDraft(draft, tuple(own), frozenset(parts[draft])) for draft, own in found.items()]


def without(lexicon: Lexicon, faulty: Iterable[FaultyDraft], *, complete: bool) -> Lexicon:
    """Return a lexicon in which drafts with errors are unfinished. `complete`: whether everything else was read."""
    unfinished = {_own(one.place): one for one in lexicon.unfinished}
    practice = {_own(one.place): one for one in lexicon.unfinished_practice}
    for draft in (one.draft for one in faulty):
        if isinstance(draft, Unfinished):
            unfinished[_own(draft.place)] = replace(
                draft, lacks=()
            )  # that it has errors is said in place of what it lacks
        else:
            practice[_own(draft.place)] = draft
    return replace(
        lexicon,
        words=tuple(word for word in lexicon.words if _own(word.place) not in unfinished),
        unfinished=tuple(unfinished.values()),
        unfinished_practice=tuple(practice.values()),
        grammar=tuple(lesson for lesson in lexicon.grammar if _own(lesson.place) not in practice),
        assessments=tuple(_with_questions_not_in(practice, one) for one in lexicon.assessments),
        complete=complete,
    )


def not_about(faulty: Iterable[FaultyDraft], findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that are not about any of the drafts."""
    parts = {part for one in faulty for part in one.parts}
    return [finding for finding in findings if all(parts.isdisjoint(parts_at(place)) for place in finding.places)]


def reports(faulty: Iterable[FaultyDraft]) -> Iterator[Finding]:
    """Yield a finding for each draft with errors, at the first of them that is in it."""
    for one in faulty:
        first, base_form = one.errors[0], one.draft.base_form if isinstance(one.draft, Unfinished) else ""
        place = one.draft.place if one.parts.isdisjoint(parts_at(first.place)) else first.place
        errors = "an error" if len(one.errors) == 1 else f"{len(one.errors)} errors, of which the first"
        message = f"{_named(one.draft)} stays out of builds, as a draft with {errors}: {first.message}"
        hint = "Fix it, or leave it for later: everything else is built without it"
        yield Finding(DRAFT_WITH_ERRORS, f"{message} [{first.rule.code}]", place, base_form or None, hint)


def _own(place: Place) -> Part:
    return parts_at(place)[0]


def _named(draft: _Draft) -> str:
    if isinstance(draft, Unfinished):
        return f"“{draft.base_form}”" if draft.base_form else "an entry without a base form"
    what = "grammar lesson" if draft.kind == GRAMMAR else "question" if draft.place.pointer else "assessment"
    named = f"the {what} “{draft.id}”" if draft.id else f"a {what} without an id"
    return f"{named}, and with it the whole assessment," if what == "question" else named


def _drafts(lexicon: Lexicon) -> dict[Part, _Draft]:
    """Return the drafts by each part of them, also those that are not in the lexicon because of an error."""
    practice = (*_practice(lexicon), *lexicon.unfinished_practice)
    drafts: dict[Part, _Draft] = {_own(one.place): one for one in practice}
    owners: dict[tuple[str | None, str], Unfinished] = {}
    for word in lexicon.words:
        if word.status == DRAFT:
            draft = Unfinished(word.base_form, word.levels[0].level, word.place, ())
            drafts[_own(word.place)] = draft
            owners |= {(part, word.base_form): draft for part in word.parts_of_speech}
    for begun in lexicon.unfinished:
        drafts[_own(begun.place)] = begun
        owners[None, begun.base_form] = begun
    reviewed = {
        (part, word.base_form) for word in lexicon.words if word.status != DRAFT for part in word.parts_of_speech
    }
    for row in lexicon.paradigms:
        key = row.part_of_speech, row.base_form
        owner = owners.get(key) or owners.get((None, row.base_form))
        if owner and key not in reviewed:
            drafts[_own(row.place)] = owner
    return drafts


def _practice(lexicon: Lexicon) -> Iterator[UnfinishedPractice]:
    """Yield the drafts of grammar lessons and questions, and each assessment of which every question is a draft."""
    for lesson in lexicon.grammar:
        if lesson.status == DRAFT:
            yield UnfinishedPractice(GRAMMAR, lesson.id, lesson.level, lesson.place)
    for assessment in lexicon.assessments:
        drafts = [question for question in assessment.questions if question.status == DRAFT]
        for question in drafts:
            yield UnfinishedPractice(ASSESSMENT, question.id, question.level, question.place)
        if len(drafts) == len(assessment.questions):
            yield UnfinishedPractice(ASSESSMENT, assessment.id, None, assessment.place)


def _with_questions_not_in(left_out: dict[Part, UnfinishedPractice], assessment: Assessment) -> Assessment:
    questions = tuple(question for question in assessment.questions if _own(question.place) not in left_out)
    return replace(assessment, questions=questions)
