"""Is the base form what a dictionary lists?"""

from collections.abc import Iterator, Sequence

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Reference, Rule, Severity
from pipeline.model.lexicon import LemmaAnalysis, Lexicon, Word
from pipeline.model.suggestions import a
from pipeline.rules.catalogue import Scope, checks

NOT_A_LEMMA = Rule(
    code="V302",
    slug="not-a-lemma",
    severity=Severity.WARNING,
    title="The base form is not a dictionary form",
    reason="A learner who looks the word up finds nothing, and its other forms are not recognised.",
    bad="base_form: hablo\npart_of_speech: verb",
    good="base_form: hablar\npart_of_speech: verb",
)


@checks(NOT_A_LEMMA, Scope.LANGUAGE)
def not_a_lemma(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare what the lemmatizers say of the word; a curator has the last say, so this is a warning.

    spaCy's rules and its tables by part of speech take it into account, so spaCy decides where it knows the word. Other
    lookup tables (spaCy's for German, simplemma's) ignore it, so all of them must reject the word. A lemma from which
    our own rules derive the word settles the question.
    """
    for word in lexicon.words:
        if _is_derived_noun(word, profile):
            continue
        core = profile.core(word.base_form)
        ending = word.part_of_speech == "verb" and profile.infinitive_endings
        analyses = [
            one
            for one in lexicon.lemma_analyses.get((word.base_form, word.part_of_speech), ())
            if not _is_masculine(word, one, profile)
        ]
        deciding = analyses[:1] if profile.lemmatizer in ("rule", "pos_lookup") else analyses
        refused = any(analysis.confirmed for analysis in analyses) or (
            bool(analyses) and all(core not in analysis.lemmas for analysis in deciding)
        )
        # An expression (*fare colazione*) has its infinitive anywhere.
        if refused or (ending and not any(part.endswith(profile.infinitive_endings) for part in core.split())):
            views = "; ".join(f"{view.lemmatizer} gives “{'” or “'.join(view.lemmas)}”" for view in analyses)
            message = f"“{word.base_form}” does not look like the dictionary form of {a(word.part_of_speech)}"
            yield Finding(
                NOT_A_LEMMA,
                f"{message} ({views})" if views else message,
                word.place.at("base_form"),
                word.base_form,
                suggestion=f"The dictionary form may be “{_lemma(core, analyses)}”" if refused else None,
            )


def _is_derived_noun(word: Word, profile: Profile) -> bool:
    """Return whether the word ends like a diminutive, which may be a word of its own: *broodje* is a roll."""
    return word.part_of_speech == "noun" and word.base_form.endswith(profile.diminutive_endings)


def _is_masculine(word: Word, analysis: LemmaAnalysis, profile: Profile) -> bool:
    """Return whether a table has a feminine noun under the masculine: *filha* is a word beside *filho*."""
    if word.part_of_speech != "noun" or word.gender != "feminine":
        return False
    base = word.base_form
    endings = profile.feminine_endings.items()
    masculine = {base.removesuffix(ending) + other for ending, other in endings if base.endswith(ending)}
    return not masculine.isdisjoint(analysis.lemmas)


def _lemma(word: str, analyses: Sequence[LemmaAnalysis]) -> str:
    """Return the lemma to suggest, preferably a confirmed one."""
    best = sorted(analyses, key=lambda analysis: not analysis.confirmed)
    return next(lemma for analysis in best for lemma in analysis.lemmas if lemma != word)


INFLECTED_FORM = Rule(
    code="V304",
    slug="inflected-form",
    severity=Severity.WARNING,
    title="The base form is an inflected form of another word in the pack",
    reason="The form belongs to the other word; as a separate word it is counted twice.",
    bad="base_form: hablo    # beside hablar",
    good="base_form: hablar",
)


@checks(INFLECTED_FORM, Scope.LANGUAGE)
def inflected_form(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look base forms up among the forms of other words of the same part of speech.

    A diminutive is a word of its own: *broodje* is a roll, not a small loaf.
    """
    bases = {word.base_form for word in lexicon.words}
    owners: dict[tuple[str, str], Word] = {}
    for word in lexicon.words:
        for form in word.forms:
            if form.text in bases and form.text != word.base_form and form.type != "diminutive":
                owners.setdefault((word.part_of_speech, form.text), word)
    for word in lexicon.words:
        owner = owners.get((word.part_of_speech, word.base_form))
        # Only verbs, nouns and adjectives: the forms of pronouns and the like are separate words.
        if owner and owner.base_form != word.base_form and word.part_of_speech in ("noun", "verb", "adjective"):
            yield Finding(
                INFLECTED_FORM,
                f"“{word.base_form}” is a form of “{owner.base_form}”",
                word.place.at("base_form"),
                word.base_form,
                references=(Reference(f"“{owner.base_form}” is here", owner.place.at("base_form")),),
            )
