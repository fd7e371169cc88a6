"""The pronunciation, in the International Phonetic Alphabet (IPA)."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import Scope, checks

NO_PRONUNCIATION = Rule(
    code="V312",
    slug="no-pronunciation",
    severity=Severity.WARNING,
    title="A word has no pronunciation",
    reason="Learners see it under the word.",
    bad="- base_form: libro",
    good="- base_form: libro\n  pronunciation: ˈlibɾo",
)


@checks(NO_PRONUNCIATION, Scope.FILE)
def no_pronunciation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the field."""
    for word in lexicon.words:
        if word.pronunciation is None:
            message = f"“{word.base_form}” has no pronunciation"
            yield Finding(NO_PRONUNCIATION, message, word.place, word.base_form)


PRONUNCIATION_DELIMITERS = Rule(
    code="V313",
    slug="pronunciation-delimiters",
    severity=Severity.WARNING,
    title="The pronunciation is enclosed in slashes or brackets",
    reason="The app adds them itself; doubled, they look like a mistake.",
    bad="pronunciation: /ˈlibɾo/",
    good="pronunciation: ˈlibɾo",
)


@checks(PRONUNCIATION_DELIMITERS, Scope.FILE)
def pronunciation_delimiters(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at both ends of the pronunciation."""
    for word in lexicon.words:
        ipa = word.pronunciation
        if ipa is not None and (ipa[0] in "/[" or ipa[-1] in "/]"):
            message = f"the pronunciation {ipa} must not contain slashes or brackets"
            yield Finding(PRONUNCIATION_DELIMITERS, message, word.place.at("pronunciation"), word.base_form)


_TYPED_FOR = {"'": "ˈ", "’": "ˈ", ":": "ː", "g": "ɡ", ",": "ˌ"}

PRONUNCIATION_LETTERS = Rule(
    code="V314",
    slug="pronunciation-letters",
    severity=Severity.WARNING,
    title="The pronunciation has a character that is not IPA",
    reason="Text-to-speech misreads an apostrophe in place of a stress mark, or g in place of ɡ.",
    bad='pronunciation: "\'libɾo"',
    good="pronunciation: ˈlibɾo",
)


@checks(PRONUNCIATION_LETTERS, Scope.FILE)
def pronunciation_letters(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for characters that are typed in place of IPA ones."""
    for word in lexicon.words:
        for character in dict.fromkeys(word.pronunciation or ""):
            if character in _TYPED_FOR or character.isupper() or character.isdigit():
                right = _TYPED_FOR.get(character)
                yield Finding(
                    PRONUNCIATION_LETTERS,
                    f"“{character}” in the pronunciation is not IPA",
                    word.place.at("pronunciation"),
                    word.base_form,
                    f"Write {right} (U+{ord(right):04X})" if right else None,
                )
