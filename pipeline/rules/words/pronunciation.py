"""The pronunciation, in the International Phonetic Alphabet (IPA)."""

from collections.abc import Iterator, Sequence

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


_TYPED_FOR = {"'": "ˈ", "’": "ˈ", '"': "ˈ", ":": "ː", "g": "ɡ", ",": "ˌ"}
_STRANGE = frozenset("-‐–—_*")
"""Marks of other transcriptions, such as ru-bi-NET-to."""

PRONUNCIATION_LETTERS = Rule(
    code="V314",
    slug="pronunciation-letters",
    severity=Severity.WARNING,
    title="The pronunciation has a character that is not IPA",
    reason="Text-to-speech misreads an apostrophe in place of a stress mark, or g in place of ɡ, and spellings such as "
    "ru-bi-NET-to altogether. A word can do without a pronunciation.",
    bad='pronunciation: "\'libɾo"',
    good="pronunciation: ˈlibɾo",
)


@checks(PRONUNCIATION_LETTERS, Scope.FILE)
def pronunciation_letters(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for characters that are typed in place of IPA ones, and for other transcriptions."""
    for word in lexicon.words:
        ipa = word.pronunciation or ""
        wrong = [character for character in dict.fromkeys(ipa) if _is_wrong(character)]
        if wrong:
            place = word.place.at("pronunciation")
            yield Finding(PRONUNCIATION_LETTERS, _not_ipa(ipa, wrong), place, word.base_form, _way_out(wrong, profile))


def _is_wrong(character: str) -> bool:
    return character in _TYPED_FOR or character in _STRANGE or character.isupper() or character.isdigit()


def _not_ipa(ipa: str, wrong: Sequence[str]) -> str:
    *most, last = (f"“{character}”" for character in wrong)
    listed = f"{', '.join(most)} and {last} are" if most else f"{last} is"
    return f"{listed} not IPA, in the pronunciation “{ipa}”"


def _way_out(wrong: Sequence[str], profile: Profile) -> str:
    """Return what to do: write what was meant, or leave to the rules what nobody has to write."""
    meant = {character: _TYPED_FOR.get(character) for character in wrong}
    if None not in meant.values():
        signs = (f"{right} (U+{ord(right):04X}) for “{character}”" for character, right in meant.items() if right)
        return f"Write {', '.join(signs)}"
    return (
        "If you do not write IPA, leave it empty: it is optional, and "
        f"`babblr-vocab pronounce {profile.code} --write` fills in what the rules of the language know"
    )
