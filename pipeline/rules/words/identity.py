"""Identity: a language and a base form identify one word, which stays the same when its spelling is corrected."""

from collections.abc import Iterator, Set

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Reference, Rule, Severity
from pipeline.model.identity import free_identity, word_id
from pipeline.model.lexicon import Lexicon, Unfinished, Word
from pipeline.rules.catalogue import Scope, checks

DUPLICATE_WORD = Rule(
    code="V301",
    slug="duplicate-word",
    severity=Severity.ERROR,
    title="A word is defined twice",
    reason="A language and a base form identify a word, and its progress is counted once. Two entries would show a "
    "learner two half words.",
    bad="A1/food.yaml and A1/restaurant.yaml both with: base_form: pan",
    good="One entry with two meanings; `levels` names further levels.",
)


@checks(DUPLICATE_WORD, Scope.LANGUAGE)
def duplicate_word(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Report the second entry, and refer to the first."""
    first: dict[str, Word | Unfinished] = {}
    entries: list[Word | Unfinished] = [*lexicon.words, *(draft for draft in lexicon.unfinished if draft.base_form)]
    for word in entries:
        other = first.setdefault(word.base_form, word)
        if other is not word:
            yield Finding(
                DUPLICATE_WORD,
                f"“{word.base_form}” is defined twice",
                word.place.at("base_form"),
                word.base_form,
                suggestion="Merge them into one entry with both meanings; `levels` names further levels",
                references=(Reference("first defined here", other.place.at("base_form")),),
            )


IDENTIFIER_COLLISION = Rule(
    code="V303",
    slug="identifier-collision",
    severity=Severity.ERROR,
    title="Two words have the same identifier",
    reason="Identifiers are 48 bits of a hash; two words sharing one would share a learner's progress. You will "
    "probably never see this.",
    bad="Two base forms with the same hash.",
    good="One of the two written differently (with its reflexive pronoun, for example).",
)


@checks(IDENTIFIER_COLLISION, Scope.LANGUAGE)
def identifier_collision(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the identifiers of words with different identities."""
    owners: dict[int, Word] = {}
    for word in lexicon.words:
        other = owners.setdefault(word_id(lexicon.language, word.identity), word)
        if other.identity != word.identity:
            message = f"“{word.base_form}” has the same identifier as “{other.base_form}”"
            first = Reference("the other word", other.place.at("base_form"))
            yield Finding(
                IDENTIFIER_COLLISION, message, word.place.at("base_form"), word.base_form, references=(first,)
            )


IDENTITY_TAKEN = Rule(
    code="V321",
    slug="identity-taken",
    severity=Severity.ERROR,
    title="A word has the identity, or a former base form, of another word",
    reason="The identity of a word is its first base form. Learners would have the progress of one word with another.",
    bad="- base_form: malvado\n  formerly: [malo]\n- base_form: malo    # a new word",
    good="- base_form: malvado\n  formerly: [malo]\n- base_form: malo\n  identity: malo#2",
)


@checks(IDENTITY_TAKEN, Scope.LANGUAGE)
def identity_taken(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the identity of each word with the identities and former base forms of the others."""
    names = {name for word in lexicon.words for name in (word.identity, *word.formerly)}
    owners: dict[str, Word] = {}
    for word in sorted(lexicon.words, key=_is_plain):  # a new word gives way to one that was corrected
        for name in dict.fromkeys((word.identity, *word.formerly)):
            other = owners.setdefault(name, word)
            if other.base_form != word.base_form and name in (word.identity, other.identity):
                yield _taken(word, other, name, names)


def _is_plain(word: Word) -> bool:
    """Whether an entry says nothing of its word's identity."""
    return word.identity == word.base_form


def _taken(word: Word, other: Word, name: str, names: Set[str]) -> Finding:
    """Return the finding that a name of a word is that of another one."""
    if _is_plain(word):
        place = word.place.at("base_form")
        message = f"“{name}” was once the spelling of “{other.base_form}”, whose progress a new word must not get"
        own = free_identity(name, names)
        hint = f"If it is another word, add `identity: {own}` to it; if it is the same, make one entry of the two"
    else:
        named = word.formerly.index(name) if name in word.formerly else None
        place = word.place.at("identity") if named is None else word.place.at("formerly", named)
        message = f"“{name}” is also an identity or a former base form of “{other.base_form}”"
        hint = "A word was spelled so only once: take it out of one of the two entries"
    reference = Reference("the other word", other.place.at("base_form"))
    return Finding(IDENTITY_TAKEN, message, place, word.base_form, hint, references=(reference,))


NEEDLESS_FORMER_FORM = Rule(
    code="V322",
    slug="needless-former-form",
    severity=Severity.ERROR,
    title="An entry lists what is no former base form, or lists them beside an identity",
    reason="The first base form that is listed becomes the word's identity, so a wrong one loses learners' progress.",
    bad="- base_form: mediodía\n  formerly: [mediodía]",
    good="- base_form: mediodía\n  formerly: [mediodia]",
)


@checks(NEEDLESS_FORMER_FORM, Scope.FILE)
def needless_former_form(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at what each entry says of former base forms."""
    for word in lexicon.words:
        if word.formerly and word.stated_identity:
            message = "an entry with an `identity` needs no `formerly`: the identity says which word it is"
            yield Finding(NEEDLESS_FORMER_FORM, message, word.place.at("formerly"), word.base_form, "Take it out")
        elif word.base_form in word.formerly:
            first = word.formerly.index(word.base_form)
            message = f"“{word.base_form}” is the base form of this entry, not a former one"
            hint = "Take it out" if first else "A word that is spelled as it was at first needs no `formerly`"
            place = word.place.at("formerly", first)
            yield Finding(NEEDLESS_FORMER_FORM, message, place, word.base_form, hint)
