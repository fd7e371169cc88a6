"""Is the entry filled in, and can it be built?"""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import Scope, checks, reported

NOT_FILLED_IN = Rule(
    code="V320",
    slug="not-filled-in",
    severity=Severity.INFO,
    title="A draft is not filled in yet",
    reason="It lacks a required field, so it stays out of the database, lessons and examples until that is added.",
    bad="- base_form: limón\n  status: draft",
    good="- base_form: limón\n  part_of_speech: noun\n  meanings: […]\n  status: draft",
)


@checks(NOT_FILLED_IN, Scope.FILE)
def not_filled_in(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Report what each unfinished draft lacks."""
    for entry in lexicon.unfinished:
        if not entry.lacks:
            continue
        lacks = ", ".join(dict.fromkeys(str(pointer[-1]) for pointer in entry.lacks))
        message = f"“{entry.base_form}” is not filled in yet; it lacks: {lacks}"
        yield Finding(NOT_FILLED_IN, message, entry.place.at(*_first(entry.lacks)), entry.base_form)


def _first(lacks: tuple[tuple[str | int, ...], ...]) -> tuple[str | int, ...]:
    """Return the parent of the first missing field, which has no place of its own."""
    return lacks[0][:-1]


DRAFT_WITH_ERRORS = Rule(
    code="V324",
    slug="draft-with-errors",
    severity=Severity.WARNING,
    title="A draft has errors",
    reason="`build` says this in place of the errors, which `validate` shows. Like a draft that is not filled in, the "
    "entry stays out of the database, lessons and examples until they are fixed. So does an entry whose row in a "
    "paradigm table has errors, a grammar lesson, and an assessment with such a question. The rest is built without "
    "them.",
    bad="- base_form: limón\n  part_of_speech: nuon\n  status: draft",
    good="- base_form: limón\n  part_of_speech: noun\n  status: draft",
)
reported(DRAFT_WITH_ERRORS, by={"pipeline.builder.left_out"})
