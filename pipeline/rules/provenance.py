"""9xx: where facts come from, and on which terms."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.suggestions import did_you_mean
from pipeline.rules.catalogue import checks

UNDECLARED_SOURCE = Rule(
    code="V901",
    slug="undeclared-source",
    severity=Severity.ERROR,
    title="A source is not declared in pack.yaml",
    reason="Without its licence and author nobody may ship the word, and nobody can thank the author.",
    bad="source: unimorf    # pack.yaml declares unimorph",
    good="source: unimorph",
)


@checks(UNDECLARED_SOURCE)
def undeclared_source(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look each entry's source up in pack.yaml."""
    if lexicon.pack is None:
        return
    for word in lexicon.words:
        if word.source is not None and word.source not in lexicon.pack.sources:
            yield Finding(
                UNDECLARED_SOURCE,
                f"the source “{word.source}” is not declared in pack.yaml",
                word.place.at("source"),
                word.base_form,
                did_you_mean(word.source, lexicon.pack.sources, "Declare it under `sources`, with its licence"),
            )
