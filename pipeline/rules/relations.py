"""7xx: synonyms, antonyms, and words that learners confuse."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.contrasts import CONTRASTS, LEAD, parted
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.lexicon import RELATION_FIELDS, Lexicon, Word
from pipeline.model.suggestions import Suggestions
from pipeline.rules.catalogue import Scope, checks

_SINGULAR = {**RELATION_FIELDS, CONTRASTS: "contrast"}
"""What a word is that a field names."""


def _stated(lexicon: Lexicon) -> Iterator[tuple[Word, str, str, Place]]:
    """Yield the names of other words, with the field and the place."""
    for word in lexicon.words:
        for name, others in (*word.related.items(), (CONTRASTS, word.contrasts)):
            for index, other in enumerate(others):
                yield word, name, other, word.place.at(name, index)


UNKNOWN_RELATION_TARGET = Rule(
    code="V701",
    slug="unknown-relation-target",
    severity=Severity.ERROR,
    title="A related word is not in the pack",
    reason="The link would lead a learner nowhere. Words are related only to words of the same language.",
    bad="- base_form: contento\n  synonyms: [felis]",
    good="- base_form: contento\n  synonyms: [feliz]",
)


@checks(UNKNOWN_RELATION_TARGET, Scope.LANGUAGE)
def unknown_relation_target(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look every related word up."""
    if not lexicon.complete:
        return
    known = lexicon.base_forms
    suggestions = Suggestions(sorted(known))
    for word, name, other, place in _stated(lexicon):
        if other not in known:
            message = (
                f"“{word.base_form}” lists “{other}” among its {name.replace('_', '-')}, but there is no such word"
            )
            hint = suggestions.hint(other, "Add the word to the pack, or remove it here")
            yield Finding(UNKNOWN_RELATION_TARGET, message, place, word.base_form, hint)


SELF_RELATION = Rule(
    code="V702",
    slug="self-relation",
    severity=Severity.ERROR,
    title="A word is related to itself",
    reason="It says nothing, and the database rejects it.",
    bad="- base_form: feliz\n  synonyms: [feliz]",
    good="- base_form: feliz\n  synonyms: [contento]",
)


@checks(SELF_RELATION, Scope.FILE)
def self_relation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare each related word with the word itself."""
    for word, name, other, place in _stated(lexicon):
        if other == word.base_form:
            message = f"“{word.base_form}” lists itself among its {name.replace('_', '-')}"
            yield Finding(SELF_RELATION, message, place, word.base_form)


CONFLICTING_RELATION = Rule(
    code="V703",
    slug="conflicting-relation",
    severity=Severity.ERROR,
    title="Two words are related in two ways",
    reason="Two words cannot be both synonyms and antonyms, and learners do not confuse words that mean the same.",
    bad="- base_form: feliz\n  synonyms: [triste]\n  antonyms: [triste]",
    good="- base_form: feliz\n  antonyms: [triste]",
)


@checks(CONFLICTING_RELATION, Scope.LANGUAGE)
def conflicting_relation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare what is stated of each pair of words, from either side."""
    stated: dict[frozenset[str], tuple[str, Place]] = {}
    for word, name, other, place in _stated(lexicon):
        first, first_place = stated.setdefault(frozenset((word.base_form, other)), (name, place))
        if first != name:
            kinds = f"{_SINGULAR[first]} and {_SINGULAR[name]}".replace("_", "-")
            yield Finding(
                CONFLICTING_RELATION,
                f"“{word.base_form}” and “{other}” are both {kinds}",
                place,
                word.base_form,
                references=(Reference(f"{_SINGULAR[first]} here".replace("_", "-"), first_place),),
            )


RELATION_ACROSS_PARTS = Rule(
    code="V704",
    slug="relation-across-parts-of-speech",
    severity=Severity.WARNING,
    title="Two related words have no part of speech in common",
    reason="One cannot replace the other in a sentence, which is what a learner will try.",
    bad="- base_form: rápido    # adjective\n  antonyms: [despacio]    # adverb",
    good="- base_form: rápido\n  antonyms: [lento]",
)


@checks(RELATION_ACROSS_PARTS, Scope.LANGUAGE)
def relation_across_parts(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the parts of speech of related words, those of their meanings included."""
    words = {word.base_form: word for word in lexicon.words}
    for word, name, other, place in _stated(lexicon):
        target = words.get(other) if name != CONTRASTS else None  # learners do confuse bueno and bien
        if target and not set(word.parts_of_speech) & set(target.parts_of_speech):
            kind = RELATION_FIELDS[name].replace("_", "-")
            message = f"“{word.base_form}” ({word.part_of_speech}) has the {kind} “{other}” ({target.part_of_speech})"
            yield Finding(RELATION_ACROSS_PARTS, message, place, word.base_form)


CONTRAST_IN_NOTES = Rule(
    code="V705",
    slug="contrast-in-notes",
    severity=Severity.WARNING,
    title="Notes say which words not to confuse",
    reason="The build writes this sentence from `contrasts`, into the notes of both words and always the same way.",
    bad=f"- base_form: ser\n  notes: {LEAD} estar.",
    good="- base_form: ser\n  contrasts: [estar]",
)


@checks(CONTRAST_IN_NOTES, Scope.FILE)
def contrast_in_notes(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the beginning of the sentence in what the curator wrote."""
    for word in lexicon.words:
        if LEAD.rstrip(":").casefold() in (parted(word.notes).own or "").casefold():
            message = f"the notes of “{word.base_form}” say which words not to confuse with it"
            hint = "Name the words in `contrasts`; the build adds the sentence"
            yield Finding(CONTRAST_IN_NOTES, message, word.place.at("notes"), word.base_form, hint)
