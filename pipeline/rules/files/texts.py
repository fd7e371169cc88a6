"""Characters that do not belong in any text."""

import re
import unicodedata
from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.languages.spaces import with_spaces
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.texts import doubtful
from pipeline.rules.catalogue import Scope, checks, reported

NOT_NFC = Rule(
    code="V113",
    slug="not-nfc",
    severity=Severity.WARNING,
    title="The text is not in Unicode normalization form C",
    reason="An accent typed as a separate character looks the same, but a search does not find it. "
    "The build uses the composed form.",
    bad="base_form: cafe\u0301    # e and a combining accent",
    good="base_form: café     # one letter é",
)
reported(NOT_NFC, by={"pipeline.stages.normalize"})

_INVISIBLE = ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")

_JOINED = re.compile("(?<=[\u0590-\u1cff])[\u200c\u200d]")
"""A zero-width (non-)joiner after a letter of Persian or Hindi, for example, where it is part of the spelling."""

INVISIBLE_CHARACTER = Rule(
    code="V120",
    slug="invisible-character",
    severity=Severity.ERROR,
    title="A text has an invisible character",
    reason="A zero-width space or a direction mark cannot be seen, and keeps the word from being found.",
    bad="base_form: pa\u200bn    # with a zero-width space",
    good="base_form: pan",
)


@checks(INVISIBLE_CHARACTER, Scope.FILE)
def invisible_character(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at the Unicode category of every character that is not plain ASCII."""
    for text in doubtful(lexicon, str.isprintable):
        for character in dict.fromkeys(_JOINED.sub("", text.text)):
            if character != "\n" and unicodedata.category(character) in _INVISIBLE:
                name = unicodedata.name(character, "control character").lower()
                message = f"there is an invisible character U+{ord(character):04X} ({name}); delete it"
                yield Finding(INVISIBLE_CHARACTER, message, text.place, text.word)


_GAP = re.compile("[ \u00a0\u202f]{2}")

DOUBLED_SPACE = Rule(
    code="V121",
    slug="doubled-space",
    severity=Severity.WARNING,
    title="A text has two spaces in a row",
    reason="It shows as a gap on the learner's screen.",
    bad="text: Compro  pan.",
    good="text: Compro pan.",
)


@checks(DOUBLED_SPACE, Scope.FILE)
def doubled_space(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for two spaces, no-break ones included."""
    for text in doubtful(lexicon, lambda text: "  " not in text and (text.isascii() or not _GAP.search(text))):
        gap = _GAP.search(text.text)
        shown = text.text[max(0, gap.start() - 10) :][:24] if gap else ""
        yield Finding(DOUBLED_SPACE, f"two spaces in a row in “{shown}”", text.place, text.word)


_QUOTED = re.compile(r"""\"|(?<!\w)'[^']{2,}'(?!\w)""")

STRAIGHT_QUOTES = Rule(
    code="V122",
    slug="straight-quotes",
    severity=Severity.WARNING,
    title="A text has straight quotation marks",
    reason="Learners should see the marks that the language uses in print.",
    bad="text: 'Dice \"hola\".'",
    good="text: Dice «hola».",
)


@checks(STRAIGHT_QUOTES, Scope.FILE)
def straight_quotes(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for straight quotation marks, double or single, in texts in the language taught."""
    for text in doubtful(lexicon, lambda text: '"' not in text and ("'" not in text or not _QUOTED.search(text))):
        if text.taught:
            hint = f"Write {profile.quotes[0]}…{profile.quotes[-1]}" if profile.quotes else None
            yield Finding(STRAIGHT_QUOTES, "straight quotation marks", text.place, text.word, hint)


_APOSTROPHE = re.compile(r"\w’\w|\A[^‘‚]*\w’")
"""Between letters, or after a letter where it cannot be closing a quotation."""

CURLY_APOSTROPHE = Rule(
    code="V123",
    slug="curly-apostrophe",
    severity=Severity.WARNING,
    title="A text has a typographic apostrophe",
    reason="Packs are written with the one that people type, so that “l'eau” is always spelled alike; texts in the "
    "database have the typographic one.",
    bad="text: L’eau est froide.",
    good="text: L'eau est froide.",
)


@checks(CURLY_APOSTROPHE, Scope.FILE)
def curly_apostrophe(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for a typographic apostrophe between letters, or after one where no single quotation is open."""
    for text in doubtful(lexicon, lambda text: "’" not in text):
        if text.taught and _APOSTROPHE.search(text.text):
            hint = "Write it as '"
            yield Finding(CURLY_APOSTROPHE, "a typographic apostrophe (’)", text.place, text.word, hint)


_WORD = re.compile(r"[^\W\d_]+")

_BEYOND_LATIN = "\u0250"
"""All letters before this one are Latin."""

_ALIKE = frozenset(["Latin", "Greek", "Cyrillic", "Armenian", "Coptic", "Fullwidth", "Mathematical"])
"""Scripts whose letters are easily confused. Japanese is left out: it mixes three scripts in one word."""

_LIKE_LATIN = frozenset("аеорсухіјѕһАВЕКМНОРСТУХІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
"""Cyrillic and Greek letters that look like Latin ones."""

MIXED_SCRIPTS = Rule(
    code="V124",
    slug="mixed-scripts",
    severity=Severity.ERROR,
    title="A word mixes letters of two scripts",
    reason="A Cyrillic “а” looks like a Latin one, but a learner who types the word never finds it.",
    bad="base_form: pаn    # with a Cyrillic а",
    good="base_form: pan",
)


@checks(MIXED_SCRIPTS, Scope.FILE)
def mixed_scripts(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare the scripts of the letters of each word, and look for words that only look like Latin ones.

    Pronunciations are skipped: the IPA includes Greek letters.
    """
    latin = "a" in profile.alphabet
    for text in doubtful(lexicon, lambda text: text.isascii() or max(text) < _BEYOND_LATIN):
        for token in _WORD.findall(text.text) if text.pointer[-1] != "pronunciation" else ():
            scripts = sorted({_script(character) for character in token} & _ALIKE)
            if len(scripts) > 1:
                message = f"“{token}” mixes {' and '.join(scripts)} letters"
            elif latin and _LIKE_LATIN.issuperset(token):
                message = f"“{token}” is written with {scripts[0]} letters that look like Latin ones"
            else:
                continue
            hint = "Retype the word: one of its letters only looks right"
            yield Finding(MIXED_SCRIPTS, message, text.place, text.word, hint)


def _script(character: str) -> str:
    """Return the script of a letter: the first word of its Unicode name."""
    return unicodedata.name(character, "UNKNOWN").split()[0].title()


_SPACE_NAMES = {"": "no space", " ": "a space", "\u00a0": "a no-break space", "\u202f": "a narrow no-break space"}

TYPOGRAPHIC_SPACE = Rule(
    code="V131",
    slug="typographic-space",
    severity=Severity.WARNING,
    title="The space at a mark is not the one that the language has there",
    reason="Learners should see the language as it is printed, and no line may begin with a question mark.",
    bad="text: Qu'est-ce que c'est?",
    good="text: Qu'est-ce que c'est\u202f?    # a narrow no-break space",
)


@checks(TYPOGRAPHIC_SPACE, Scope.FILE)
def typographic_space(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare the spaces before and after marks with those of the profile, in texts in the language taught."""
    for text in doubtful(lexicon, lambda text: with_spaces(text, profile) == text):
        if text.taught:
            message = _wrong_space(text.text, with_spaces(text.text, profile), profile)
            yield Finding(TYPOGRAPHIC_SPACE, message, text.place, text.word, "`babblr-vocab fix` writes it")


def _wrong_space(text: str, spaced: str, profile: Profile) -> str:
    """Return which space is wrong: the first one in which two texts differ."""
    at = next(at for at, character in enumerate(spaced) if text[at : at + 1] != character)
    mark = next((mark for mark in spaced[at : at + 2] if mark in profile.spaces_before), None)
    if mark is None or spaced[at - 1] in profile.spaces_after:
        mark = spaced[at - 1]
        return f"there should be {_SPACE_NAMES[profile.spaces_after[mark]]} after {mark}"
    return f"there should be {_SPACE_NAMES[profile.spaces_before[mark]]} before {mark}"
