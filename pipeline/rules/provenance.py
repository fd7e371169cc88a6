"""9xx: where facts come from, under which licence, and who has reviewed them."""

import re
from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Place, Rule, Severity
from pipeline.model.lexicon import Lexicon, Word
from pipeline.model.suggestions import Suggestions, did_you_mean
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.walk import examples, meanings

UNDECLARED_SOURCE = Rule(
    code="V901",
    slug="undeclared-source",
    severity=Severity.ERROR,
    title="A source is not declared in pack.yaml",
    reason="Without its licence and author, what is from it cannot be shipped and the author cannot be credited.",
    bad="source: unimorf    # pack.yaml declares unimorph",
    good="source: unimorph",
)


@checks(UNDECLARED_SOURCE, Scope.FILE)
def undeclared_source(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look the sources of words, meanings and examples up in pack.yaml."""
    if lexicon.pack is None:
        return
    declared = Suggestions(lexicon.pack.sources)
    for source, word, place in _stated_sources(lexicon):
        if source not in lexicon.pack.sources:
            yield Finding(
                UNDECLARED_SOURCE,
                f"the source “{source}” is not declared in pack.yaml",
                place.at("source"),
                word.base_form,
                declared.hint(source, "Declare it under `sources`, with its licence"),
            )


def _stated_sources(lexicon: Lexicon) -> Iterator[tuple[str, Word, Place]]:
    """Yield the sources that are named, each with its word and the place of what names it."""
    named = [*((word.source, word, word.place) for word in lexicon.words)]
    named += ((meaning.source, word, place) for word, meaning, place in meanings(lexicon))
    named += ((example.source, word, place) for word, example, place in examples(lexicon))
    yield from ((source, word, place) for source, word, place in named if source is not None)


FORBIDS = re.compile(r"\b(NC|ND)\b|non-?commercial|no-?deriv", re.IGNORECASE)
"""What a licence is called that does not allow every use."""


def _licences(lexicon: Lexicon) -> Iterator[tuple[str, Place]]:
    pack = lexicon.pack
    if pack is not None:
        yield pack.licence, pack.place.at("licence")
        for source in pack.sources.values():
            yield source.licence, pack.place.at("sources", source.id, "licence")


NON_COMMERCIAL = Rule(
    code="V902",
    slug="non-commercial",
    severity=Severity.ERROR,
    title="A licence does not allow every use",
    reason="The app and its database are also used commercially. Material whose licence forbids that (NC) or forbids "
    "changes (ND) cannot be shipped.",
    bad="licence: CC-BY-NC-4.0",
    good="licence: CC-BY-4.0",
)


@checks(NON_COMMERCIAL, Scope.FILE)
def non_commercial(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for NC and ND, written out or not, in the licences of the pack and its sources."""
    for licence, place in _licences(lexicon):
        if FORBIDS.search(licence):
            yield Finding(NON_COMMERCIAL, f"the licence {licence} does not allow every use", place)


FIT = frozenset(
    [
        "CC-BY-4.0",
        "CC-BY-3.0",
        "CC-BY-2.0",
        "CC-BY-SA-4.0",
        "CC-BY-SA-3.0",
        "CC0-1.0",
        "MIT",
        "Apache-2.0",
        "BSD-3-Clause",
        "BSD-2-Clause",
        "PDDL-1.0",
    ]
)
"""SPDX identifiers of licences that are compatible with both an AGPL and a commercial app."""

UNKNOWN_LICENCE = Rule(
    code="V903",
    slug="unknown-licence",
    severity=Severity.WARNING,
    title="A licence is not known to be compatible",
    reason="Somebody must read it before the pack is shipped.",
    bad="licence: free for all",
    good="licence: CC-BY-SA-4.0",
)


@checks(UNKNOWN_LICENCE, Scope.FILE)
def unknown_licence(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look the licences up."""
    for licence, place in _licences(lexicon):
        if licence not in FIT and not FORBIDS.search(licence):
            hint = did_you_mean(licence, FIT, f"Known to be compatible: {', '.join(sorted(FIT))}")
            message = f"the licence “{licence}” is not known to be compatible"
            yield Finding(UNKNOWN_LICENCE, message, place, suggestion=hint)


DRAFT = Rule(
    code="V904",
    slug="draft",
    severity=Severity.INFO,
    title="An entry has not been read by a second person",
    reason="Writers overlook their own mistakes. A release leaves drafts out.",
    bad="status: draft",
    good="status: reviewed",
)


@checks(DRAFT, Scope.FILE)
def draft(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at the status of every entry."""
    for word in lexicon.words:
        if word.status == "draft":
            message = f"“{word.base_form}” is a draft"
            hint = "Once a second person has read it: status: reviewed"
            yield Finding(DRAFT, message, word.place, word.base_form, hint)


OWN_REVIEWER = Rule(
    code="V905",
    slug="own-reviewer",
    severity=Severity.ERROR,
    title="An entry was reviewed by its writer",
    reason="Writers overlook their own mistakes: a review is a second person's reading.",
    bad="written_by: Ana\nreviewed_by: Ana",
    good="written_by: Ana\nreviewed_by: Omar",
)


@checks(OWN_REVIEWER, Scope.FILE)
def own_reviewer(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare who wrote an entry with who reviewed it, whatever the case of the letters."""
    for word in lexicon.words:
        if word.reviewed_by and word.written_by and word.reviewed_by.casefold() == word.written_by.casefold():
            message = f"“{word.base_form}” was written and reviewed by {word.reviewed_by}"
            hint = "Have another person read it, and name that person"
            yield Finding(OWN_REVIEWER, message, word.place.at("reviewed_by"), word.base_form, hint)
