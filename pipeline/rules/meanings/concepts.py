"""Concepts: what each pack must be able to say, and which meanings say it.

Where there is no folder of concepts beside the pack, nothing is checked.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.languages.profile import Profile
from pipeline.model.concepts import Concept, NoWord, Why
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.packs import LevelState
from pipeline.model.suggestions import count, did_you_mean
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.walk import meanings

NAMED_AT_MOST = 8
"""How many concepts a finding names."""


def _named(lexicon: Lexicon) -> Iterator[tuple[str, Place, str]]:
    """Yield the concepts that meanings and phrases name, each with its place and the base form or phrase."""
    for word, meaning, place in meanings(lexicon):
        if meaning.concept is not None:
            yield meaning.concept, place.at("concept"), word.base_form
    for lesson in lexicon.lessons:
        for item in lesson.items:
            if item.concept is not None:
                yield item.concept, item.place.at("concept"), item.text


def expressed(lexicon: Lexicon) -> Mapping[str, Sequence[str]]:
    """Return the base forms and phrases for each concept, by its id."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for concept, _, text in _named(lexicon):
        found[concept][text] = None
    return {concept: list(texts) for concept, texts in found.items()}


def lacking(lexicon: Lexicon) -> list[Concept]:
    """Return the concepts in use for which the pack has neither a word nor a reason."""
    known = {*expressed(lexicon), *(reason.concept for reason in lexicon.without_words)}
    return [concept for concept in lexicon.concepts if not concept.retired and concept.id not in known]


CONCEPT_TWICE = Rule(
    code="V421",
    slug="concept-twice",
    severity=Severity.ERROR,
    title="Two concepts have the same id",
    reason="Packs refer to a concept by its id, which stays with it for ever, even when it is retired.",
    bad="- id: know\n  gloss: to have information\n- id: know\n  gloss: to be acquainted with somebody",
    good="- id: know-fact\n  gloss: to have information\n- id: know-person\n  gloss: to be acquainted with somebody",
)


@checks(CONCEPT_TWICE, Scope.FILE)
def concept_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the ids of the concepts of all levels."""
    first: dict[str, Place] = {}
    for concept in lexicon.concepts:
        place = concept.place.at("id")
        other = first.setdefault(concept.id, place)
        if other != place:
            message = f"there are two concepts “{concept.id}”"
            yield Finding(CONCEPT_TWICE, message, place, references=(Reference("the other one", other),))


CONCEPT_LEVEL = Rule(
    code="V422",
    slug="concept-level",
    severity=Severity.ERROR,
    title="The level of a concept is not that of its file",
    reason="Packs are asked for the concepts of a level; a reader looks for them in its file.",
    bad="vocab_sources/concepts/A1.yaml with: level: A2",
    good="vocab_sources/concepts/A1.yaml with: level: A1",
)


@checks(CONCEPT_LEVEL, Scope.FILE)
def concept_level(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare each level with the name of the file."""
    levels = {document.file: document.level for document in lexicon.documents}
    for concept in lexicon.concepts:
        level = levels[concept.place.file]
        if concept.level != level:
            message = f"the level of “{concept.id}” is {concept.level}, but the file is for {level}"
            yield Finding(CONCEPT_LEVEL, message, concept.place.at("level"))


UNKNOWN_CONCEPT = Rule(
    code="V423",
    slug="unknown-concept",
    severity=Severity.ERROR,
    title="There is no such concept",
    reason="What the pack cannot say is found by comparing it with the concepts.",
    bad="concept: know-persom",
    good="concept: know-person",
)


@checks(UNKNOWN_CONCEPT, Scope.FILE)
def unknown_concept(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look up the concepts that meanings, phrases and reasons name."""
    known = {concept.id for concept in lexicon.concepts}
    if not known:
        return
    for concept, place, text in _named(lexicon):
        if concept not in known:
            yield _unknown(concept, place, known, text)
    for reason in lexicon.without_words:
        if reason.concept not in known:
            yield _unknown(reason.concept, _of_concept(reason), known)


def _unknown(concept: str, place: Place, known: set[str], word: str | None = None) -> Finding:
    hint = did_you_mean(concept, known, "`babblr-vocab concepts --all` lists the concepts")
    return Finding(UNKNOWN_CONCEPT, f"there is no concept “{concept}”", place, word, hint)


def _of_concept(reason: NoWord) -> Place:
    """Return the place of the concept that a reason is about."""
    return reason.place if reason.why is Why.NOT_SAID_HERE else reason.place._replace(at_key=True)


RETIRED_CONCEPT = Rule(
    code="V424",
    slug="retired-concept",
    severity=Severity.WARNING,
    title="A meaning expresses a concept that has been given up",
    reason="No pack is asked for it any more, and another concept usually takes its place.",
    bad="concept: phone-box    # retired: true",
    good="concept: mobile-phone",
)


@checks(RETIRED_CONCEPT, Scope.FILE)
def retired_concept(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for retired concepts among those that meanings, phrases and reasons name."""
    retired = {concept.id for concept in lexicon.concepts if concept.retired}
    uses = [*_named(lexicon), *((reason.concept, _of_concept(reason), None) for reason in lexicon.without_words)]
    for concept, place, text in uses:
        if concept in retired:
            message = f"the concept “{concept}” is retired"
            yield Finding(RETIRED_CONCEPT, message, place, text, "Name the concept that replaced it, or none")


MISSING_CONCEPT = Rule(
    code="V425",
    slug="missing-concept",
    severity=Severity.WARNING,
    title="Concepts of a released level have neither a word nor a reason",
    reason="A learner of the level needs to express them; another language's pack has probably a word for each.",
    bad="No meaning with `concept: egg`, and no reason in concepts-none.yaml.",
    good="- base_form: huevo\n  meanings:\n    - concept: egg",
)


@checks(MISSING_CONCEPT, Scope.LANGUAGE)
def missing_concept(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the concepts of each released level."""
    if lexicon.pack is None or not lexicon.complete:
        return
    gaps = lacking(lexicon)
    for level, state in lexicon.pack.states.items():
        names = [concept.id for concept in gaps if concept.level == level]
        if names and state is LevelState.RELEASED:
            more = ", …" if len(names) > NAMED_AT_MOST else ""
            message = (
                f"{count(len(names), 'concept')} of {level} without a word or a reason: "
                f"{', '.join(names[:NAMED_AT_MOST])}{more}"
            )
            hint = f"`babblr-vocab concepts {lexicon.language}` lists them"
            yield Finding(MISSING_CONCEPT, message, lexicon.pack.place.at("states", level), suggestion=hint)


NEEDLESS_REASON = Rule(
    code="V426",
    slug="needless-reason",
    severity=Severity.WARNING,
    title="There is a reason for a concept that has a word, or a second reason",
    reason="One of the two is out of date, and a reader cannot tell which.",
    bad="not_said_here: [egg]    # and huevo has `concept: egg`",
    good="not_said_here: []",
)


@checks(NEEDLESS_REASON, Scope.LANGUAGE)
def needless_reason(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the reasons with the concepts that have words, and with one another."""
    words = expressed(lexicon)
    first: dict[str, NoWord] = {}
    for reason in lexicon.without_words:
        other = first.setdefault(reason.concept, reason)
        if reason.concept in words:
            message = f"“{words[reason.concept][0]}” expresses “{reason.concept}”, so it needs no reason"
            yield Finding(NEEDLESS_REASON, message, _of_concept(reason), suggestion="Remove it")
        elif other is not reason:
            message = f"there are two reasons why “{reason.concept}” has no word"
            references = (Reference("the other one", _of_concept(other)),)
            yield Finding(NEEDLESS_REASON, message, _of_concept(reason), references=references)


EMPTY_REASON = Rule(
    code="V427",
    slug="empty-reason",
    severity=Severity.ERROR,
    title="The word or the phrase that expresses a concept is not there",
    reason="The reason was true of an earlier version of the pack; now the concept is missing.",
    bad="covered_by:\n  good-afternoon: buenas tarde",
    good="covered_by:\n  good-afternoon: buenas tardes",
)


@checks(EMPTY_REASON, Scope.LANGUAGE)
def empty_reason(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look up the words and lessons that reasons name."""
    if not lexicon.complete:
        return
    lessons = {lesson.id: any(item.phrase for item in lesson.items) for lesson in lexicon.lessons}
    known = lexicon.base_forms
    for reason in lexicon.without_words:
        if reason.why is Why.COVERED_BY and reason.by not in known:
            hint = did_you_mean(reason.by or "", known, "Add the word to the pack, or give another reason")
            message = f"there is no word “{reason.by}” to cover “{reason.concept}”"
            yield Finding(EMPTY_REASON, message, reason.place, suggestion=hint)
        elif reason.why is Why.PHRASE and not lessons.get(reason.by or ""):
            what = "has no phrase" if reason.by in lessons else "does not exist"
            hint = did_you_mean(reason.by or "", lessons.keys() - {reason.by}, "Name a lesson with a phrase for it")
            message = f"the lesson “{reason.by}” {what}, but it is to have one for “{reason.concept}”"
            yield Finding(EMPTY_REASON, message, reason.place, suggestion=hint)
